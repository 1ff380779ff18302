import {
  isFree,
  isHeld,
  notRead,
  UUID,
  firstComplaint,
  type Backend,
  type LockReading,
} from './backend.ts'
import { NO_INFO } from '../info.ts'
import type { Machine } from '../machine.ts'
import { setting, type Place, type Settings } from '../place/place.ts'

const WHY =
  'The lock is an advisory lock of a PostgreSQL session, which only that session can release: force-unlock from another process says that it succeeded and releases nothing. The lock ends when the session ends.'

/**
 * internal/backend/remote-state/pg/client.go: pg_try_advisory_lock of the state's row id; for a new workspace, of -1 (Terraform) or
 * a hash of schema and table (OpenTofu 1.10). The error prints the requester's own data (issue 32075 of hashicorp/terraform), and
 * Unlock does nothing in a process that did not lock.
 */
export const pg: Backend = {
  type: 'pg',
  says: [
    /(?:Workspace is already locked|Cannot lock workspace; already locked for workspace creation|Already locked for workspace creation): /,
  ],
  idForm: UUID,
  idIs: 'no ID of the lock: the error prints the data of the run that was refused',
  prints: 'requester',
  unlocking: { by: 'hand', why: WHY },
  lockPath: () => null,
  stateName: ({ settings, workspace, env }) => {
    const { host, database } = targetOf(settings, env)
    return `${host}/${database}, ${schemaOf(settings, env)}.${tableOf(settings, env)}, workspace ${workspace}`
  },
  read,
  byHand: () => [
    'Wait for the run that has the session, or end the run.',
    'Where the run is dead and only its connection is left: SELECT pg_terminate_backend(PID);',
  ],
}

const schemaOf = (settings: Settings, env: Machine['env']): string =>
  setting(settings, 'schema_name') || env['PG_SCHEMA_NAME'] || 'terraform_remote_state'
const tableOf = (settings: Settings, env: Machine['env']): string =>
  setting(settings, 'table_name') || env['PG_TABLE_NAME'] || 'states'

interface PgTarget {
  readonly host: string
  readonly database: string
  /** Variables of libpq, so that no password stands in a list of processes. */
  readonly env: Readonly<Record<string, string>>
}

const VARIABLES: Readonly<Record<string, string>> = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  dbname: 'PGDATABASE',
  sslmode: 'PGSSLMODE',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslrootcert: 'PGSSLROOTCERT',
}

/** Of conn_str: a URL, or words as `host=… user=…` (libpq, Connection Strings). */
function targetOf(settings: Settings, env: Machine['env']): PgTarget {
  const text = setting(settings, 'conn_str') || env['PG_CONN_STR'] || ''
  const values = /^postgres(?:ql)?:\/\//.test(text) ? fromUrl(text) : fromWords(text)
  const variables = Object.entries(values).flatMap(([name, value]): readonly [string, string][] => {
    const variable = VARIABLES[name]
    return variable === undefined || value === '' ? [] : [[variable, value]]
  })
  return {
    host: values['host'] || env['PGHOST'] || 'localhost',
    database: values['dbname'] || env['PGDATABASE'] || '(default database)',
    env: Object.fromEntries(variables),
  }
}

function fromUrl(text: string): Record<string, string> {
  try {
    const url = new URL(text)
    const part = (value: string): string => decodeURIComponent(value)
    return {
      ...Object.fromEntries(url.searchParams),
      ...(url.hostname === '' ? {} : { host: url.hostname.replace(/^\[|\]$/g, '') }),
      port: url.port,
      user: part(url.username),
      password: part(url.password),
      dbname: part(url.pathname.slice(1)),
    }
  } catch {
    return {}
  }
}

const fromWords = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S+))/g)].map(
      ([, name = '', quoted, bare]): [string, string] => [
        name,
        quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '',
      ],
    ),
  )

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const identifier = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** A bigint key of an advisory lock is split over classid and objid, with objsubid 1 (PostgreSQL, pg_locks). */
const query = (table: string, workspace: string): string => `
SELECT l.pid, a.usename, coalesce(a.client_addr::text, 'this socket'), coalesce(a.application_name, ''), a.backend_start, coalesce(a.state, ''),
  coalesce(s.id::text, 'creation')
FROM pg_locks l
JOIN pg_stat_activity a USING (pid)
LEFT JOIN ${table} s ON s.name = ${literal(workspace)} AND s.id = ((l.classid::bigint << 32) | l.objid::bigint)
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND (s.id IS NOT NULL OR ((l.classid::bigint << 32) | l.objid::bigint) < 0)`

async function read(place: Place, machine: Machine): Promise<LockReading> {
  const { settings } = place.backend
  const { env, host, database } = targetOf(settings, machine.env)
  const table = `${identifier(schemaOf(settings, machine.env))}.${identifier(tableOf(settings, machine.env))}`
  const answer = await machine.run({
    program: 'psql',
    args: [
      '-X',
      '-w',
      '-A',
      '-t',
      '-F',
      '\t',
      '-v',
      'ON_ERROR_STOP=1',
      '-c',
      query(table, place.workspace),
    ],
    env: { ...env, PGCONNECT_TIMEOUT: '10', PGOPTIONS: '-c default_transaction_read_only=on' },
  })
  if (answer.isMissing)
    return notRead(
      `psql is not installed here, so that the locks of ${host}/${database} were not looked at.`,
    )
  if (answer.status !== 0)
    return notRead(`psql could not ask ${host}/${database}: ${firstComplaint(answer.stderr)}`)
  const rows = answer.stdout.split('\n').filter((line) => line.includes('\t'))
  const [first] = rows
  if (first === undefined)
    return isFree(`No session of ${host}/${database} holds a lock on this state.`)
  const [pid = '', user = '', address = '', program = '', since = '', state = ''] =
    first.split('\t')
  const seen = `PostgreSQL's session ${pid} of ${user} from ${address}${program === '' ? '' : ` (${program})`} holds it, since ${since}, now ${state || 'unknown'}.`
  return {
    ...isHeld({ ...NO_INFO, who: `${user}@${address}`, info: `session ${pid}` }, seen),
    liveness: 'alive',
  }
}
