import { sh } from '@unloop/engine/commands'
import type { Paint, Tone } from '../../output/paint.ts'
import { wrap } from '../../output/wrap.ts'
import { duration, percent } from '@unloop/engine/phrases'
import type { ChangeView, FixPage, OutcomeView } from './page.ts'

interface View {
  readonly width: number
  readonly paint: Paint
}

const INDENT = '   '
const OPS = {
  create: 'is created',
  patch: 'is changed',
  replace: 'is deleted and made anew',
  edit: 'is edited',
} as const

/** The plan, its diff and its outcome for somebody at a terminal. */
export function fixText(page: FixPage, view: View): string {
  const lines = [
    ...planLines(page, view),
    ...page.tried.flatMap(({ title, outcome }) =>
      prose(`Tried before, and put back: ${title} (${failedCheck(outcome)}).`, view, 'warn'),
    ),
    ...page.changes.flatMap((change) => changeLines(change, view)),
    ...otherLines(page, view),
  ]
  if (page.outcome !== null) lines.push('', ...outcomeLines(page.outcome, view))
  return `${lines.join('\n')}\n`
}

const prose = (text: string, { width, paint }: View, tone?: Tone): readonly string[] =>
  wrap(text, { width, first: INDENT }).map((line) => (tone ? paint(tone, line) : line))

function planLines(
  { target, cause, plan, isApplicable, isTemporary, asks }: FixPage,
  view: View,
): readonly string[] {
  const head = `${target.kind} ${target.namespace}/${target.name}: ${cause.title} (${cause.id}, ${percent(cause.confidence)})`
  return [
    ...wrap(head, { width: view.width }).map((line) => view.paint('strong', line)),
    '',
    ...wrap(`Plan: ${plan.title} (${plan.where}, ${plan.risk} risk; ${plan.id})`, {
      width: view.width,
    }),
    ...(isTemporary
      ? prose(
          'It buys time and is no fix: with --for 30m it is taken back after half an hour.',
          view,
          'warn',
        )
      : []),
    ...(isApplicable ? [] : prose('unloop cannot carry this out itself. By hand:', view, 'warn')),
    ...(isApplicable
      ? []
      : plan.commands.map((command) => `${INDENT}  ${view.paint('command', command)}`)),
    ...asks.flatMap(({ name, what }) =>
      prose(`It needs a value: ${what} (--set ${name}=VALUE).`, view, 'warn'),
    ),
  ]
}

function changeLines(
  { op, object, diff, warnings, owners }: ChangeView,
  view: View,
): readonly string[] {
  const tones = { '+': 'good', '-': 'bad', ' ': 'faint' } as const
  return [
    '',
    `${INDENT}${view.paint('place', `${object} ${OPS[op]}`)}`,
    ...diff.map(({ sign, text }) => `${INDENT}${view.paint(tones[sign], `${sign} ${text}`)}`),
    ...owners.flatMap(({ what, instead }) =>
      prose(`It belongs to ${what}. ${instead}`, view, 'warn'),
    ),
    ...warnings.flatMap((warning) => prose(`The API server warns: ${warning}`, view, 'warn')),
  ]
}

function otherLines({ others }: FixPage, view: View): readonly string[] {
  if (others.length === 0) return []
  return [
    '',
    `${INDENT}${view.paint('faint', 'Other plans (choose one with --plan)')}`,
    ...others.flatMap(({ number, title, id, isApplicable, isTemporary }) =>
      wrap(
        `${number}  ${title} (${id}${isApplicable ? '' : ', by hand'}${isTemporary ? ', temporary' : ''})`,
        {
          width: view.width,
          first: INDENT,
          next: `${INDENT}   `,
        },
      ),
    ),
  ]
}

const STATES = {
  proven: ['good', 'Proven'],
  'not-proven': ['bad', 'Not proven'],
  interrupted: ['warn', 'Interrupted'],
} as const

function outcomeLines(
  { state, checks, seconds, undone, id }: OutcomeView,
  view: View,
): readonly string[] {
  const [tone, word] = STATES[state]
  return [
    view.paint(tone, `${word} after ${duration(seconds)}`),
    ...checks.flatMap(({ what, isMet, seen }) =>
      wrap(`${isMet === null ? '?' : isMet ? '+' : '-'} ${what}: ${seen}`, {
        width: view.width,
        first: INDENT,
        next: `${INDENT}  `,
      }),
    ),
    ...(undone === null
      ? prose(`To put everything back: ${sh`unloop undo ${id}`}`, view)
      : [
          ...(state === 'proven' ? prose('It was temporary, and its time is over.', view) : []),
          ...undone.words.flatMap((words) => prose(words, view)),
          ...prose(backWords(undone.isExact), view, undone.isExact ? 'good' : 'bad'),
        ]),
  ]
}

const failedCheck = ({ checks }: OutcomeView): string =>
  checks.find(({ isMet }) => isMet === false)?.seen ?? 'it was not proven'

const backWords = (isExact: boolean): string =>
  isExact
    ? 'It was rolled back: every object states again exactly what it stated before.'
    : 'It could not be rolled back whole: see above what is left.'
