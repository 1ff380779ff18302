import { createHash } from 'node:crypto'
import type { LintFinding } from '@unloop/lint'

/** The same finding tomorrow, wherever its lines have moved to; another fault at the same place is another one. */
export function fingerprint({ code, file, namespace, object, path, message }: LintFinding): string {
  return createHash('sha256')
    .update([code, file, namespace, object, path, message].join('\n'))
    .digest('hex')
    .slice(0, 32)
}
