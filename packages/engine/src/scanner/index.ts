/** The door `@unloop/engine/scanner`: what a signature is. */
export type { Strength, Signature, SignatureFamily, SignatureFix } from './signature.ts'
