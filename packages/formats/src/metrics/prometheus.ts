import type { Sample } from '@unloop/engine/evidence'

/** Only families that help to tell why a container ended; a kubelet serves hundreds of others. */
const FAMILIES =
  /^(?:container_memory_|container_cpu_cfs_|container_oom_events_total|container_spec_memory_limit_bytes|container_spec_cpu_(?:quota|period)|container_start_time_seconds|prober_probe_total|kube_pod_(?:init_)?container_)/

const MAX_SAMPLES = 100_000

export interface ParsedMetrics {
  readonly samples: readonly Sample[]
  /** True where the file held more than is kept. */
  readonly capped: boolean
}

/**
 * Reads Prometheus' text format (exposition format 0.0.4; OpenMetrics' seconds are told from milliseconds by size).
 * Lines that are no samples are passed over.
 */
export function parseMetrics(text: string): ParsedMetrics {
  const samples: Sample[] = []
  let start = 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    if (text.charCodeAt(start) !== 35) {
      const sample = parseSample(text.slice(start, Math.min(end, start + 16_384)))
      if (sample !== null) samples.push(sample)
      if (samples.length >= MAX_SAMPLES) return { samples, capped: true }
    }
    start = end + 1
  }
  return { samples, capped: false }
}

function parseSample(line: string): Sample | null {
  if (!FAMILIES.test(line)) return null
  const brace = line.indexOf('{')
  const name = /^[a-zA-Z_:][\w:]*/.exec(line)?.[0] ?? ''
  const labelled = brace === name.length ? parseLabels(line, brace + 1) : null
  if (brace === name.length && labelled === null) return null
  const rest = line
    .slice(labelled?.end ?? name.length)
    .trim()
    .split(/\s+/)
  const value = parseValue(rest[0])
  if (value === null) return null
  return { name, labels: labelled?.labels ?? {}, value, at: parseTime(rest[1]) }
}

interface Labels {
  readonly labels: Readonly<Record<string, string>>
  readonly end: number
}

function parseLabels(line: string, from: number): Labels | null {
  const labels: Record<string, string> = {}
  const label = /\s*,?\s*([a-zA-Z_]\w*)\s*=\s*"/y
  let at = from
  for (;;) {
    const close = /[\s,]*\}/y
    close.lastIndex = at
    if (close.test(line)) return { labels, end: close.lastIndex }
    label.lastIndex = at
    const match = label.exec(line)
    if (match === null) return null
    const value = readQuoted(line, label.lastIndex)
    if (value === null) return null
    if (value.text !== '') labels[match[1] ?? ''] = value.text
    at = value.end
  }
}

function readQuoted(line: string, from: number): { text: string; end: number } | null {
  let text = ''
  for (let i = from; i < line.length; i++) {
    const char = line[i]
    if (char === '"') return { text, end: i + 1 }
    if (char === '\\') {
      i++
      text += line[i] === 'n' ? '\n' : (line[i] ?? '')
    } else text += char
  }
  return null
}

function parseValue(text: string | undefined): number | null {
  if (text === undefined || text === '') return null
  if (text === '+Inf' || text === 'Inf') return Infinity
  if (text === '-Inf') return -Infinity
  if (text === 'NaN') return NaN
  const value = Number(text)
  return Number.isNaN(value) ? null : value
}

/** Milliseconds in the classic format, seconds with a fraction in OpenMetrics. */
function parseTime(text: string | undefined): number | null {
  if (text === undefined || !/^-?\d+(?:\.\d+)?$/.test(text)) return null
  const value = Number(text)
  return value > 0 && value < 1e11 ? Math.round(value * 1000) : value
}
