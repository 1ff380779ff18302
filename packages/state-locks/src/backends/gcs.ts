import { sh } from '@unloop/engine/commands'
import { parseLockInfo } from '../info.ts'
import type { Machine, ProgramAnswer } from '../machine.ts'
import { setting, type Place } from '../place/place.ts'
import {
  firstComplaint,
  isFree,
  isHeld,
  notRead,
  type Backend,
  type LockReading,
  type WorkspaceSettings,
} from './backend.ts'

/**
 * internal/backend/remote-state/gcs/client.go: the lock is the object PREFIX/WORKSPACE.tflock, written on the condition that there
 * is none. Its ID is the object's generation; the ID inside its JSON is another one, which force-unlock refuses
 * ("Lock ID should be numerical value").
 */
export const gcs: Backend = {
  type: 'gcs',
  says: [/writing\s+"gs:\/\/[^"]+" failed/, /googleapi: Error 412/, /conditionNotMet/],
  idForm: /^\d{1,20}$/,
  idIs: "a number, the generation of the lock's object in the bucket",
  prints: 'holder',
  unlocking: {
    by: 'force-unlock',
    guard: 'force-unlock deletes the lock only if its generation is still this number.',
  },
  lockPath,
  stateName: (given) => lockPath(given).replace(/\.tflock$/, '.tfstate'),
  read,
  byHand: (given, info) =>
    info !== null && /^\d+$/.test(info.id)
      ? [sh`gcloud storage rm ${lockPath(given)} --if-generation-match=${info.id}`]
      : [sh`gcloud storage objects describe ${lockPath(given)} --format="value(generation)"`],
}

function lockPath({ settings, workspace }: WorkspaceSettings): string {
  const prefix = setting(settings, 'prefix').replace(/^\/+|\/+$/g, '')
  const folder = prefix === '' ? '' : `${prefix}/`
  return `gs://${setting(settings, 'bucket')}/${folder}${workspace}.tflock`
}

async function read(place: Place, machine: Machine): Promise<LockReading> {
  const name = lockPath({ ...place.backend, workspace: place.workspace, env: {} })
  const described = await gcloud(machine, ['objects', 'describe', name, '--format=json'])
  if (described.status !== 0)
    return /not found|404|matched no objects/i.test(described.stderr)
      ? isFree(`There is no object ${name}.`)
      : notRead(why(name, described))
  const generation = generationOf(described.stdout)
  const content = await gcloud(machine, ['cat', name])
  const info = content.status === 0 ? parseLockInfo(content.stdout) : null
  if (info === null || generation === null)
    return {
      ...isHeld(null, `The object ${name} is there.`),
      gaps: [why(name, content.status === 0 ? described : content)],
    }
  return isHeld(
    { ...info, id: generation },
    `The object ${name} is there, with generation ${generation}.`,
  )
}

const gcloud = (machine: Machine, args: readonly string[]): Promise<ProgramAnswer> =>
  machine.run({
    program: 'gcloud',
    args: ['storage', ...args, '--quiet'],
    env: { CLOUDSDK_CORE_DISABLE_PROMPTS: '1' },
    timeoutSeconds: 40,
  })

function generationOf(text: string): string | null {
  try {
    const { generation } = JSON.parse(text) as { readonly generation?: unknown }
    const digits = typeof generation === 'number' ? String(generation) : generation
    // Over 2^53, JSON.parse rounds numbers: the digits count as they are written.
    const written = /"generation":\s*"?(\d+)"?/.exec(text)?.[1]
    return written ?? (typeof digits === 'string' ? digits : null)
  } catch {
    return null
  }
}

const why = (name: string, { isMissing, stderr }: ProgramAnswer): string =>
  isMissing
    ? `The Google Cloud command line (gcloud) is not installed here, so that ${name} was not looked at.`
    : `gcloud could not read ${name}: ${firstComplaint(stderr)}`
