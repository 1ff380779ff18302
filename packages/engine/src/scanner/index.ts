/** The door `@unloop/engine/scanner`: what a signature is. */
export type { Says, Signature, SignatureFamily, SignatureFix } from './signature.ts'
