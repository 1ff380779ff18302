import { byLine, hexOf, millisOf, shortTime, type Wrapper } from './wrapper.ts'

/** A line of a runtime's file holds 16 KiB at most; small pieces show the same. */
const PIECE = 40

const pieces = (text: string): readonly string[] => {
  const out: string[] = []
  for (let i = 0; i < text.length || out.length === 0; i += PIECE)
    out.push(text.slice(i, i + PIECE))
  return out
}

/** Files and journals of nodes. */
export const NODES: readonly Wrapper[] = [
  {
    ...byLine('CRI, /var/log/containers', ({ at, text }) => `${at} stderr F ${text}`),
    file: (log) =>
      `var/log/containers/${log.pod}_${log.namespace}_${log.container}-${hexOf(log.pod, 64)}.log`,
  },
  {
    name: 'CRI, /var/log/pods, in pieces',
    file: (log) =>
      `var/log/pods/${log.namespace}_${log.pod}_0b5c8f1e-7a0b-4a59-8a39-1f0f7d2c9e11/${log.container}/3.log`,
    wrap: ({ records }) =>
      records
        .flatMap(({ at, text }) =>
          pieces(text).map(
            (piece, index, all) => `${at} stderr ${index < all.length - 1 ? 'P' : 'F'} ${piece}\n`,
          ),
        )
        .join(''),
  },
  byLine('CRI, pasted', ({ at, text }) => `${at} stdout F ${text}`),
  byLine('Docker json-file', ({ at, text }) =>
    JSON.stringify({ log: `${text}\n`, stream: 'stderr', time: at }),
  ),
  byLine('docker logs -t', ({ at, text }) => `${at} ${text}`),
  byLine(
    'journald',
    (r, { container }) => `${shortTime(r)} worker-1 ${container}[4021]: ${r.text}`,
  ),
  byLine(
    'journald, short-iso',
    (r, { container }) => `${r.at.slice(0, 19)}+0000 worker-1 ${container}[4021]: ${r.text}`,
  ),
  byLine(
    'journald, Docker driver',
    (r) => `${shortTime(r)} worker-1 ${hexOf('c', 12)}[812]: ${r.text}`,
  ),
  byLine('journald, JSON', (r, log) =>
    JSON.stringify({
      __CURSOR: `s=${hexOf(r.at, 32)}`,
      __REALTIME_TIMESTAMP: String(millisOf(r) * 1000),
      _HOSTNAME: 'worker-1',
      PRIORITY: '3',
      SYSLOG_IDENTIFIER: log.container,
      CONTAINER_NAME: `k8s_${log.container}_${log.pod}_${log.namespace}_${hexOf(log.pod, 8)}_3`,
      CONTAINER_ID: hexOf(log.pod, 12),
      MESSAGE: r.text,
    }),
  ),
  {
    name: 'journald, export',
    source: 'https://systemd.io/JOURNAL_EXPORT_FORMATS/',
    wrap: (log) =>
      log.records
        .map((r) =>
          [
            `__CURSOR=s=${hexOf(r.at, 32)}`,
            `__REALTIME_TIMESTAMP=${millisOf(r) * 1000}`,
            '_HOSTNAME=worker-1',
            `SYSLOG_IDENTIFIER=${log.container}`,
            `MESSAGE=${r.text}`,
            '_PID=4021',
            '',
            '',
          ].join('\n'),
        )
        .join(''),
  },
  byLine(
    'syslog, RFC 3164',
    (r, log) => `<11>${shortTime(r)} worker-1 ${log.container}[4021]: ${r.text}`,
  ),
  byLine(
    'syslog, RFC 5424',
    (r, log) =>
      `<11>1 ${r.at.slice(0, 26)}Z worker-1 ${log.container} 4021 - [kubernetes@48577 namespace_name="${log.namespace}" pod_name="${log.pod}" container_name="${log.container}"] ${r.text}`,
  ),
]
