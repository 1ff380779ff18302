import { containerPatch, patchFix } from '../fixes/patch.ts'
import { listeningPorts } from '../causes/shared/listening.ts'
import type { Correction } from './correction.ts'

const KINDS = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const

/** A probe's command that asks a port on which the program does not listen, where the log or the pod names the one on which it does. */
export const probePort: Correction = (file, { cause }) => {
  const { spec } = file.failing
  if (!spec || !/probe|readiness-gate/.test(cause)) return []
  const said = [...new Set(listeningPorts(file).map(({ port }) => port))]
  const declared = (spec.ports ?? []).flatMap(({ containerPort }) => containerPort ?? [])
  const [right, ...more] = said.length > 0 ? said : declared
  if (right === undefined || more.length > 0) return []
  const known = new Set([...said, ...declared])
  const probes = KINDS.flatMap((kind) => {
    const command = spec[kind]?.exec?.command ?? []
    const corrected = withPort(command, right, known)
    return corrected ? [[kind, { exec: { command: corrected } }] as const] : []
  })
  if (probes.length === 0) return []
  return [
    patchFix(file, {
      id: 'probe/command-port',
      title: `Let the probe's command ask port ${right}, on which the program listens`,
      patch: containerPatch(file, Object.fromEntries(probes)),
    }),
  ]
}

/** `-p 6379`, `--port=6379`, `localhost:6379`: null where the command names no other port. */
const withPort = (
  command: readonly string[],
  right: number,
  known: ReadonlySet<number>,
): readonly string[] | null => {
  const isPort = (digits: string): boolean => !known.has(Number(digits)) && Number(digits) > 0
  const changed = command.map((word, index) => {
    const before = command[index - 1] ?? ''
    if (/^\d{2,5}$/.test(word) && /^--?(?:p|P|port)$/.test(before) && isPort(word))
      return String(right)
    return word.replace(
      /((?:^|\s)(?:--?port[= ]|-p ?|-P ?)|(?:localhost|127\.0\.0\.1|\[::1\]):)(\d{2,5})\b/g,
      (all, head: string, digits: string) => (isPort(digits) ? `${head}${right}` : all),
    )
  })
  return changed.some((word, index) => word !== command[index]) ? changed : null
}
