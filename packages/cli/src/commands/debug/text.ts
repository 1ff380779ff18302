import { sh } from '@unloop/engine/commands'
import type { Paint, Tone } from '../../output/paint.ts'
import { wrap } from '../../output/wrap.ts'
import { percent } from '@unloop/engine/phrases'
import type { CauseView, InspectionPage, ObservationView } from './page.ts'

/** How the page is laid out. */
interface View {
  readonly width: number
  readonly paint: Paint
}

// Columns.
const INDENT = '   '

/** The inspection for somebody at a terminal: where it was, what it saw, what that means. */
export function inspectionText(page: InspectionPage, view: View): string {
  const lines = [
    ...headLines(page, view),
    '',
    ...observationLines(page, view),
    ...causeLines(page, view),
    ...noteLines(page, view),
  ]
  return `${lines.join('\n')}\n`
}

/** What was looked at, and from where. */
function headLines(page: InspectionPage, view: View): readonly string[] {
  const { workload, namespace, pod, container } = page
  const owner = workload.kind === 'Pod' ? '' : `${workload.kind} ${namespace}/${workload.name}, `
  const head = `${owner}container ${container} of pod ${workload.kind === 'Pod' ? `${namespace}/` : ''}${pod}`
  const user = page.user === null ? '' : ` as user ${page.user.uid}`
  const node = page.node === null ? '' : ` on ${page.node}`
  return [
    ...wrap(head, { width: view.width }).map((line) => view.paint('strong', line)),
    ...wrap(`Looked ${WAYS[page.way](page)}${node}${user}.`, {
      width: view.width,
      first: INDENT,
    }).map((line) => view.paint('faint', line)),
  ]
}

// How it was looked, as a sentence goes on.
const WAYS: Readonly<Record<InspectionPage['way'], (page: InspectionPage) => string>> = {
  exec: () => 'in the container itself',
  ephemeral: ({ added }) => `from the ephemeral container ${added ?? ''}`,
  copy: ({ added, isRemoved }) =>
    `inside a copy (${added ?? ''}, ${isRemoved ? 'removed again' : 'still there'})`,
}

// The mark and tone of each verdict.
const MARKS: Readonly<Record<ObservationView['verdict'], readonly [mark: string, tone: Tone]>> = {
  wrong: ['-', 'bad'],
  well: ['+', 'good'],
  plain: ['·', 'faint'],
}

/** What is wrong first: that is what was looked for. An address stays with its name. */
function observationLines({ seen: all, schema }: InspectionPage, view: View): readonly string[] {
  const seen = all.filter(isTelling)
  if (seen.length === 0) return [`${INDENT}Nothing was seen.`]
  const order = ['wrong', 'plain', 'well'] as const
  const ordered =
    schema === 'unloop/net@1'
      ? seen
      : order.flatMap((verdict) => seen.filter((each) => each.verdict === verdict))
  return ordered.flatMap(({ verdict, words, meaning, from }) => {
    const [mark, tone] = MARKS[verdict]
    const named = from === null || verdict === 'well' ? '' : ` [${from}]`
    return [
      ...wrap(`${mark} ${words}${named}`, {
        width: view.width,
        first: INDENT,
        next: `${INDENT}  `,
      }).map((line) => view.paint(tone, line)),
      ...(meaning === null ? [] : wrap(meaning, { width: view.width, first: `${INDENT}    ` })),
    ]
  })
}

/** A limit that nobody set, or that is large, is no news. */
const isTelling = ({ fact }: ObservationView): boolean =>
  fact.kind !== 'limit' ||
  (fact.value !== null && (fact.name !== 'open-files' || fact.value < 4096))

/** What the diagnosis says now, and what it said before; nothing where it says the same. */
function causeLines(page: InspectionPage, view: View): readonly string[] {
  const { before, after, fixes, schema } = page
  if (after === null) return []
  const wrapped = (text: string): readonly string[] =>
    wrap(text, { width: view.width, first: INDENT })
  if (schema === 'unloop/net@1' && before?.id === after.id) return []
  const was =
    before === null || before.id === after.id
      ? []
      : wrapped(`Before the look: ${causeWords(before)}.`)
  if (after.id === 'unknown' && schema === 'unloop/debug@1') return ['', ...undecided(page, view)]
  return [
    '',
    ...wrap(`${capital(causeWords(after))}`, { width: view.width }).map((line) =>
      view.paint('strong', line),
    ),
    ...was.map((line) => view.paint('faint', line)),
    ...wrapped(after.explanation),
    ...fixes.flatMap(({ title, commands }) => [
      ...wrap(`Fix: ${title}`, { width: view.width, first: INDENT, next: `${INDENT}     ` }),
      ...commands.slice(0, 2).map((command) => `${INDENT}  ${view.paint('command', command)}`),
    ]),
  ]
}

/** What is ruled out is an answer as well, and so is how to go on. */
function undecided(
  { seen, workload, pod, namespace }: InspectionPage,
  view: View,
): readonly string[] {
  const isFine = seen.every(({ verdict }) => verdict !== 'wrong')
  const target =
    workload.kind === 'Pod' ? `pod/${pod}` : `${workload.kind.toLowerCase()}/${workload.name}`
  const words = isFine
    ? 'Still undecided: nothing that could be looked at is wrong, so that the program most likely ends by its own decision.'
    : 'Still undecided: what is wrong above may be the reason, but nothing says so.'
  return [
    ...wrap(words, { width: view.width }).map((line) => view.paint('strong', line)),
    ...wrap('Keep a copy and run the program in it by hand:', { width: view.width, first: INDENT }),
    `${INDENT}  ${view.paint('command', sh`unloop debug ${target} -n ${namespace} --keep`)}`,
  ]
}

/** A cause in one line. */
const causeWords = ({ title, id, confidence }: CauseView): string =>
  `${title} (${id}, ${percent(confidence)})`
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What could not be seen, and what is left in the cluster. */
function noteLines(
  { notes, leftovers, added, isRemoved, way, namespace }: InspectionPage,
  view: View,
): readonly string[] {
  const open = [
    ...notes,
    ...(way === 'copy' && !isRemoved
      ? [
          `The copy is still there. Remove it: ${sh`kubectl delete pod ${added ?? ''} -n ${namespace}`}`,
        ]
      : []),
    ...leftovers.map(
      ({ name, of, since }) =>
        `A copy of ${of} is left from ${since}: if nobody looks at it any more, ${sh`kubectl delete pod ${name} -n ${namespace}`}`,
    ),
  ]
  return open.length === 0
    ? []
    : [
        '',
        ...open.flatMap((note) =>
          wrap(`! ${note}`, { width: view.width, first: INDENT, next: `${INDENT}  ` }),
        ),
      ].map((line) => view.paint('warn', line))
}
