import { nginx } from './nginx.ts'
import type { Signature, SignatureFamily } from './signature.ts'

export const FAMILIES: readonly SignatureFamily[] = [nginx]

export const SIGNATURES: readonly Signature[] = FAMILIES.flatMap((family) => family.signatures)
