import { sh, type Command } from '@unloop/engine/commands'
import { mask } from '@unloop/engine/logs'
import { given, type LockCase } from './lock-case.ts'
import type { LockReading } from './backends/backend.ts'
import { livenessHere, weigh, type HolderLiveness } from './holder-liveness.ts'
import type { Machine } from './machine.ts'
import type { Place, Settings } from './place/place.ts'
import type { Tool } from './tool.ts'

export type Unlocked =
  | { readonly kind: 'unlocked'; readonly check: string; readonly said: string }
  /** Meanwhile nobody holds it. */
  | { readonly kind: 'free'; readonly why: string }
  /** Nothing was done. */
  | { readonly kind: 'refused'; readonly why: string; readonly liveness: HolderLiveness | null }
  | {
      readonly kind: 'failed'
      readonly why: string
      readonly said: string
      readonly byHand: readonly string[]
    }

export interface UnlockRequest {
  readonly lock: LockCase
  readonly place: Place
  readonly id: string
  readonly tool: Tool
  readonly machine: Machine
}

/** Looks once more, runs `force-unlock` with the very ID, and looks whether the lock is gone. */
export async function forceUnlock(request: UnlockRequest): Promise<Unlocked> {
  const { lock, place, id, machine } = request
  const again = await ask(request)
  const changed = objection(request, again)
  if (changed !== null) return changed
  const answer = await machine.run({
    program: request.tool,
    args: argsFor(id),
    cwd: place.folder,
    // Nobody is there to be asked, and nothing else is to be looked up on the way.
    env: {
      TF_INPUT: '0',
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      TG_NON_INTERACTIVE: 'true',
      TERRAGRUNT_NON_INTERACTIVE: 'true',
    },
    timeoutSeconds: 300,
  })
  const said = safe(`${answer.stdout}\n${answer.stderr}`, place.backend.settings)
  const byHand = lock.backend?.byHand(given(place, machine), lock.holder) ?? []
  if (answer.status !== 0)
    return {
      kind: 'failed',
      why: answer.isMissing
        ? `${request.tool} is not installed.`
        : `${request.tool} force-unlock ended with status ${answer.status ?? 'none'}.`,
      said,
      byHand,
    }
  const after = await ask(request)
  if (after.state === 'held' && after.info?.id === id)
    return {
      kind: 'failed',
      why: `${request.tool} force-unlock says that it succeeded, but the lock is still there.`,
      said,
      byHand,
    }
  const check =
    after.state === 'free'
      ? 'The backend was asked again: nobody holds the lock any more.'
      : after.state === 'held'
        ? 'The lock is gone; another run has taken a new one since.'
        : `${request.tool} says that the lock is gone; the backend itself was not asked.`
  return { kind: 'unlocked', check: `${check}${wasHeld(lock, again)}`, said }
}

/** The holder, where nothing had told of it before. */
function wasHeld({ holder }: LockCase, { info }: LockReading): string {
  if (holder !== null || info === null || info.who === '') return ''
  return ` It was held by ${info.who}${info.created === null ? '' : ` since ${info.created}`}.`
}

const argsFor = (id: string): readonly string[] => ['force-unlock', '-force', id]

/** What is run in the folder, as one would type it. */
export function forceUnlockCommand(tool: Tool, id: string): Command {
  return sh`${tool} ${argsFor(id)}`
}

const ask = ({ lock: { backend }, place, machine }: UnlockRequest): Promise<LockReading> =>
  backend === null
    ? Promise.resolve({
        state: 'unknown',
        info: null,
        liveness: 'unknown',
        evidence: [],
        gaps: [],
      } as const)
    : (backend.confirm ?? backend.read)(place, machine)

/** What was found right before unlocking must still be what the user agreed to. */
function objection(
  { lock, place, id, machine }: UnlockRequest,
  again: LockReading,
): Unlocked | null {
  if (again.state === 'free')
    return { kind: 'free', why: again.evidence[0] ?? 'Nobody holds the lock any more.' }
  if (again.info !== null && again.info.id !== id)
    return {
      kind: 'refused',
      why: `The state is locked by another run now (${again.info.id}), not by ${id}.`,
      liveness: null,
    }
  if (lock.backend?.confirm !== undefined && again.state === 'unknown')
    return {
      kind: 'refused',
      why: again.gaps[0] ?? 'The backend could not be asked.',
      liveness: null,
    }
  const liveness = weigh(
    { verdict: again.liveness, evidence: again.evidence },
    livenessHere({ holder: again.info ?? lock.holder, place, machine }),
  )
  return liveness.verdict === 'alive'
    ? { kind: 'refused', why: 'The run that holds it is still alive.', liveness }
    : null
}

const ESCAPES = /\u001b\[[0-?]*[ -/]*[@-~]/g
/** Settings that are names and not secrets; whatever else is long enough is taken out of what a program said. */
const NAMES =
  /^(?:bucket|key|region|prefix|path|container_name|storage_account_name|resource_group_name|namespace|secret_suffix|address|lock_address|unlock_address|hostname|organization|schema_name|table_name|dynamodb_table|workspace_key_prefix|scheme|datacenter|config_path|config_context|profile|.*_method|endpoint)$/
const LEAST = 4

/** The program's words without escapes and without what the settings keep secret. */
export function safe(text: string, settings: Settings): string {
  const secrets = Object.entries(settings)
    .filter(
      ([name, value]) => !NAMES.test(name) && typeof value === 'string' && value.length >= LEAST,
    )
    .map(([, value]) => String(value))
    .sort((a, b) => b.length - a.length)
  const bare = secrets.reduce(
    (all, secret) => all.replaceAll(secret, '***'),
    text.replace(ESCAPES, ''),
  )
  return mask(bare).trim().slice(0, 4000)
}
