import { resolve } from 'node:path'
import {
  caseOfPlace,
  caseOfLogged,
  chooseTool,
  endsWaiting,
  findPlaces,
  forceUnlock,
  given,
  backendOf,
  isLockCase,
  readLoggedLocks,
  thisMachine,
  type LockCase,
  type Machine,
  type Place,
  type ToolChoice,
  type Unlocked,
} from '@unloop/state-locks'
import { EXIT, TargetError, UsageError, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { agreesTo } from './agree.ts'
import { readLogs } from './input.ts'
import { lockView, type FolderView, type LockView, type OutcomeView } from './page.ts'
import { renderedOutcome, renderedUnlock } from './show.ts'
import type { OptionValues } from '../../options/table.ts'
import type { Command } from '../command.ts'

/** One run of `unloop unlock`. */
interface Session {
  readonly options: OptionValues<'unlock'>
  readonly machine: Machine
  readonly io: Io
}

/** A lock as it was judged, and as it is shown. */
interface Entry {
  readonly lock: LockCase
  readonly choice: ToolChoice | null
  readonly view: LockView
}

/** What was found: locks, states that are free, states of which that could not be told. */
interface Found {
  readonly entries: readonly Entry[]
  readonly free: readonly FolderView[]
  readonly unknown: readonly FolderView[]
}

/** Says who holds the lock. It is ended only with its ID, and by the project's own program. */
export const unlockCommand: Command<'unlock'> = async ({ options }, io) => {
  const session = { options, io, machine: thisMachine(io.env) }
  const folder = resolve(options.chdir ?? '.')
  const places = findPlaces(folder, io.env)
  if (options.file.length > 0) return fromText(session, places)
  if (places.length === 0)
    throw new TargetError({
      code: 'target-not-found',
      message: `${folder} is no folder of Terraform, OpenTofu or Terragrunt.`,
      next: 'Go to the one whose state is locked or name it with --chdir, or give the output with the error with -f.',
    })
  return settle(session, await lookAtAll(session, places))
}

/** Locks that a text tells of. */
async function fromText(session: Session, places: readonly Place[]): Promise<ExitStatus> {
  const { options, machine, io } = session
  const text = await readLogs(options.file, io)
  const logged = readLoggedLocks(text)
  if (logged.length === 0) return nothingIn(text, session)
  const entries: Entry[] = []
  for (const each of logged)
    entries.push(await entryOf(session, await caseOfLogged(each, places, machine)))
  return settle(session, { entries, free: [], unknown: [] })
}

/** Says that a text tells of no lock, and what it may mean where it ends while a run waits for one. */
async function nothingIn(text: string, { options, io }: Session): Promise<ExitStatus> {
  const names = options.file.map((path) => (path === '-' ? 'standard input' : path)).join(', ')
  await io.out(`There is no error of a state lock in ${names}.\n`)
  if (endsWaiting(text))
    await io.out(
      'But it ends while the run waits for the lock. Go to its folder and run unloop unlock without -f.\n',
    )
  return EXIT.nothingFound
}

/** Asks the backend of each folder. */
async function lookAtAll(session: Session, places: readonly Place[]): Promise<Found> {
  const entries: Entry[] = []
  const free: FolderView[] = []
  const unknown: FolderView[] = []
  for (const place of places) {
    const found = await caseOfPlace(place, session.machine)
    if (isLockCase(found)) entries.push(await entryOf(session, found))
    else if (found.state === 'free') free.push(folderView(place, session.machine, found.evidence))
    else
      unknown.push(
        folderView(place, session.machine, [
          ...found.gaps,
          'Give the output with the error with -f: it names the lock.',
        ]),
      )
  }
  return { entries, free, unknown }
}

/** A folder without a lock. */
function folderView(place: Place, machine: Machine, says: readonly string[]): FolderView {
  const backend = backendOf(place.backend.type)
  return {
    folder: place.folder,
    state: backend?.stateName(given(place, machine)) ?? `a state of backend ${place.backend.type}`,
    says,
  }
}

/** A lock with the program that may end it. */
async function entryOf({ options, io, machine }: Session, lock: LockCase): Promise<Entry> {
  const { place, logged, holder } = lock
  const choice =
    place === null
      ? null
      : await chooseTool({
          place,
          wording: logged?.wording ?? null,
          version: holder?.version ?? '',
          asked: options.tool ?? null,
          machine,
        })
  return { lock, choice, view: lockView({ lock, choice, machine, now: io.now() }) }
}

/** Whether the lock is there still, as far as is known. */
const isOpen = ({ view }: Entry): boolean => view.outcome === null

/** Shows what was found, unlocks what may and should be, and says how it stands at the end. */
async function settle(session: Session, found: Found): Promise<ExitStatus> {
  const { options, io } = session
  const named = options['yes-i-checked']
  refuseUnknownIds(named, found.entries)
  const isText = (options.output ?? 'text') === 'text'
  if (isText) await show(session, found)
  const entries: Entry[] = []
  for (const entry of found.entries) {
    const outcome = isOpen(entry) ? await unlock(session, entry) : null
    if (outcome !== null && isText) await io.out(renderedOutcome(outcome, options.color, io))
    entries.push(outcome === null ? entry : { ...entry, view: { ...entry.view, outcome } })
  }
  if (!isText) await show(session, { ...found, entries })
  const counted =
    named.length === 0 ? entries : entries.filter(({ lock }) => named.includes(lock.id ?? ''))
  if (isText) sayNext(entries, io)
  return statusOf(counted, found.unknown)
}

/** 1 where a lock is left, 3 where a state could not be told. */
function statusOf(entries: readonly Entry[], unknown: readonly FolderView[]): ExitStatus {
  const isLeft = entries.some(
    ({ view: { outcome } }) => outcome?.kind !== 'unlocked' && outcome?.kind !== 'free',
  )
  if (isLeft) return EXIT.incidentsFound
  return unknown.length > 0 ? EXIT.sourceUnreadable : EXIT.nothingFound
}

/** @throws {UsageError} for an ID that no lock has: nothing is unlocked then, not even locks that were named rightly */
function refuseUnknownIds(named: readonly string[], entries: readonly Entry[]): void {
  const ids = entries.flatMap(({ lock }) => lock.id ?? [])
  const wrong = named.find((id) => !ids.includes(id))
  if (wrong === undefined) return
  throw new UsageError({
    code: 'option-value-invalid',
    message: `No lock that was found has the ID ${JSON.stringify(wrong)}. Nothing was unlocked.`,
    next:
      ids.length === 0
        ? 'Run it without --yes-i-checked to see what was found.'
        : `Found: ${ids.join(', ')}. Look at who holds it before you name it.`,
  })
}

/** Null where nobody asked for it. */
async function unlock(session: Session, entry: Entry): Promise<OutcomeView | null> {
  const { options, io, machine } = session
  const { lock, choice, view } = entry
  const { place, id } = lock
  if (view.command === null || place === null || id === null || choice?.kind !== 'found')
    return null
  if (!options['yes-i-checked'].includes(id)) {
    if (!canAsk(session)) return null
    const agreement = await agreesTo(id, { isWhole: lock.liveness.verdict === 'possible', io })
    if (agreement !== 'yes')
      return leftAlone(
        agreement === 'no' ? 'Nothing was unlocked.' : 'That is not its ID. Nothing was unlocked.',
      )
  }
  return outcomeView(await forceUnlock({ lock, place, id, tool: choice.tool, machine }))
}

/** What was pasted at a terminal has used up its input. */
const canAsk = ({ options, io }: Session): boolean =>
  io.terminal.in &&
  options.output === undefined &&
  options['yes-i-checked'].length === 0 &&
  !options.file.includes('-')

/** A lock that nobody agreed to end. */
const leftAlone = (why: string): OutcomeView => ({
  kind: 'left',
  says: [why],
  printed: '',
  byHand: [],
})

/** What came of force-unlock. */
function outcomeView(done: Unlocked): OutcomeView {
  switch (done.kind) {
    case 'unlocked':
      return { kind: done.kind, says: [done.check], printed: done.said, byHand: [] }
    case 'free':
      return { kind: done.kind, says: [done.why], printed: '', byHand: [] }
    case 'refused':
      return {
        kind: done.kind,
        says: [done.why, ...(done.liveness?.evidence ?? [])],
        printed: '',
        byHand: [],
      }
    case 'failed':
      return { kind: done.kind, says: [done.why], printed: done.said, byHand: done.byHand }
  }
}

/** Prints the page. */
async function show({ options, io }: Session, { entries, free, unknown }: Found): Promise<void> {
  const page = {
    schema: 'unloop/unlock@1',
    locks: entries.map(({ view }) => view),
    free,
    unknown,
  } as const
  await io.out(await renderedUnlock(page, { format: options.output, color: options.color }, io))
}

/** What to do where nobody could be asked. */
function sayNext(entries: readonly Entry[], io: Io): void {
  const waiting = entries.flatMap(({ view }) =>
    view.outcome === null && view.command !== null ? (view.id ?? []) : [],
  )
  const [first] = waiting
  if (first === undefined) return
  io.err(
    `unloop: Nothing was unlocked. Once you are sure that nobody works on it, add --yes-i-checked ${first}.\n`,
  )
}
