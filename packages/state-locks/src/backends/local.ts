import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { readSmallTextSync } from '@unloop/sources/text-file'
import { parseLockInfo } from '../info.ts'
import type { Machine } from '../machine.ts'
import { DEFAULT_WORKSPACE, setting, type Place } from '../place/place.ts'
import { isFree, isHeld, notRead, UUID, type Backend, type LockReading } from './backend.ts'

const WHY =
  'A local state is locked by the running process itself (an fcntl lock), and force-unlock says "Local state cannot be unlocked by another process". The lock ends when that process ends, however it ends.'

/**
 * internal/states/statemgr/filesystem.go and filesystem_lock_unix.go: the lock is the kernel's on the state file, `.NAME.lock.info`
 * beside it only tells who took it. A file that is left over locks nothing, and the next run overwrites it.
 */
export const local: Backend = {
  type: 'local',
  says: [
    /resource temporarily unavailable/i,
    /another process has locked a portion of the file/i,
    /state file .* locked, but could not unmarshal lock info/,
  ],
  idForm: UUID,
  idIs: 'a UUID, made at random by the run that holds the lock',
  prints: 'holder',
  unlocking: { by: 'hand', why: WHY },
  lockPath: ({ settings, workspace }) => statePath(settings, workspace),
  stateName: ({ settings, workspace }) => statePath(settings, workspace),
  read,
  byHand: () => [
    'Wait for the run to end, or end its process (kill -INT PID lets it store the state and release the lock).',
  ],
}

/** As Path of the lock has it: relative to the folder unless it was given whole. */
function statePath(settings: Place['backend']['settings'], workspace: string): string {
  const path = setting(settings, 'path') || 'terraform.tfstate'
  if (workspace === DEFAULT_WORKSPACE) return path
  return join(
    setting(settings, 'workspace_dir') || 'terraform.tfstate.d',
    workspace,
    'terraform.tfstate',
  )
}

async function read(place: Place, machine: Machine): Promise<LockReading> {
  const path = resolve(place.root, statePath(place.backend.settings, place.workspace))
  const infoPath = join(dirname(path), `.${basename(path)}.lock.info`)
  const info = existsSync(infoPath) ? parseLockInfo(readSmallTextSync(infoPath)) : null
  if (!existsSync(path))
    return isFree(`There is no state file ${path}, so that none can be locked.`)
  const pid = holderOf(path)
  if (pid === undefined)
    return {
      ...notRead(
        `Who holds a lock on ${path} can't be seen on this machine: it has no /proc/locks.`,
      ),
      info,
    }
  if (pid === null) {
    const left = existsSync(infoPath)
      ? ` ${infoPath} was left by a run that ended without tidying up; it locks nothing, and the next run overwrites it.`
      : ''
    return isFree(`No process of this machine holds a lock on ${path}.${left}`)
  }
  const listed = machine.processes()
  const words =
    listed.kind === 'listed' ? listed.processes.find((each) => each.pid === pid)?.words : undefined
  return {
    ...isHeld(info, `Process ${pid}${words ? ` (${words})` : ''} holds the lock on ${path}.`),
    liveness: 'alive',
  }
}

/** Of /proc/locks (proc_locks(5)): null where nobody holds one, undefined where it can't be read. */
function holderOf(path: string): number | null | undefined {
  try {
    const { ino } = statSync(path)
    const lines = readSmallTextSync('/proc/locks').split('\n')
    const held = lines.find((line) => {
      const words = line.trim().split(/\s+/)
      return words[3] === 'WRITE' && words[5]?.split(':')[2] === String(ino)
    })
    return held === undefined ? null : Number(held.trim().split(/\s+/)[4])
  } catch {
    return undefined
  }
}
