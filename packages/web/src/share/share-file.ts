import {
  commandsOf,
  confidenceWords,
  percent,
  placeOf,
  stateWords,
  where,
} from '@unloop/engine/phrases'
import type { Evidence, Fix } from '@unloop/engine/report'
import { cleanLine } from '../ansi/segments.ts'
import { absolute } from '../words/clock.ts'
import { endWords } from '../words/run-words.ts'
import { callsBeforeEnds } from '../story/calls.ts'
import type { Run, Story, StoryLine } from '../story/story.ts'

/** Of the log the last lines are in the file, and every one that the cause rests on. */
const MOST_LINES = 500
// Newest first; the page has more.
const MOST_RUNS = 30
const MOST_CALLS = 20

/** Neither scripts nor anything of another address: whoever opens it, nothing is run and nothing is asked for. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

// Small enough to read, so that whoever gets the file sees that nothing is hidden in it.
const STYLE = `:root{color-scheme:light dark}
body{max-width:100ch;margin:2em auto;padding:0 1em;font:15px/1.5 system-ui,sans-serif}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border-left:3px solid;padding-left:.7em;font:13px/1.5 ui-monospace,monospace}
table{border-collapse:collapse}td,th{text-align:left;padding:2px 1.2em 2px 0;vertical-align:top}
h2{font-size:1em;margin-top:2em;border-top:1px solid}mark{font-weight:600}`

/** What a file is made from. */
export interface SharedStory {
  readonly story: Story
  readonly lines: readonly StoryLine[]
  /** Indexes of the lines that the verdict rests on. */
  readonly decisive: ReadonlySet<number>
}

/** An incident as one file that opens without a server. Secrets were masked before any of it came here. */
export function shareFile({ story, lines, decisive }: SharedStory): string {
  const { incident, nowMs } = story
  const [leader] = incident.causes
  const title = leader?.title ?? where(incident)
  const sure =
    leader === undefined ? '' : `${confidenceWords(leader)}, ${percent(leader.confidence)}`
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${text(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${text(title)}</h1>`,
    paragraph([sure, leader?.id ?? '', where(incident), stateWords(incident)]),
    paragraph([leader?.explanation ?? '']),
    part('Because', (leader?.evidence ?? []).map(proof)),
    part(
      'What changed before',
      incident.change === null ? [] : [paragraph([incident.change.what])],
    ),
    part('What to do', incident.fixes.map(plan)),
    part('Runs', runRows(story.runs)),
    part('Failed calls', callRows(story)),
    part('Log', logRows(lines, decisive)),
    paragraph([`As unloop saw it at ${absolute(nowMs, 'utc')}. Secrets are masked.`]),
    '</body></html>\n',
  ].join('\n')
}

/** `loyalty-api-20261130T201500Z.html`. */
export function shareName({ incident, nowMs }: Story): string {
  const time = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')
  return `${incident.workload.name.replace(/[^\w.-]+/g, '-')}-${time}.html`
}

// For text and for attributes in double quotes.
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Text as HTML. */
const text = (value: string): string => value.replace(/[&<>"]/g, (letter) => ESCAPES[letter]!)

/** Words in one paragraph, empty ones left out. */
const paragraph = (words: readonly string[]): string => {
  const shown = words.filter((word) => word !== '').map(text)
  return shown.length === 0 ? '' : `<p>${shown.join(' · ')}</p>`
}

/** A part with its heading; nothing for an empty one. */
const part = (name: string, of: readonly string[]): string =>
  of.length === 0 ? '' : `<h2>${name}</h2>\n${of.join('\n')}`

/** A piece of evidence with its place and time. */
const proof = (evidence: Evidence): string =>
  `<pre>${text(evidence.excerpt)}</pre>${paragraph([placeOf(evidence), evidence.at ?? ''])}`

/** A plan with its risk and commands. */
function plan(fix: Fix): string {
  const commands = commandsOf(fix).map(text).join('\n')
  return `${paragraph([fix.title, `${fix.risk} risk`])}${commands === '' ? '' : `<pre>${commands}</pre>`}`
}

const table = (rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0
    ? []
    : [
        `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`).join('\n')}</table>`,
      ]

/** A time in UTC; '' for none. */
const time = (ms: number | null): string => (ms === null ? '' : absolute(ms, 'utc'))

/** The newest runs. */
function runRows(runs: readonly Run[]): string[] {
  return table(
    runs
      .slice(-MOST_RUNS)
      .toReversed()
      .map((run) => [`#${run.run}`, run.pod, time(run.startedMs), endWords(run), run.image]),
  )
}

/** Failed calls before runs ended. */
function callRows({ calls, runs }: Story): string[] {
  return table(
    callsBeforeEnds(calls, runs, MOST_CALLS).map(({ call, run }) => [
      time(call.ms),
      `${call.service}: ${call.name}`,
      `${call.failed} of ${call.spans} failed`,
      run === null ? '' : `before run ${run.run} ended`,
    ]),
  )
}

/** The lines as text, decisive ones marked. */
function logRows(lines: readonly StoryLine[], decisive: ReadonlySet<number>): string[] {
  const from = lines.length - MOST_LINES
  const shown = lines.flatMap(({ ms, run, raw }, index) => {
    const isDecisive = decisive.has(index)
    if (index < from && !isDecisive) return []
    const line = text(`${time(ms)} #${run} ${cleanLine(raw)}`)
    return [isDecisive ? `<mark>${line}</mark>` : line]
  })
  if (shown.length === 0) return []
  const left = lines.length - shown.length
  return [
    left === 0
      ? ''
      : paragraph([
          `The last ${MOST_LINES} lines and those that the cause rests on; ${left} older ones are left out.`,
        ]),
    `<pre>${shown.join('\n')}</pre>`,
  ]
}
