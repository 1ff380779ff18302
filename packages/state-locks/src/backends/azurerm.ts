import { sh } from '@unloop/engine/commands'
import { parseLockInfo } from '../info.ts'
import type { Machine } from '../machine.ts'
import { DEFAULT_WORKSPACE, setting, type Place } from '../place/place.ts'
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
 * internal/backend/remote-state/azure/client.go: the lock is an endless lease on the state's blob, whose lease ID is the lock's ID;
 * who holds it stands, as base64 of the JSON, in the blob's metadata `terraformlockid`. Where a run ended between the two, or
 * something else leased the blob, the metadata is empty and force-unlock can't help: the lease must be broken.
 */
export const azurerm: Backend = {
  type: 'azurerm',
  says: [
    /state blob is already locked/,
    /blob metadata "terraformlockid" was empty/,
    /LeaseAlreadyPresent|LeaseIdMissing|There is (?:already|currently) a lease/,
  ],
  orphan: /"terraformlockid" was empty/,
  idForm: UUID,
  idIs: "the ID of the lease on the state's blob",
  prints: 'holder',
  unlocking: {
    by: 'force-unlock',
    guard:
      'force-unlock reads the lock again and releases the lease only if it still has this ID. Terraform 0.11 could not do it (LeaseIdMissing).',
  },
  lockPath,
  stateName: ({ settings, workspace, env }) =>
    `${setting(settings, 'storage_account_name')}/${lockPath({ settings, workspace, env })}`,
  read,
  byHand: (given) => [breakCommand(given)],
}

const blobOf = ({ settings, workspace }: WorkspaceSettings): string =>
  setting(settings, 'key') + (workspace === DEFAULT_WORKSPACE ? '' : `env:${workspace}`)

function lockPath(given: WorkspaceSettings): string {
  return `${setting(given.settings, 'container_name')}/${blobOf(given)}`
}

const breakCommand = (given: WorkspaceSettings): string =>
  sh`az storage blob lease break --account-name ${setting(given.settings, 'storage_account_name') || 'ACCOUNT'} --container-name ${setting(given.settings, 'container_name') || 'CONTAINER'} --blob-name ${blobOf(given) || 'KEY'} --auth-mode login`

interface Blob {
  readonly properties?: {
    readonly lease?: { readonly status?: string; readonly state?: string }
    readonly lastModified?: string
  }
  readonly metadata?: Readonly<Record<string, string>> | null
}

async function read(place: Place, machine: Machine): Promise<LockReading> {
  const { settings } = place.backend
  const given = { settings, workspace: place.workspace, env: machine.env }
  const name = `the blob ${lockPath(given)}`
  const key = setting(settings, 'access_key') || (machine.env['ARM_ACCESS_KEY'] ?? '')
  const sas = setting(settings, 'sas_token') || (machine.env['ARM_SAS_TOKEN'] ?? '')
  const answer = await machine.run({
    program: 'az',
    args: [
      ...['storage', 'blob', 'show', '--output', 'json', '--only-show-errors'],
      ...['--account-name', setting(settings, 'storage_account_name')],
      ...['--container-name', setting(settings, 'container_name')],
      ...['--name', blobOf(given)],
      ...(key === '' && sas === '' ? ['--auth-mode', 'login'] : []),
    ],
    env: {
      ...(key === '' ? {} : { AZURE_STORAGE_KEY: key }),
      ...(sas === '' ? {} : { AZURE_STORAGE_SAS_TOKEN: sas }),
    },
    timeoutSeconds: 60,
  })
  if (answer.status === 0) return readLock(answer.stdout, name)
  if (answer.isMissing)
    return notRead(
      `The Azure command line (az) is not installed here, so that ${name} was not looked at.`,
    )
  if (/BlobNotFound|The specified blob does not exist/.test(answer.stderr))
    return isFree(`There is no ${name.replace('the ', '')}.`)
  return notRead(`az could not read ${name}: ${firstComplaint(answer.stderr)}`)
}

function readLock(text: string, name: string): LockReading {
  let blob: Blob
  try {
    blob = JSON.parse(text) as Blob
  } catch {
    return notRead(`az gave no JSON for ${name}.`)
  }
  if (blob.properties?.lease?.status !== 'locked') return isFree(`There is no lease on ${name}.`)
  const metadata = Object.entries(blob.metadata ?? {})
  const raw = metadata.find(([key]) => key.toLowerCase() === 'terraformlockid')?.[1] ?? ''
  const info = parseLockInfo(Buffer.from(raw, 'base64').toString('utf8'))
  const seen = `There is a lease on ${name}.`
  if (info !== null) return isHeld(info, seen)
  return {
    ...isHeld(null, seen),
    gaps: [
      'Its metadata terraformlockid is empty: no run of Terraform tells that the lease is its own.',
    ],
  }
}
