import { sh } from '@unloop/engine/commands'
import type { Evidence, Fix, Incident, RankedCause, Report } from '@unloop/engine/report'
import { oneLine } from '../output/clean.ts'
import type { Tone } from '../output/paint.ts'
import { ellipsis, pad, wrap, wrapQuote } from '../output/wrap.ts'
import type { Reporter, View } from './reporter.ts'
import {
  chainWords,
  commandsOf,
  confidenceWords,
  containerWords,
  duration,
  families,
  fixLabel,
  KIND_WORDS,
  nextRestartWords,
  nowOf,
  percent,
  placeOf,
  plural,
  relative,
  rivals,
  shortClock,
  stateWords,
  summary,
  where,
  whereShort,
  type Family,
} from '@unloop/engine/phrases'

// Columns before everything but headlines.
const INDENT = '   '
// Columns of a label.
const LABEL_WIDTH = 14
/** The decisive lines that stand before everything else; the rest follows the fixes. */
const DECISIVE = 2
// More names would fill lines and say nothing.
const MAX_LISTED_PODS = 4
/** From so many incidents on, a list of one line each comes first. */
const LISTED_FROM = 3
// Columns of the time in the list.
const SINCE_WIDTH = 6
/** So many have their details after the list: more fit on no screen, and the list says which to ask for. */
const DETAILED = 3

/** For a tired person at a terminal: cause, proof, change, fix, rival; then the rest. */
export const textReporter: Reporter = (report, view) => new TextPage(report, view).render()

class TextPage {
  readonly #report: Report
  readonly #view: View
  readonly #now: number
  readonly #lines: string[] = []
  /** Excerpts that stand in the page already, of the incident that is being written. */
  #said = new Set<string>()

  constructor(report: Report, view: View) {
    this.#report = report
    this.#view = view
    this.#now = nowOf(report)
  }

  /** Writes all of the page. */
  render(): string {
    const shown = families(this.#report)
    this.#banner()
    this.#prose(`${summary(this.#report)}.`, { tone: 'strong' })
    if (shown.length === 0)
      this.#prose(
        'No container is in a crash loop, blocked from starting, or kept from being ready.',
        {},
      )
    if (shown.length >= LISTED_FROM) this.#list(shown)
    const detailed = this.#view.isDetailed === true ? shown : shown.slice(0, DETAILED)
    detailed.forEach((family, index) => this.#family(family, index + 1))
    this.#further(shown[detailed.length], shown.length - detailed.length)
    this.#gaps()
    return `${this.#lines.join('\n')}\n`
  }

  /** The banner between two rules, so that nobody overlooks it. */
  #banner(): void {
    if (this.#view.banner === null) return
    const rule = '='.repeat(this.#view.width)
    this.#add('warn', rule)
    this.#prose(this.#view.banner, { tone: 'warn' })
    this.#add('warn', rule)
    this.#blank()
  }

  /** How to see what the list alone tells. */
  #further(next: Family | undefined, count: number): void {
    if (next === undefined) return
    const { namespace, workload } = next.root
    const name = `${workload.kind.toLowerCase()}/${workload.name}`
    const one = namespace === '' ? sh`${name}` : sh`-n ${namespace} ${name}`
    this.#blank()
    this.#add('faint', '─'.repeat(this.#view.width))
    this.#prose(
      `The details of ${plural(count, 'more incident')} are shown with --details, those of one by its name: ${one}`,
      { tone: 'faint' },
    )
  }

  /** One line an incident: number, place, cause, since when, confidence. */
  #list(shown: readonly Family[]): void {
    this.#blank()
    const places = shown.map(({ root }) => whereShort(root))
    const number = String(shown.length).length
    const place = Math.min(
      Math.max(...places.map((each) => each.length)),
      Math.floor(this.#view.width * 0.45),
    )
    shown.forEach(({ root, victims }, index) => {
      const harmed = victims.length === 0 ? '' : ` (+${plural(victims.length, 'victim')})`
      const head = `${String(index + 1).padStart(number)}  ${pad(ellipsis(places[index] ?? '', place), place)}  `
      const since = this.#sinceShort(root)
      const room = this.#view.width - head.length - harmed.length - since.length - 7
      const [leader] = root.causes
      const what = leader === undefined ? 'unknown' : `${leader.id}: ${oneLine(leader.title)}`
      const title = pad(ellipsis(what, room) + harmed, room + harmed.length)
      this.#lines.push(`${head}${title} ${since} ${percent(leader?.confidence ?? 0).padStart(5)}`)
    })
    const victims = shown.reduce((sum, family) => sum + family.victims.length, 0)
    if (victims === 0) return
    this.#blank()
    this.#prose(`${shown.length} are listed; ${victims} more follow from them (victims).`, {
      tone: 'faint',
    })
  }

  /** For how long, in its largest unit, so that the list can be read down: `  5 h`, `12 min`. */
  #sinceShort({ since }: Incident): string {
    const seconds = since === null ? NaN : (this.#now - Date.parse(since)) / 1000
    const words = Number.isNaN(seconds) ? '' : duration(seconds).split(' ').slice(0, 2).join(' ')
    return words.padStart(SINCE_WIDTH)
  }

  /** One incident with its victims. */
  #family({ root, victims }: Family, number: number): void {
    const [leader] = root.causes
    if (leader === undefined) return
    this.#blank()
    this.#add('faint', '─'.repeat(this.#view.width))
    this.#said = new Set()
    this.#headline(root, leader, number)
    this.#evidence(leader.evidence.slice(0, this.#view.isBrief === true ? 1 : DECISIVE))
    if (this.#view.isBrief === true) {
      this.#fixes(root)
      return
    }
    this.#facts(root, leader)
    this.#fixes(root)
    this.#rivals(root)
    this.#victims(victims)
    this.#rest(root, leader)
  }

  /** Where, what, how sure and since when. */
  #headline(incident: Incident, leader: RankedCause, number: number): void {
    const place = [where(incident), containerWords(incident)]
      .filter((part) => part !== '')
      .join(', ')
    const head = `${number}. ${place}: ${oneLine(leader.title)}`
    this.#prose(head, { tone: incident.kind === 'not-ready' ? 'warn' : 'bad', next: INDENT })
    const sure = `${leader.id}, ${confidenceWords(leader)} (${percent(leader.confidence)})`
    const since = incident.since === null ? '' : ` since ${shortClock(incident.since, this.#now)}`
    const state = stateWords(incident)
    this.#prose(
      `${sure} · ${KIND_WORDS[incident.kind]}${since}${state === '' ? '' : ` · ${state}`}`,
      { first: INDENT },
    )
    if (incident.settling !== undefined)
      this.#prose(incident.settling, { tone: 'good', first: INDENT })
  }

  /** Excerpts with their places; one that the page has already is left out. */
  #evidence(lines: readonly Evidence[]): void {
    for (const evidence of lines) {
      if (this.#said.has(evidence.excerpt)) continue
      this.#said.add(evidence.excerpt)
      this.#blank()
      const at = evidence.at === undefined ? '' : `  ${shortClock(evidence.at, this.#now)}`
      this.#prose(`${placeOf(evidence)}${at}`, { tone: 'place', first: INDENT })
      for (const line of evidence.excerpt.split('\n')) this.#quote(line)
    }
  }

  /** What changed, when the next start comes, why, and what it led to. */
  #facts(incident: Incident, leader: RankedCause): void {
    this.#blank()
    const { change } = incident
    if (change !== null) {
      const revisions =
        change.previous === null || change.revision === null
          ? ''
          : ` (revision ${change.previous} → ${change.revision})`
      const at = change.at === null ? '' : `, ${relative(change.at, this.#now)}`
      this.#labelled('What changed', `${change.what}${revisions}${at}`)
    }
    const next = nextRestartWords(incident, this.#now)
    if (next !== null) this.#labelled('Next restart', next)
    this.#labelled('Why', leader.explanation)
    const chain = chainWords(incident)
    if (chain !== null) this.#labelled('It led to', chain)
  }

  /** Plans, and what would tell more. */
  #fixes(incident: Incident): void {
    const shown = this.#view.isBrief === true ? incident.fixes.slice(0, 1) : incident.fixes
    shown.forEach((fix, index) => {
      this.#fix(fixLabel(fix, index), fix)
      if (fix.verify !== '' && fix.verify !== shown[index + 1]?.verify)
        this.#labelled('Proof', fix.verify)
    })
    if (this.#view.isBrief === true) return
    for (const step of incident.collect) {
      this.#labelled('To find out', step.why)
      this.#command(step.command)
    }
  }

  /** One plan with its commands and its proof. */
  #fix(label: string, fix: Fix): void {
    this.#blank()
    this.#labelled(label, `${fix.title} (${fix.where}, ${fix.risk} risk)`)
    for (const command of commandsOf(fix)) this.#command(command)
  }

  /** Causes that come close, each with the line that speaks for it. */
  #rivals(incident: Incident): void {
    const { close } = rivals(incident)
    if (close.length === 0) return
    this.#blank()
    for (const cause of close) {
      const [first] = cause.evidence
      const proof =
        first === undefined || this.#said.has(first.excerpt)
          ? ''
          : `: ${oneLine(first.excerpt)} (${placeOf(first)})`
      this.#labelled(
        'Or it is',
        `${cause.id} (${percent(cause.confidence)}), ${oneLine(cause.title)}${proof}`,
      )
    }
    const tell = incident.causes[0]?.distinguish
    if (tell !== undefined) this.#labelled('To tell apart', tell)
  }

  /** What follows from the incident, a line each. */
  #victims(victims: readonly Incident[]): void {
    if (victims.length === 0) return
    this.#blank()
    victims.forEach((victim, index) => {
      const [leader] = victim.causes
      const container = containerWords(victim)
      const what =
        leader === undefined
          ? ''
          : `: ${oneLine(leader.title)} (${leader.id}, ${percent(leader.confidence)})`
      this.#labelled(
        index === 0 ? 'Victims' : '',
        `${where(victim)}${container === '' ? '' : `, ${container}`}${what}`,
      )
    })
  }

  /** What is of use only to who wants to know more. */
  #rest(incident: Incident, leader: RankedCause): void {
    const more = leader.evidence.slice(DECISIVE).filter(({ excerpt }) => !this.#said.has(excerpt))
    if (more.length > 0) {
      this.#blank()
      this.#add('faint', `${INDENT}More evidence`)
      this.#evidence(more)
    }
    const { far } = rivals(incident)
    this.#blank()
    if (far.length > 0)
      this.#labelled(
        'Less likely',
        far.map((cause) => `${cause.id} (${percent(cause.confidence)})`).join(', '),
      )
    if (incident.pods.length > 0) this.#labelled('Pods', podList(incident.pods))
    this.#labelled(
      'Incident',
      `${incident.id} (more on the cause: ${sh`unloop explain ${leader.id}`})`,
    )
  }

  /** What could not be read. */
  #gaps(): void {
    if (this.#report.gaps.length === 0) return
    this.#blank()
    this.#add('warn', 'What could not be read')
    for (const gap of this.#report.gaps) this.#prose(gap, { first: '- ', next: '  ' })
  }

  /** A label, and its text beside it over as many lines as it takes. */
  #labelled(label: string, text: string): void {
    const first = `${INDENT}${pad(label, LABEL_WIDTH)}`
    const next = ' '.repeat(INDENT.length + LABEL_WIDTH)
    const [head = '', ...others] = wrap(text, { width: this.#view.width, first, next })
    this.#lines.push(
      INDENT + this.#view.paint('faint', pad(label, LABEL_WIDTH)) + head.slice(first.length),
      ...others,
    )
  }

  /** Never broken into lines: it is there to be copied. */
  #command(command: string): void {
    for (const line of command.split('\n'))
      this.#lines.push(`${INDENT}  ${this.#view.paint('command', line)}`)
  }

  /** Prose over as many lines as it takes, in a tone. */
  #prose(
    text: string,
    { tone, first = '', next = first }: { tone?: Tone; first?: string; next?: string },
  ): void {
    const lines = wrap(text, { width: this.#view.width, first, next })
    this.#lines.push(
      ...lines.map((line) => (tone === undefined ? line : this.#view.paint(tone, line))),
    )
  }

  /** A quoted line behind a bar; its spaces stay. */
  #quote(text: string): void {
    const lines = wrapQuote(text, { width: this.#view.width, first: `${INDENT}│ ` })
    this.#lines.push(...lines.map((line) => this.#view.paint('strong', line)))
  }

  /** One line in a tone. */
  #add(tone: Tone, line: string): void {
    this.#lines.push(this.#view.paint(tone, line))
  }

  /** An empty line, unless there is one. */
  #blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('')
  }
}

/** Names of pods, the first few. */
const podList = (pods: readonly string[]): string =>
  pods.length <= MAX_LISTED_PODS
    ? pods.join(', ')
    : `${pods.slice(0, MAX_LISTED_PODS).join(', ')} and ${pods.length - MAX_LISTED_PODS} more`
