import type { Level } from './line.ts'

const NAMES: Readonly<Record<string, Level>> = {
  fatal: 'fatal',
  fata: 'fatal',
  ftl: 'fatal',
  f: 'fatal',
  panic: 'fatal',
  pani: 'fatal',
  pnc: 'fatal',
  dpanic: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  alert: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  c: 'fatal',
  error: 'error',
  erro: 'error',
  eror: 'error',
  err: 'error',
  e: 'error',
  severe: 'error',
  fail: 'error',
  failure: 'error',
  warning: 'warn',
  warn: 'warn',
  wrn: 'warn',
  w: 'warn',
  info: 'info',
  inf: 'info',
  information: 'info',
  informational: 'info',
  i: 'info',
  notice: 'info',
  note: 'info',
  n: 'info',
  log: 'info',
  system: 'info',
  config: 'info',
  success: 'info',
  debug: 'debug',
  debg: 'debug',
  dbug: 'debug',
  dbg: 'debug',
  d: 'debug',
  d1: 'debug',
  d2: 'debug',
  trace: 'debug',
  trce: 'debug',
  trc: 'debug',
  verbose: 'debug',
  fine: 'debug',
  finer: 'debug',
  finest: 'debug',
  v: 'debug',
  t: 'debug',
}

const named = (name: string | undefined): Level => NAMES[(name ?? '').toLowerCase()] ?? 'none'

/** pino and bunyan count 10 to 60, syslog and GELF 0 (emergency) to 7 (debug), Python 10 to 50. */
function numbered(value: number): Level {
  if (value <= 7)
    return value <= 2
      ? 'fatal'
      : value === 3
        ? 'error'
        : value === 4
          ? 'warn'
          : value <= 6
            ? 'info'
            : 'debug'
  if (value >= 60) return 'fatal'
  return value >= 50 ? 'error' : value >= 40 ? 'warn' : value >= 30 ? 'info' : 'debug'
}

const JSON_LEVEL =
  /"(?:level|severity|lvl|loglevel|logLevel|LogLevel|Level|level_name|levelname|levelName|log\.level|@l|s|priority|severityText|severity_text)"\s*:\s*(?:"([A-Za-z]+)\d?"|(\d{1,2})\b)/
const LOGFMT = /(?:^|[\s,{])(?:level|lvl|severity|loglevel|log_level)=["']?([A-Za-z]+)/
// I0212 08:20:17.553801       1 main.go:5] (klog), and glog with the year
const KLOG = /^([IWEF])\d{4}(?:\d{4})? \d\d:\d\d:\d\d/
const RUBY = /^([DIWEF]), \[\d{4}-/
// 1:M 12 Nov 2026 00:47:48.460 # text: redis' own marks (server.c, serverLogRaw)
const REDIS = /^\d+:[XCSM] \d\d? [A-Z][a-z]{2} \d{4} [\d:.]+ ([.\-*#]) /
const REDIS_MARKS: Readonly<Record<string, Level>> = {
  '.': 'debug',
  '-': 'debug',
  '*': 'info',
  '#': 'warn',
}
const BRACKETED =
  /[[<(](?:[\w.-]{1,30}:)?\s?(trace|debug|dbg|info|inf|information|notice|note|system|warn|wrn|warning|err|error|crit|critical|alert|emerg|emergency|fatal|ftl|panic|severe|verbose)\s?[\])>:]/i
const UPPER =
  /(?:^|[\s|:\-[(<"'.}])(TRACE|DEBUG|DBG|INFO|INF|NOTICE|LOG|WARN|WRN|WARNIN|WARNING|ERROR|ERRO|ERR|SEVERE|FATAL|FTL|FATA|CRITIC|CRITICAL|PANIC|PANI|ALERT|EMERGENCY)(?=[\s:|\])>,/+-]|\[\d|$)/
const TABBED = /\t(debug|info|warn|error|dpanic|panic|fatal)\t/
const PREFIXED =
  /^(?:[\d\-T:.,Z+/[\] ]{8,40}[\s:]{1,3})?(?:==> |E: )?(?:[\w./@-]{1,40}(?:\[\d+\])?: )?(?:npm )?(fatal|panic|error|err|fail|crit|warn|warning|info|dbug|trce|alert|emerg|debug|notice)!?(?: \[\w+\])?:(?=\s|$)/i
// etcd's capnslog: `2026-11-21 00:46:23.431633 C | etcdmain: text`; mongod before 4.4: `… F CONTROL  [main]`
const LETTER = /^[\dT:.,+Z\- ]{15,32} ([FCEWNID])\s{1,2}(?:\||[A-Z]{4,8}\s)/
const SYSLOG = /^<(\d{1,3})>/
// Words by which runtimes say that they end, without a level of their own.
const ENDS =
  /^(?:panic: |fatal error: |Fatal error|FATAL EXCEPTION|Unhandled exception|Uncaught |Exception in thread "|terminate called|Segmentation fault|Aborted\b|\*\*\* FATAL|\[?FATAL\b|# A fatal error|PHP Fatal error|Error: |error: |Traceback \(most recent call last\)|npm ERR!|npm error|=CRASH REPORT|=ERROR REPORT|=SUPERVISOR REPORT|Kernel pid terminated|\*\* \()/

const FATAL_ENDS =
  /^(?:panic|fatal|FATAL|Fatal|Unhandled|Uncaught|terminate|Seg|Abort|\*\*\* F|\[|#|PHP|Kernel)/

/** Where in a line its level is looked for. */
const HEAD = 140

/** The severity that a line states of itself in one of the common formats; `none` where it states nothing. */
export function levelOf(text: string): Level {
  if (text.charCodeAt(0) === 0x7b) {
    const json = jsonLevel(text)
    if (json !== 'none') return json
  }
  const head = text.length > HEAD ? text.slice(0, HEAD) : text
  const short = marked(head)
  return short === 'none' ? worded(head) : short
}

function jsonLevel(text: string): Level {
  const m = JSON_LEVEL.exec(
    text.length > 4096 ? `${text.slice(0, 2048)}${text.slice(-2048)}` : text,
  )
  if (m === null) return 'none'
  return m[1] === undefined ? numbered(Number(m[2])) : named(m[1])
}

function marked(head: string): Level {
  const letter = KLOG.exec(head) ?? RUBY.exec(head) ?? LETTER.exec(head)
  if (letter !== null) return named(letter[1])
  const redis = REDIS.exec(head)
  if (redis !== null) return REDIS_MARKS[redis[1] ?? ''] ?? 'none'
  const logfmt = LOGFMT.exec(head)
  if (logfmt !== null && named(logfmt[1]) !== 'none') return named(logfmt[1])
  const syslog = SYSLOG.exec(head)
  return syslog === null ? 'none' : numbered(Number(syslog[1]) & 7)
}

function worded(head: string): Level {
  const bracketed = BRACKETED.exec(head)
  const upper = UPPER.exec(head)
  const first =
    bracketed === null || (upper !== null && upper.index < bracketed.index) ? upper : bracketed
  if (first !== null) return named(first[1])
  const other = TABBED.exec(head) ?? PREFIXED.exec(head)
  if (other !== null) return named(other[1])
  if (!ENDS.test(head))
    return head.includes('VM warning:') || head.startsWith('npm WARN') ? 'warn' : 'none'
  return FATAL_ENDS.test(head) ? 'fatal' : 'error'
}
