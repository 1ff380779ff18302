import { createHash } from 'node:crypto'
import type { LintFinding } from '@unloop/lint'

/** The same finding tomorrow, wherever its lines have moved to. */
export function fingerprint({ code, file, namespace, object, path }: LintFinding): string {
  return createHash('sha256')
    .update([code, file, namespace, object, path].join('\n'))
    .digest('hex')
    .slice(0, 32)
}
