import { parseLogPath, type LogPlace } from '../paths/log-path.ts'

/**
 * What an entry of a dump is, as far as its path tells:
 * `objects` JSON or YAML; `metrics` Prometheus text; `log` one container's log, read only on request; `text` kubectl's own
 * printing or notes; `skip` no evidence.
 */
export type EntryKind = 'objects' | 'metrics' | 'log' | 'text' | 'skip'

const NO_EVIDENCE = new Set(
  'html htm css js map png jpg jpeg gif svg ico pdf woff woff2 gz tgz zip xz zst bz2 tar db sqlite pprof pcap bin so exe key pem crt csr p12 jks'.split(
    ' ',
  ),
)
const FOREIGN_FOLDER = /(?:^|\/)(?:__MACOSX\/|\._|\.git\/|node_modules\/|\.DS_Store$)/
const OBJECTS = new Set(['json', 'jsonl', 'ndjson', 'yaml', 'yml'])
const TABLES = new Set(['csv', 'tsv'])
const NODE_FILE = /(?:^|\/)(?:dmesg|kern|kubelet|messages|syslog|journal)[^/]*$/i
const KUBECTL_TEXT =
  /(?:^|\/)(?:describe|get|events?|top|pods?|nodes?|kubectl|status)[^/]*\.(?:txt|out|log|md)$/i

/** What an entry is, and whose log it is where its path says so. */
export interface Classified {
  readonly kind: EntryKind
  readonly place: LogPlace | null
}

export function classify(path: string): Classified {
  const file = path.slice(path.lastIndexOf('/') + 1)
  const dot = file.lastIndexOf('.')
  const extension = dot < 0 ? '' : file.slice(dot + 1).toLowerCase()
  if (NO_EVIDENCE.has(extension) || FOREIGN_FOLDER.test(path)) return { kind: 'skip', place: null }
  if (OBJECTS.has(extension)) return { kind: 'objects', place: null }
  if (TABLES.has(extension)) return { kind: 'text', place: null }
  if (extension === 'prom' || /^metrics(?:\.txt)?$/.test(file))
    return { kind: 'metrics', place: null }
  const place = parseLogPath(path)
  return { kind: textKind(path, place), place }
}

function textKind(path: string, place: LogPlace | null): EntryKind {
  if (place !== null && place.certainty !== 'stem') return 'log'
  if (KUBECTL_TEXT.test(path) || NODE_FILE.test(path)) return 'text'
  if (/\.log(?:\.\d{1,3})?$/i.test(path)) return 'log'
  if (/(?:^|\/)logs?\/[^/]+$/.test(path)) return 'log'
  if (/\.(?:txt|md|out|text)$/i.test(path) || !/\.[A-Za-z0-9]+$/.test(path)) return 'text'
  return 'skip'
}
