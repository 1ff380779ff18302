import { CLUSTER_FAMILIES } from './cluster/index.ts'
import { nginx } from './nginx.ts'
import type { Signature, SignatureFamily } from './signature.ts'

export const FAMILIES: readonly SignatureFamily[] = [nginx, ...CLUSTER_FAMILIES]

export const SIGNATURES: readonly Signature[] = FAMILIES.flatMap((family) => family.signatures)
