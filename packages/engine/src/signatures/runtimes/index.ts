import { go } from './go.ts'
import { java } from './java.ts'
import { node } from './node.ts'
import { python } from './python.ts'
import type { SignatureFamily } from '../signature.ts'

export const RUNTIME_FAMILIES: readonly SignatureFamily[] = [go, java, node, python]
