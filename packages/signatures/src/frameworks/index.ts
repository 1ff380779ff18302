import { jvmFrameworks } from './jvm.ts'
import { pythonWeb } from './python-web.ts'
import { spring } from './spring.ts'
import type { SignatureFamily } from '@unloop/engine/scanner'

export const FRAMEWORK_FAMILIES: readonly SignatureFamily[] = [jvmFrameworks, pythonWeb, spring]
