import type { ReadAs } from '@unloop/engine/evidence'
import type { Report } from '@unloop/engine/report'
import { NotRecognisedError } from '../errors.ts'
import { plural } from '@unloop/engine/phrases'

/** What nothing recognised. */
const ANYTHING = 'text'
/** Lines of a program without times, levels or fields: that nothing was found in them says nothing. */
const UNTOLD = new Set([ANYTHING, 'plain log'])

/** One list for all files: what was read the same way is added up. */
export function joinedReadAs(all: readonly ReadAs[]): { readonly readAs?: readonly ReadAs[] } {
  if (all.length === 0) return {}
  const readAs = [...Map.groupBy(all, ({ format }) => format)].map(([format, parts]) => ({
    format,
    lines: sum(parts, 'lines'),
    pods: sum(parts, 'pods'),
    containers: sum(parts, 'containers'),
  }))
  return { readAs }
}

/** The sum of one figure. */
const sum = (parts: readonly ReadAs[], key: 'lines' | 'pods' | 'containers'): number =>
  parts.reduce((total, part) => total + part[key], 0)

/** `Read as stern, 3 pods, 412 lines; Docker json, 1 container, 20 lines.`; null where there is nothing to say. */
export function readAsSentence(readAs: readonly ReadAs[]): string | null {
  if (readAs.every(({ format }) => format === ANYTHING)) return null
  return `Read as ${readAs.map(partWords).join('; ')}.`
}

/** One format with what was read of it. */
function partWords({ format, lines, pods, containers }: ReadAs): string {
  const named =
    pods > 0 ? [plural(pods, 'pod')] : containers > 0 ? [plural(containers, 'container')] : []
  return [format, ...named, plural(lines, 'line')].join(', ')
}

/** Refuses a text that nobody can tell to be healthy and in which nothing was found: that is no all-clear. */
export function assertRecognised({ source, incidents, scanned }: Report): void {
  const { readAs = [], name } = source
  if (incidents.length > 0 || scanned.pods > 0 || readAs.length === 0) return
  if (readAs.some(({ format }) => !UNTOLD.has(format))) return
  throw new NotRecognisedError({
    code: 'not-recognised',
    message: `${name} holds nothing that is known: no output of kubectl, no events, no log with times or levels, no error, no export of a log.`,
    next: 'Give what kubectl describe pod, kubectl get pods, kubectl get events or kubectl logs --previous print, or a dump.',
  })
}
