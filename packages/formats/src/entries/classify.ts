import { parseLogPath } from './log-path.ts'

/**
 * What an entry of a dump is, as far as its path tells:
 * `objects` JSON or YAML; `metrics` Prometheus text; `log` one container's log, read only on request; `text` kubectl's own
 * printing or notes; `skip` no evidence.
 */
export type EntryKind = 'objects' | 'metrics' | 'log' | 'text' | 'skip'

const NO_EVIDENCE =
  /(?:^|\/)(?:__MACOSX\/|\._|\.git\/|node_modules\/|\.DS_Store$)|\.(?:html?|css|js|map|png|jpe?g|gif|svg|ico|pdf|woff2?|ttf|gz|tgz|zip|xz|zst|bz2|tar|db|sqlite|pprof|pcap|bin|so|exe|key|pem|crt|csr|p12|jks)$/i
const NODE_FILE = /(?:^|\/)(?:dmesg|kern|kubelet|messages|syslog|journal)[^/]*$/i
const KUBECTL_TEXT =
  /(?:^|\/)(?:describe|get|events?|top|pods?|nodes?|kubectl|status)[^/]*\.(?:txt|out|log|md)$/i

export function classify(path: string): EntryKind {
  if (NO_EVIDENCE.test(path)) return 'skip'
  if (/\.(?:json|jsonl|ya?ml)$/i.test(path)) return 'objects'
  if (/\.prom$/i.test(path) || /(?:^|\/)metrics(?:\.txt)?$/.test(path)) return 'metrics'
  const place = parseLogPath(path)
  if (place !== null && place.certainty !== 'stem') return 'log'
  if (KUBECTL_TEXT.test(path) || NODE_FILE.test(path)) return 'text'
  if (/\.log(?:\.\d{1,3})?$/i.test(path)) return 'log'
  if (/(?:^|\/)logs?\/[^/]+$/.test(path)) return 'log'
  if (/\.(?:txt|md|out|text)$/i.test(path) || !/\.[A-Za-z0-9]+$/.test(path)) return 'text'
  return 'skip'
}
