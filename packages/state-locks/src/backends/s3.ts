import { sh } from '@unloop/engine/commands'
import { parseLockInfo, type LockInfo } from '../info.ts'
import type { Machine, ProgramAnswer } from '../machine.ts'
import { DEFAULT_WORKSPACE, flag, setting, type Place } from '../place/place.ts'
import {
  firstComplaint,
  isFree,
  isHeld,
  notRead,
  UUID,
  type Backend,
  type LockReading,
  type WorkspaceSettings,
} from './backend.ts'

/**
 * internal/backend/remote-state/s3/client.go: `use_lockfile` (Terraform 1.10, OpenTofu 1.10) writes the lock's JSON to KEY.tflock
 * with If-None-Match; `dynamodb_table` puts an item whose LockID is BUCKET/KEY and whose Info is the JSON. With both, both are
 * taken. `KEY-md5` in the table is no lock but the digest of the state.
 */
export const s3: Backend = {
  type: 's3',
  says: [
    /ConditionalCheckFailedException/,
    /PreconditionFailed: At least one of the pre-?conditions/,
    /operation error (?:S3: PutObject|DynamoDB: PutItem)/,
    /within the DynamoDB table|s3 lock info|failed to lock s3 state/,
  ],
  orphan: /unexpected end of JSON input|empty lock info found/,
  idForm: UUID,
  idIs: 'a UUID, made at random by the run that holds the lock',
  prints: 'holder',
  unlocking: {
    by: 'force-unlock',
    guard:
      'force-unlock reads the lock again and ends it only if it still has this ID. With both a lock file and a table, it ends both.',
  },
  lockPath,
  stateName: (given) => `s3://${lockPath(given)}`,
  read,
  byHand: (given) => [
    ...(flag(given.settings, 'use_lockfile') ? [sh`aws s3 rm s3://${lockPath(given)}.tflock`] : []),
    ...tablesOf(given.settings).map(
      (table) =>
        sh`aws dynamodb delete-item --table-name ${table} --key ${JSON.stringify({ LockID: { S: lockPath(given) } })}`,
    ),
  ],
}

function lockPath({ settings, workspace }: WorkspaceSettings): string {
  return `${setting(settings, 'bucket')}/${keyOf(settings, workspace)}`
}

/** `env:/WORKSPACE/KEY` for all workspaces but the default one, unless workspace_key_prefix says otherwise. */
function keyOf(settings: Place['backend']['settings'], workspace: string): string {
  const key = setting(settings, 'key')
  if (workspace === DEFAULT_WORKSPACE) return key
  return `${setting(settings, 'workspace_key_prefix') || 'env:'}/${workspace}/${key}`
}

const tablesOf = (settings: Place['backend']['settings']): readonly string[] =>
  [setting(settings, 'dynamodb_table')].filter((table) => table !== '')

async function read(place: Place, machine: Machine): Promise<LockReading> {
  const { settings } = place.backend
  const readings: LockReading[] = []
  if (flag(settings, 'use_lockfile')) readings.push(await lockFile(place, machine))
  for (const table of tablesOf(settings)) readings.push(await tableItem(place, machine, table))
  if (readings.length === 0)
    return isFree('This backend has neither use_lockfile nor dynamodb_table: it locks nothing.')
  const held = readings.find(({ state }) => state === 'held')
  const unknown = readings.find(({ state }) => state === 'unknown')
  const main = held ?? unknown ?? readings[0] ?? notRead()
  return {
    ...main,
    evidence: readings.flatMap(({ evidence }) => evidence),
    gaps: readings.flatMap(({ gaps }) => gaps),
  }
}

async function lockFile(place: Place, machine: Machine): Promise<LockReading> {
  const name = `s3://${lockPath({ ...place.backend, workspace: place.workspace, env: {} })}.tflock`
  const answer = await aws(place, machine, ['s3', 'cp', name, '-', '--no-progress'], 's3')
  if (answer.status === 0)
    return heldBy(parseLockInfo(answer.stdout), `The lock file ${name} is there.`)
  if (/\b404\b|NoSuchKey|does not exist/.test(answer.stderr) && !/NoSuchBucket/.test(answer.stderr))
    return isFree(`There is no lock file ${name}.`)
  return notRead(why(name, answer))
}

async function tableItem(place: Place, machine: Machine, table: string): Promise<LockReading> {
  const id = lockPath({ ...place.backend, workspace: place.workspace, env: {} })
  const name = `the item ${id} of the DynamoDB table ${table}`
  const key = JSON.stringify({ LockID: { S: id } })
  const args = [
    'dynamodb',
    'get-item',
    '--table-name',
    table,
    '--key',
    key,
    '--consistent-read',
    '--output',
    'json',
  ]
  const answer = await aws(place, machine, args, 'dynamodb')
  if (answer.status !== 0) return notRead(why(name, answer))
  if (answer.stdout.trim() === '') return isFree(`There is no ${name.replace('the ', '')}.`)
  return heldBy(itemInfo(answer.stdout), `${name.replace('the', 'The')} is there.`)
}

const heldBy = (info: LockInfo | null, evidence: string): LockReading =>
  info === null
    ? {
        ...isHeld(null, evidence),
        gaps: ['It is not in the form that a lock has, so that its ID is not known.'],
      }
    : isHeld(info, evidence)

/** `{"Item": {"Info": {"S": "{…}"}}}` */
function itemInfo(text: string): LockInfo | null {
  try {
    const { Item } = JSON.parse(text) as {
      readonly Item?: { readonly Info?: { readonly S?: unknown } }
    }
    return typeof Item?.Info?.S === 'string' ? parseLockInfo(Item.Info.S) : null
  } catch {
    return null
  }
}

const why = (name: string, { isMissing, stderr }: ProgramAnswer): string =>
  isMissing
    ? `The AWS command line (aws) is not installed here, so that ${name} was not looked at.`
    : `aws could not read ${name}: ${firstComplaint(stderr)}`

/** With the region, the profile, the endpoint and the keys of the backend's settings, the keys never as arguments. */
function aws(
  { backend: { settings } }: Place,
  machine: Machine,
  args: readonly string[],
  service: 's3' | 'dynamodb',
): Promise<ProgramAnswer> {
  const endpoints = settings['endpoints']
  const own =
    endpoints !== null && typeof endpoints === 'object'
      ? setting(endpoints as Place['backend']['settings'], service)
      : ''
  const endpoint = own || setting(settings, service === 's3' ? 'endpoint' : 'dynamodb_endpoint')
  const option = (name: string, value: string): readonly string[] =>
    value === '' ? [] : [name, value]
  const secret = (name: string, value: string): Record<string, string> =>
    value === '' ? {} : { [name]: value }
  return machine.run({
    program: 'aws',
    args: [
      ...args,
      ...option('--region', setting(settings, 'region')),
      ...option('--profile', setting(settings, 'profile')),
      ...option('--endpoint-url', endpoint),
    ],
    env: {
      AWS_PAGER: '',
      ...secret('AWS_ACCESS_KEY_ID', setting(settings, 'access_key')),
      ...secret('AWS_SECRET_ACCESS_KEY', setting(settings, 'secret_key')),
      ...secret('AWS_SESSION_TOKEN', setting(settings, 'token')),
    },
  })
}
