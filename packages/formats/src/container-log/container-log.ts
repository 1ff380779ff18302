const CRI = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) ([FP])(?: |$)/

/**
 * The text of a container's log as `kubectl logs --timestamps` prints it, from the formats in which runtimes keep it:
 * CRI (`<time> stderr F message`, `P` for a part of a long line) and Docker's json-file. Other text stays as it is.
 */
export function containerLogText(text: string): string {
  const head = text.slice(0, text.indexOf('\n') === -1 ? 4096 : Math.min(text.indexOf('\n'), 4096))
  if (CRI.test(head)) return fromCri(text)
  if (head.startsWith('{"log":"')) return fromDockerJson(text)
  return text
}

function fromCri(text: string): string {
  const out: string[] = []
  let continues = false
  for (const line of text.split('\n')) {
    const match = CRI.exec(line)
    if (match === null) {
      out.push(line)
      continue
    }
    const message = line.slice(match[0].length)
    if (continues) out[out.length - 1] += message
    else out.push(`${line.slice(0, line.indexOf(' '))} ${message}`)
    continues = match[1] === 'P'
  }
  return out.join('\n')
}

function fromDockerJson(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (!line.startsWith('{"log":"')) return line
      try {
        const entry = JSON.parse(line) as { log?: unknown; time?: unknown }
        const time = typeof entry.time === 'string' ? `${entry.time} ` : ''
        return `${time}${typeof entry.log === 'string' ? entry.log.replace(/\n$/, '') : ''}`
      } catch {
        return line
      }
    })
    .join('\n')
}

/** One log of the many that `kubectl cluster-info dump` writes into one file. */
export interface LogSection {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  /** The line after the START marker, counted from 1. */
  readonly line: number
  readonly text: string
}

/** The markers that `kubectl cluster-info dump` puts around each container's log. */
export const START_MARKER = /^==== START logs for container (\S+) of pod ([^\s/]+)\/(\S+) ====\s*$/
/** As kubectl writes it after each log (cluster-info dump). */
export const END_MARKER = /^==== END logs for container (\S+) of pod ([^\s/]+)\/(\S+) ====\s*$/

/** The logs between the markers; none where the file has no markers. */
export function logSections(text: string): readonly LogSection[] {
  if (!text.includes('==== START logs for container ')) return []
  const sections: LogSection[] = []
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const start = START_MARKER.exec(lines[i] ?? '')
    if (start === null) continue
    const from = i + 1
    while (i + 1 < lines.length && !END_MARKER.test(lines[i + 1] ?? '')) i++
    sections.push({
      container: start[1] ?? '',
      namespace: start[2] ?? '',
      pod: start[3] ?? '',
      line: from + 1,
      text: lines.slice(from, i + 1).join('\n'),
    })
  }
  return sections
}
