import { configMapsOf } from '../case/settings.ts'
import { millis } from '../evidence/time.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { patchCommand, restartCommand, STAYS_UP } from './commands.ts'

/** What `kubectl apply` was given last: the difference to the object is what somebody else changed. */
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * A ConfigMap that the container reads and that somebody changed in the cluster after it was applied: what was applied last is
 * still in its annotation, and is how the configuration was before.
 */
export function asAppliedFixes(file: CaseFile): readonly Fix[] {
  return configMapsOf(file).flatMap((name) => {
    const { namespace } = file.failing
    const object = file.inventory.get('ConfigMap', namespace, name)?.object
    const applied = dataOf(parsed(object?.metadata.annotations?.[APPLIED]))
    const now = dataOf(object)
    if (!object || !applied || !now) return []
    const keys = [...new Set([...Object.keys(applied), ...Object.keys(now)])]
    const data = Object.fromEntries(
      keys.filter((key) => applied[key] !== now[key]).map((key) => [key, applied[key] ?? null]),
    )
    const changed = Object.keys(data)
    if (changed.length === 0) return []
    const patch = {
      target: { kind: 'ConfigMap', namespace, name },
      type: 'merge' as const,
      body: { data },
    }
    const at = editedAt(object)
    return [
      {
        id: 'config/as-applied',
        title: `Put ConfigMap ${name} back to what was applied last: ${changed.join(', ')} was changed in the cluster since${at ? ` (${at})` : ''}`,
        where: 'config' as const,
        risk: 'low' as const,
        commands: [patchCommand(patch), restartCommand(file)],
        patch,
        verify: STAYS_UP,
      },
    ]
  })
}

interface Fielded {
  readonly metadata?: {
    readonly managedFields?: readonly { readonly time?: string; readonly manager?: string }[]
  }
}

const editedAt = (object: Fielded): string | null => {
  const last = [...(object.metadata?.managedFields ?? [])].sort(
    (a, b) => (millis(b.time) ?? 0) - (millis(a.time) ?? 0),
  )[0]
  return last?.time ? `${last.manager ?? 'somebody'}, ${last.time}` : null
}

const dataOf = (value: unknown): Readonly<Record<string, string>> | null => {
  const data = (value as { data?: unknown } | null | undefined)?.data
  return data !== null && typeof data === 'object' ? (data as Record<string, string>) : null
}

const parsed = (text: string | undefined): unknown => {
  if (text === undefined) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
