import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { parseLockInfo } from '../info.ts'
import type { Machine } from '../machine.ts'
import { flag, setting, type Place, type Settings } from '../place/place.ts'
import { isFree, isHeld, notRead, safeAddress, type Backend, type LockReading } from './backend.ts'
import { httpCall, type HttpAnswer } from './http-call.ts'

/**
 * internal/backend/remote-state/http/client.go: LOCK with the JSON, answered by 200, or by 423 or 409 with the holder's JSON.
 * Terraform prints its own request under "Lock Info:" and the holder only as "HTTP remote state already locked: ID=…"; OpenTofu
 * prints the holder since 1.9. Terraform's force-unlock sends UNLOCK with an empty body (issue 28421 of hashicorp/terraform), so
 * that the server releases whatever lock it has, or refuses; OpenTofu's names the ID (issue 2027 of opentofu/opentofu).
 */
export const http: Backend = {
  type: 'http',
  says: [
    /HTTP remote state (?:already locked|endpoint|internal)/,
    /Unexpected HTTP response code \d/,
  ],
  idForm: /^[\w.:/-]{1,200}$/,
  idIs: 'the ID that the server gave with "already locked"',
  prints: 'requester',
  unlocking: {
    by: 'force-unlock',
    guard:
      "Terraform's force-unlock does not tell the server which lock it means. So the server is asked right before: unloop tries to lock the state as a plan would, and goes on only if the answer names this very ID.",
  },
  lockPath: () => null,
  stateName: ({ settings, env }) => safeAddress(addressOf(settings, env)),
  read: async () =>
    notRead(
      'An http backend can be asked for its lock only by trying to take it. unloop does so once you have confirmed, and not before.',
    ),
  confirm,
  byHand: () => [
    'Where the server refuses, release the lock with its own means: with GitLab, Operate > Terraform states > Unlock, or the API DELETE /projects/ID/terraform/state/NAME/lock.',
  ],
}

const env = (settings: Settings, machine: Machine['env'], name: string): string =>
  setting(settings, name) || (machine[`TF_HTTP_${name.toUpperCase()}`] ?? '')

const addressOf = (settings: Settings, machine: Machine['env']): string =>
  env(settings, machine, 'address')

/** Where it locks, unloop's own lock is taken back at once; where it is refused, nothing has changed. */
async function confirm(place: Place, machine: Machine): Promise<LockReading> {
  const { settings } = place.backend
  const address = env(settings, machine.env, 'lock_address')
  if (address === '') return isFree('This backend has no lock_address: it locks nothing.')
  const own = {
    ID: randomUUID(),
    Operation: 'unloop unlock',
    Info: '',
    Who: `unloop@${hostname()}`,
    Version: '',
    Created: new Date().toISOString(),
    Path: '',
  }
  const body = JSON.stringify(own)
  const method = env(settings, machine.env, 'lock_method') || 'LOCK'
  const answer = await call(place, machine, { address, method, body })
  if (answer.kind === 'failed') return notRead(`The server could not be asked: ${answer.why}.`)
  if (answer.status === 423 || answer.status === 409) {
    const info = parseLockInfo(answer.body)
    return info === null || info.id === ''
      ? {
          ...isHeld(null, 'The server says that the state is locked.'),
          gaps: ['It does not say by whom.'],
        }
      : isHeld(info, 'The server was asked just now and names the holder.')
  }
  if (answer.status !== 200)
    return notRead(`The server answered with status ${answer.status} when asked to lock.`)
  return giveBack(place, machine, { body, id: own.ID })
}

async function giveBack(
  place: Place,
  machine: Machine,
  { body, id }: { readonly body: string; readonly id: string },
): Promise<LockReading> {
  const { settings } = place.backend
  const address =
    env(settings, machine.env, 'unlock_address') || env(settings, machine.env, 'lock_address')
  const method = env(settings, machine.env, 'unlock_method') || 'UNLOCK'
  const answer = await call(place, machine, { address, method, body })
  if (answer.kind === 'answered' && answer.status === 200)
    return isFree('The server gave the lock when asked just now, and took it back.')
  const what = answer.kind === 'failed' ? answer.why : `status ${answer.status}`
  return notRead(
    `The state was not locked, but the lock that unloop took to find out, ${id}, could not be given back (${what}): release that one.`,
  )
}

function call(
  { backend: { settings } }: Place,
  machine: Machine,
  {
    address,
    method,
    body,
  }: { readonly address: string; readonly method: string; readonly body: string },
): Promise<HttpAnswer> {
  const user = env(settings, machine.env, 'username')
  const headers = settings['headers']
  const ca = env(settings, machine.env, 'client_ca_certificate_pem')
  return httpCall({
    method,
    url: address,
    headers:
      headers !== null && typeof headers === 'object'
        ? (headers as Readonly<Record<string, string>>)
        : {},
    login: user === '' ? null : `${user}:${env(settings, machine.env, 'password')}`,
    body,
    ca: ca === '' ? null : ca,
    isUnchecked: flag(settings, 'skip_cert_verification'),
  })
}
