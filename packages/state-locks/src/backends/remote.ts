import { setting, type Settings } from '../place/place.ts'
import { notRead, type Backend, type WorkspaceSettings } from './backend.ts'

const DEFAULT_HOST = 'app.terraform.io'

const nested = (settings: Settings, name: string): Settings => {
  const value: unknown = settings[name]
  const first: unknown = Array.isArray(value) ? value[0] : value
  return first !== null && typeof first === 'object' ? (first as Settings) : {}
}

/** `ORGANISATION/WORKSPACE`, which is also what force-unlock takes as the lock's ID. */
function workspaceName({ settings, workspace, env }: WorkspaceSettings): string {
  const organization =
    setting(settings, 'organization') || env['TF_CLOUD_ORGANIZATION'] || 'ORGANISATION'
  const { name, prefix } = nested(settings, 'workspaces')
  const own =
    typeof name === 'string' && name !== ''
      ? name
      : `${typeof prefix === 'string' ? prefix : ''}${workspace}`
  return `${organization}/${own}`
}

function page(given: WorkspaceSettings): string {
  const host = setting(given.settings, 'hostname') || given.env['TF_CLOUD_HOSTNAME'] || DEFAULT_HOST
  const [organization = '', workspace = ''] = workspaceName(given).split('/')
  return `https://${host}/app/${organization}/workspaces/${workspace}`
}

/**
 * internal/cloud/state.go and internal/backend/remote/backend_state.go: the workspace is locked by the server, for a run or for a
 * person; the error prints the requester's data and, since 1.3, `(lock ID: "ORG/WORKSPACE")`. Who holds it, only the workspace's
 * page says.
 */
const cloudLike = (type: string): Backend => ({
  type,
  says: [/workspace already locked/, /lock ID: "[^"]+\/[^"]+"/, /unable to unlock workspace/],
  idForm: /^[\w.-]+\/[\w.-]+$/,
  idIs: 'ORGANISATION/WORKSPACE',
  prints: 'requester',
  unlocking: {
    by: 'hand',
    why: "The lock belongs to the workspace at the server, which knows whether a run or a person holds it and shows it on the workspace's page; force-unlock would end it without looking.",
  },
  lockPath: () => null,
  stateName: workspaceName,
  read: async (_place) =>
    notRead('Who holds the lock of a workspace is shown on its page, which unloop does not read.'),
  byHand: (given) => [
    `Open ${page(given)} and look at "Locked by" and at the current run; unlock it there.`,
  ],
})

export const remote = cloudLike('remote')
export const cloud = cloudLike('cloud')
