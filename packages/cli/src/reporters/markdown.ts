import type { Evidence, Fix, Incident, RankedCause, Report } from '@unloop/engine/report'
import { oneLine } from '../output/clean.ts'
import type { Reporter } from './reporter.ts'
import {
  chainWords,
  clock,
  commandsOf,
  confidenceWords,
  containerWords,
  families,
  fixLabel,
  KIND_WORDS,
  nextRestartWords,
  nowOf,
  percent,
  pieces,
  placeOf,
  relative,
  rivals,
  stateWords,
  summary,
  where,
  type Family,
} from '@unloop/engine/phrases'

/** For a ticket or a chat: CommonMark without HTML, so that nothing of a log can become markup. */
export const markdownReporter: Reporter = (report, view) => {
  const banner = view.banner === null ? [] : [`> **${escape(view.banner)}**`]
  const blocks = [
    '# unloop report',
    ...banner,
    `${escape(summary(report))}.`,
    ...families(report).flatMap((family, index) => familyBlocks(family, index + 1, nowOf(report))),
    ...gapBlocks(report),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** One incident with its victims, block by block. */
function familyBlocks({ root, victims }: Family, number: number, now: number): readonly string[] {
  const [leader] = root.causes
  if (leader === undefined) return []
  return [
    `## ${number}. ${escape(`${where(root)}: ${oneLine(leader.title)}`)}`,
    factList(root, leader, now),
    root.settling === undefined ? '' : escape(root.settling),
    ...leader.evidence.map(evidenceBlock),
    prose(leader.explanation),
    ...root.fixes.flatMap((fix, index) => fixBlocks(fix, index)),
    ...collectBlocks(root),
    rivalList(root),
    victimList(victims),
  ]
}

/** What is known of the state, as a list. */
function factList(incident: Incident, leader: RankedCause, now: number): string {
  const { change } = incident
  const revisions =
    change?.previous != null && change.revision !== null
      ? ` (revision ${change.previous} → ${change.revision})`
      : ''
  const facts: readonly (readonly [string, string | null])[] = [
    ['Cause', `\`${leader.id}\`, ${confidenceWords(leader)} (${percent(leader.confidence)})`],
    [
      'Container',
      incident.container === null ? null : code(containerWords(incident).replace('container ', '')),
    ],
    [
      'State',
      escape(
        [KIND_WORDS[incident.kind], stateWords(incident)].filter((part) => part !== '').join(', '),
      ),
    ],
    ['Since', incident.since === null ? null : clock(incident.since)],
    [
      'What changed',
      change === null
        ? null
        : escape(
            change.what + revisions + (change.at === null ? '' : `, ${relative(change.at, now)}`),
          ),
    ],
    ['It led to', escapedChain(incident)],
    ['Next restart', nextRestartWords(incident, now)],
    ['Pods', incident.pods.length === 0 ? null : incident.pods.map(code).join(', ')],
    ['Incident', code(incident.id)],
  ]
  return facts
    .flatMap(([label, value]) => (value === null ? [] : [`- **${label}:** ${value}`]))
    .join('\n')
}

/** What the cause led to, null for nothing. */
function escapedChain(incident: Incident): string | null {
  const chain = chainWords(incident)
  return chain === null ? null : escape(chain)
}

/** An excerpt with its place, in a fence. */
const evidenceBlock = (evidence: Evidence): string =>
  `${code(placeOf(evidence))}${evidence.at === undefined ? '' : `, ${clock(evidence.at)}`}\n\n${fenced(evidence.excerpt, 'text')}`

/** One plan. */
function fixBlocks(fix: Fix, index: number): readonly string[] {
  const commands = commandsOf(fix)
  return [
    `### ${fixLabel(fix, index)}: ${escape(oneLine(fix.title))} (${fix.where}, ${fix.risk} risk)`,
    commands.length === 0 ? '' : fenced(commands.join('\n'), 'sh'),
    fix.verify === '' ? '' : `Proof: ${prose(fix.verify)}`,
  ]
}

/** What would tell more. */
const collectBlocks = (incident: Incident): readonly string[] =>
  incident.collect.length === 0
    ? []
    : [
        '### To find out',
        ...incident.collect.flatMap(({ why, command }) => [prose(why), fenced(command, 'sh')]),
      ]

/** Other causes, with what tells them apart; '' for none. */
function rivalList(incident: Incident): string {
  const { close, far } = rivals(incident)
  const line = (cause: RankedCause): string =>
    `- \`${cause.id}\` (${percent(cause.confidence)}): ${escape(oneLine(cause.title))}`
  const lines = [...close, ...far].map(line)
  if (lines.length === 0) return ''
  const tell = incident.causes[0]?.distinguish
  return [
    '### Or it is',
    '',
    ...lines,
    ...(tell === undefined ? [] : ['', `To tell apart: ${prose(tell)}`]),
  ].join('\n')
}

/** Victims in one line each; '' for none. */
const victimList = (victims: readonly Incident[]): string =>
  victims.length === 0
    ? ''
    : [
        '### Victims',
        '',
        ...victims.map(
          (victim) =>
            `- ${escape(where(victim))}: ${escape(oneLine(victim.causes[0]?.title ?? ''))}`,
        ),
      ].join('\n')

/** What could not be read. */
const gapBlocks = (report: Report): readonly string[] =>
  report.gaps.length === 0
    ? []
    : [
        '## What could not be read',
        report.gaps.map((gap) => `- ${escape(oneLine(gap))}`).join('\n'),
      ]

/** Every ASCII punctuation that CommonMark may read as markup, behind a backslash; `@` also, as it calls people in chats. */
const escape = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>#|~@&!]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, '$1\\$2')

/** A sentence of our own: the commands in it are code. */
const prose = (text: string): string =>
  pieces(text)
    .map((piece, at) => (at % 2 === 1 ? code(piece) : escape(piece)))
    .join('')

/** A code span whose fence is longer than any run of backticks in it (CommonMark 6.1). */
function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1)
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${space}${oneLine(text)}${space}${fence}`
}

/** Text in a fence that it cannot close. */
function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text}\n${fence}`
}

/** The longest run of backticks in a text. */
const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
