import type { Paint, Tone } from '../../output/paint.ts'
import { pad, wrap } from '../../output/wrap.ts'
import { duration, plural } from '@unloop/engine/phrases'
import type { FolderView, HolderView, LockView, OutcomeView, UnlockPage } from './page.ts'

/** How the page is laid out. */
export interface View {
  readonly width: number
  readonly paint: Paint
}

// Columns.
const INDENT = '   '
const LABEL = 12

/** The locks for somebody at a terminal. */
export function unlockText(page: UnlockPage, view: View): string {
  const lines = [
    ...page.locks.flatMap((lock, index) => [
      ...(index === 0 ? [] : ['']),
      ...lockLines(lock, view),
    ]),
    ...(page.locks.length > 0 && page.free.length + page.unknown.length > 0 ? [''] : []),
    ...folderLines(page.unknown, view, 'Could not be told'),
    ...folderLines(page.free, view, 'Not locked'),
  ]
  return `${lines.join('\n')}\n`
}

/** A label and its text over as many lines as it takes. */
const row = (
  label: string,
  text: string,
  { width, paint, tone }: View & { readonly tone?: Tone },
): readonly string[] =>
  wrap(text, { width: width - INDENT.length - LABEL }).map((line, index) => {
    const head = pad(index === 0 ? label : '', LABEL)
    return `${INDENT}${head}${tone === undefined ? line : paint(tone, line)}`
  })

/** One lock with all that is known of it. */
function lockLines(lock: LockView, view: View): readonly string[] {
  const { paint, width } = view
  const name = lock.state ?? (lock.module === null ? 'A state' : `The state of ${lock.module}`)
  const isOver = lock.outcome?.kind === 'free'
  const head = `${name} ${isOver ? 'was locked, and is not any more' : isTold(lock) ? 'is locked' : 'could not be locked'}.`
  return [
    ...wrap(head, { width }).map((line) => paint('strong', line)),
    ...(lock.holder === null ? [] : holderLines(lock.holder, view)),
    ...(lock.id === null ? [] : row('Lock ID', lock.id, view)),
    ...whereLines(lock, view),
    ...(lock.message === null || lock.holder !== null ? [] : row('It said', lock.message, view)),
    ...(isOver
      ? lock.life.evidence.flatMap((each) => row('', each, { ...view, tone: 'faint' }))
      : lifeLines(lock, view)),
    ...lock.notes.flatMap((note, index) =>
      row(index === 0 ? 'Mind' : '', note, { ...view, tone: 'warn' }),
    ),
    ...lock.gaps.flatMap((gap, index) =>
      row(index === 0 ? 'Not seen' : '', gap, { ...view, tone: 'faint' }),
    ),
    ...verdictLines(lock, view),
  ]
}

/** False where the error is about something else than a lock that somebody holds. */
const isTold = ({ id, holder, gaps, message }: LockView): boolean =>
  id !== null || holder !== null || gaps.length === 0 || /lock/i.test(message ?? 'lock')

/** Who holds it, since when, doing what. */
function holderLines(
  { who, since, ageSeconds, operation, version, info }: HolderView,
  view: View,
): readonly string[] {
  const at = since === null ? '' : ` since ${since.slice(0, 19).replace('T', ' ')} UTC`
  const age = ageSeconds === null ? '' : ` (${duration(ageSeconds)})`
  const doing = [operation, version === '' ? '' : `version ${version}`]
    .filter((each) => each !== '')
    .join(', ')
  return [
    ...row('Held by', `${who === '' ? 'somebody' : who}${at}${age}`, { ...view, tone: 'strong' }),
    ...(doing === '' ? [] : row('Doing', doing, view)),
    ...(info === '' ? [] : row('Info', info, view)),
  ]
}

/** Where its state is. */
function whereLines(
  { backend, workspace, folder, module, line }: LockView,
  view: View,
): readonly string[] {
  const parts = [
    backend === null ? '' : `backend ${backend}`,
    workspace === null || workspace === 'default' ? '' : `workspace ${workspace}`,
    folder ?? (module === null ? '' : `module ${module}`),
    line === null ? '' : `line ${line} of the text`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? [] : row('Where', parts.join(', '), view)
}

// The answer to whether the run still lives.
const VERDICTS = {
  alive: ['bad', 'Yes.'],
  possible: ['warn', 'Perhaps.'],
  gone: ['good', 'No.'],
  unknown: ['warn', 'Not known.'],
} as const

/** Whether the run still lives, and what says so. */
function lifeLines({ life: { verdict, evidence } }: LockView, view: View): readonly string[] {
  const [tone, word] = VERDICTS[verdict]
  const [first, ...others] = evidence
  return [
    ...row('Alive?', first === undefined ? word : `${word} ${first}`, { ...view, tone }),
    ...others.flatMap((each) => row('', each, view)),
  ]
}

/** What was done, or why not, or what would be run. */
function verdictLines(lock: LockView, view: View): readonly string[] {
  const { against, command, byHand, outcome } = lock
  if (outcome !== null) return outcomeLines(outcome, view)
  return [
    ...(against.length === 0 ? [] : ['']),
    ...against.flatMap((why, index) =>
      row(index === 0 ? 'Left alone' : '', why, { ...view, tone: 'bad' }),
    ),
    ...(command === null ? [] : ['', ...commandLines('Would run', command, view)]),
    ...byHand.flatMap((step, index) => commandLines(index === 0 ? 'By hand' : '', step, view)),
  ]
}

/** Never wrapped, so that it can be copied. */
const commandLines = (
  label: string,
  command: string,
  { paint, width }: View,
): readonly string[] => {
  const isProse = /^[A-Z].*[.;]$/.test(command)
  return isProse
    ? row(label, command, { paint, width })
    : [`${INDENT}${pad(label, LABEL)}${paint('command', command)}`]
}

// How each outcome is headed.
const OUTCOMES = {
  unlocked: ['good', 'Unlocked'],
  free: ['good', 'Not locked'],
  refused: ['bad', 'Left alone'],
  failed: ['bad', 'Not done'],
  left: ['warn', 'Left alone'],
} as const

/** What became of a lock; of a failure the first lines that the program printed. */
export function outcomeLines(
  { kind, says, printed, byHand }: OutcomeView,
  view: View,
): readonly string[] {
  const [tone, word] = OUTCOMES[kind]
  const quoted = kind === 'failed' ? printed.split('\n').filter((line) => line.trim() !== '') : []
  return [
    '',
    ...says.flatMap((each, index) => row(index === 0 ? word : '', each, { ...view, tone })),
    ...quoted.slice(0, 12).map((line) => `${INDENT}${pad('', LABEL)}│ ${line}`),
    ...byHand.flatMap((step, index) => commandLines(index === 0 ? 'By hand' : '', step, view)),
  ]
}

/** So many states and more are listed without what was seen of each. */
const MANY = 5

/** Folders under a heading; nothing for none. */
function folderLines(folders: readonly FolderView[], view: View, head: string): readonly string[] {
  if (folders.length === 0) return []
  return [
    view.paint('strong', `${head}: ${plural(folders.length, 'state')}`),
    ...folders.flatMap(({ folder, state, says }) => [
      ...wrap(`${state} (${folder})`, { width: view.width, first: INDENT, next: INDENT }),
      ...(folders.length > MANY ? [] : says).flatMap((each) =>
        wrap(each, { width: view.width, first: `${INDENT}  `, next: `${INDENT}  ` }).map((line) =>
          view.paint('faint', line),
        ),
      ),
    ]),
  ]
}
