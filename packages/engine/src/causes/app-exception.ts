import { previousLog } from '../fixes/commands.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Run } from '../case/runs.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { sourceLine } from '../logs/read.ts'
import { advice, withUndo } from './shared/advice.ts'
import { wordRuleFor } from './shared/word-rules.ts'

/** An uncaught exception or panic of the program's own logic. */
export const appException: Cause = {
  id: 'app-exception',
  explain: (file) =>
    `The program ended by itself on an error of its own that nothing caught${file.exit?.code ? ` (exit ${file.exit.code})` : ''}. Kubernetes only restarts it; the same input brings the same end.`,
  find: (file) => [...traces(file), ...aborts(file)],
  fixes: (file, finding) =>
    withUndo(file, [
      advice(file, {
        id: 'app-exception/code',
        title: `Mend the program: ${finding.title.slice(0, 100)}`,
        where: 'code',
        kubectl: [previousLog(file)],
      }),
    ]),
}

/** A trace that its program did not survive, one whose reason a signature names, one that a logger printed on the way. */
const UNCAUGHT = 70
/** What the program met outside is not known by the type of an exception: anything that reads its words knows better. */
const OUTSIDE = 44
const EXPLAINED = 60
const LOGGED = 40

const traces = (file: CaseFile): readonly Finding[] =>
  file.runs
    .filter(({ crashed }) => crashed)
    .flatMap((run) => {
      const trace = run.traces.findLast(({ uncaught }) => uncaught) ?? run.traces.at(-1)
      return trace ? traceFinding(file, run, trace) : []
    })

type Trace = Run['traces'][number]

const traceFinding = (file: CaseFile, run: Run, trace: Trace): readonly Finding[] => {
  const { deepest } = trace
  const line = run.lines[deepest.line]
  if (!line) return []
  const cause = namedCause(trace, run)
  const isOutside = cause === 'app-exception' && !isOwnFault(trace)
  const uncaught = isOutside ? OUTSIDE : isExplained(file, run, trace) ? EXPLAINED : UNCAUGHT
  const worth = trace.uncaught ? uncaught : LOGGED
  return [
    {
      cause,
      weight: worth * (trace.uncaught ? 1 : run.crashWindow.relevance(deepest.line)),
      rule: isOutside ? `${cause}/trace-outside` : `${cause}/trace`,
      title: `${trace.uncaught ? 'Uncaught' : 'Failed on'} ${`${deepest.type}: ${deepest.message}`.slice(0, 140)}`,
      evidence: [file.fromLine(run, line)],
      facts: {},
    },
  ]
}

/** Errors that only a mistake in a program's code makes, by the names that languages have for them. */
const OWN_FAULT =
  /runtime error|nil (?:pointer|map)|index out of (?:range|bounds)|out of bounds|slice bounds|interface conversion|close of (?:closed|nil)|send on closed|concurrent map|divi(?:de|sion) by zero|null ?(?:pointer|reference)|indexoutof|arithmetic|classcast|invalidcast|illegalstate|illegalargument|concurrentmodification|nosuchelement|stackoverflow|stack (?:overflow|level too deep)|notimplemented|unsupportedoperation|invalidoperation|argumentnull|argumentexception|argumentoutofrange|type ?error|reference ?error|range ?error|attribute ?error|key ?error|keynotfound|index ?error|name ?error|value ?error|zerodivision|unboundlocal|recursion|assertion|nomethoderror|undefined (?:method|function|variable|is not)|cannot read propert|is not a function|called `(?:option|result)::|unreachable code|already borrowed|uncaught exception|unhandled ?promise ?rejection|badmatch|function_clause|undef\b/i

const isOwnFault = ({ deepest }: Trace): boolean =>
  OWN_FAULT.test(`${deepest.type}: ${deepest.message}`.slice(0, 1000))

/** A known message inside the trace says more than the trace as such; one before it was survived. */
const isExplained = ({ messages }: CaseFile, run: Run, { start, end }: Trace): boolean => {
  const { source } = run.stream.origin
  const ends = [(run.lines[start]?.number ?? 0) - 1, (run.lines[end]?.number ?? Infinity) + 1]
  // An export may list the newest line first.
  const [first = 0, last = Infinity] = ends
    .map((number) => sourceLine(run.stream, number))
    .sort((a, b) => a - b)
  return messages.some(
    ({ evidence: [lead] }) =>
      lead?.source === source && lead.line !== undefined && lead.line >= first && lead.line <= last,
  )
}

/** Words so general that inside an exception they say nothing about configuration or commands. */
const TOO_GENERAL = new Set([
  'config',
  'env',
  'command',
  'timeout',
  'config-file',
  'denied',
  'syntax',
])
const ABOUT_SETTINGS = /config|setting|option|propert|environ|placeholder/i
const ABOUT_FORMATS = /json|yaml|toml|xml|psych|scanner|configparser|hocon|ini\b/i
const LACKS =
  /placeholder|field required|is required|are required|missing|not set|must be set|must not be (?:empty|blank|null)|may not be (?:empty|blank|null)/i

/** An exception whose message or place names an outside reason is not the program's own fault. */
const namedCause = (trace: Trace, run: Run): Finding['cause'] => {
  const { type, message } = trace.deepest
  const said = `${type}: ${message}`.slice(0, 1000)
  if (ABOUT_SETTINGS.test(said) && LACKS.test(textOf(run, trace, trace.deepest.line)))
    return 'env-missing'
  if (inMigration(run, trace)) return 'schema-migration-failed'
  if (/deadlock/i.test(said) && trace.language === 'go') return 'deadlock-or-timeout-startup'
  if (loadsCertificates(run, trace, said)) return 'tls-cert'
  const known = wordRuleFor(said)
  if (!known && waitsForOther(run, trace)) return 'dependency-unreachable'
  if (!known) return 'app-exception'
  const { what, cause } = known.rule
  if (what === 'syntax' || what === 'config')
    return ABOUT_FORMATS.test(said) || ABOUT_SETTINGS.test(type)
      ? 'app-config-invalid'
      : 'app-exception'
  if (what === 'config-file' || what === 'denied') return cause
  return TOO_GENERAL.has(what) && !ABOUT_SETTINGS.test(type) ? 'app-exception' : cause
}

/** Functions that read certificates and keys; several name no file when it is not there (CPython's ssl module for one). */
const LOADS_CERTIFICATES =
  /load_verify_locations|load_cert_chain|set_default_verify_paths|\bcafile\b|createSecureContext|setCACert|LoadX509KeyPair|AppendCertsFromPEM|KeyStore\.load|X509Store\S{0,20}add_file|OpenSSL::X509/
const UNREADABLE =
  /no such file|filenotfound|enoent|cannot find|pem|\bssl\b|keystore|asn1|certificate/i

const loadsCertificates = (run: Run, { start, end }: Trace, said: string): boolean =>
  UNREADABLE.test(said) &&
  run.lines
    .slice(start, Math.min(end + 1, start + 120))
    .some(({ text }) => LOADS_CERTIFICATES.test(text.slice(0, 300)))

/** A wait that ended: asyncio, sockets, futures, .NET and Go contexts name neither peer nor reason. */
const ENDED_WAIT = /time[d ]{0,2}out|cancel|deadline ?exceeded/i
const CONNECTS =
  /open_connection|create_connection|sock_connect|\bconnect(?:_ex|Async|Timeout|ToServer)?\(|net\.(?:connect|dial)|Dial(?:Context|Timeout)|urlopen|HttpClient|http\.client|aiohttp|asyncpg|psycopg|aiokafka|aio_pika|redis|pymongo|grpc|socket\.py/i

const waitsForOther = (run: Run, trace: Trace): boolean =>
  trace.exceptions.some(({ type }) => ENDED_WAIT.test(type)) &&
  ENDED_WAIT.test(trace.deepest.type) &&
  run.lines
    .slice(trace.start, Math.min(trace.end + 1, trace.start + 120))
    .some(({ text }) => CONNECTS.test(text.slice(0, 300)))

/** The lines of a trace from the given one on: validators print the missing names below their headline. */
const textOf = (run: Run, { end }: Trace, from: number): string =>
  run.lines
    .slice(from, Math.min(end + 6, from + 12))
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 2000)

const MIGRATES =
  /[\\/.](?:db[\\/.])?migrat(?:e|or|ions?)(?:[\\/.]|\b)|\b(?:flyway|liquibase|alembic|umzug|knex|sequelize-cli)\b/i
const OF_DATABASE =
  /sql|database|db\.|psycopg|integrity|operational|programming|constraint|column|relation|duplicate|unique/i

/** A database's refusal with a migration tool among the frames. */
const inMigration = (run: Run, { start, end, deepest }: Trace): boolean =>
  OF_DATABASE.test(deepest.type) &&
  !/connect|authenticat|password|resolve|timeout/i.test(deepest.message) &&
  run.lines
    .slice(start, Math.min(end + 1, start + 120))
    .some(({ text }) => MIGRATES.test(text.slice(0, 300)))

/** abort(), a failed assertion or an uncaught C++ exception: 134, as process 1 also 139. */
const aborts = (file: CaseFile): readonly Finding[] => {
  const { exit } = file
  if (!exit || exit.code !== 134) return []
  return [
    {
      cause: 'app-exception',
      weight: 45,
      rule: 'app-exception/abort',
      title: 'The program aborted itself (SIGABRT, exit 134)',
      evidence: [file.fromStatus(`${exit.field}.exitCode`, exit.code)],
      facts: {},
    },
  ]
}
