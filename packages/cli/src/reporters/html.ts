import type { Evidence, Fix, Incident, RankedCause, Report } from '@unloop/engine/report'
import { oneLine } from '../output/clean.ts'
import { html, Markup, type Part } from '../output/markup.ts'
import { STYLE } from './html-style.ts'
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
  plural,
  relative,
  rivals,
  stateWords,
  summary,
  where,
  type Family,
} from '@unloop/engine/phrases'

// Excerpts that stand before everything else.
const DECISIVE = 2

/** One self-contained page to attach to a ticket: no script, no resource from elsewhere, and a policy that forbids both. */
export const htmlReporter: Reporter = (report, view) => {
  const shown = families(report)
  const now = nowOf(report)
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <meta name="referrer" content="no-referrer" />
        <title>${headline(report)}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <header>
          ${view.banner === null ? null : html`<p class="banner" role="note">${view.banner}</p>`}
          <h1>${headline(report)}</h1>
          <p class="soft">${summary(report)}. Report of ${clock(report.generatedAt)}.</p>
        </header>
        <main>
          ${shown.length > 1 ? contents(shown) : null}
          ${shown.map((family, index) => article(family, { number: index + 1, now }))}
          ${gaps(report)}
        </main>
        <footer>Made by unloop. Values of secrets are masked. Times are in UTC.</footer>
      </body>
    </html>`
  return `${unindent(page.text)}\n`
}

/** Template indentation outside of `<pre>` is of no use to a reader of the source. */
const unindent = (text: string): string =>
  text.replace(/(<pre>[^<]*<\/pre>)|\n\s*/g, (_all, pre?: string) => pre ?? '\n')

/** The page's title. */
const headline = (report: Report): string =>
  report.incidents.length === 0
    ? `No incident in ${report.source.name}`
    : `${plural(report.incidents.length, 'incident')} in ${report.source.name}`

/** The id of an incident's article, without what an id of HTML cannot hold. */
const anchor = (incident: Incident): string => `incident-${incident.id.replace(/[^\w-]/g, '')}`

/** The table at the top, for several incidents. */
function contents(shown: readonly Family[]): Markup {
  return html`<nav aria-label="Incidents">
    <table>
      <thead>
        <tr>
          <th scope="col" class="number">No.</th>
          <th scope="col">Workload</th>
          <th scope="col">Cause</th>
          <th scope="col" class="wide">State</th>
          <th scope="col" class="number">Confidence</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(contentsRow)}
      </tbody>
    </table>
  </nav>`
}

/** One row of it. */
function contentsRow({ root, victims }: Family, index: number): Markup {
  const [leader] = root.causes
  const note = victims.length === 0 ? '' : `, ${plural(victims.length, 'victim')}`
  const place = [root.cluster, root.namespace]
    .filter((part) => part !== undefined && part !== '')
    .join(': ')
  return html`<tr>
    <td class="number">${index + 1}</td>
    <td class="workload">${root.workload.name}<span>${root.workload.kind} in ${place}</span></td>
    <td><a href="#${anchor(root)}">${oneLine(leader?.title ?? 'unknown')}</a></td>
    <td class="wide">${KIND_WORDS[root.kind]}${note}</td>
    <td class="number">${percent(leader?.confidence ?? 0)}</td>
  </tr>`
}

/** One incident with its victims; null for one without a cause. */
function article(
  { root, victims }: Family,
  { number, now }: { number: number; now: number },
): Markup | null {
  const [leader] = root.causes
  if (leader === undefined) return null
  const heading = `${anchor(root)}-title`
  return html`<article class="${root.kind}" id="${anchor(root)}" aria-labelledby="${heading}">
    <p class="place">
      ${[where(root), containerWords(root)].filter((part) => part !== '').join(', ')}
    </p>
    <h2 id="${heading}">${number}. ${oneLine(leader.title)}</h2>
    ${sureness(leader)}
    ${root.settling === undefined ? null : html`<p class="settling">${root.settling}</p>`}
    <div class="decisive">${leader.evidence.slice(0, DECISIVE).map(evidence)}</div>
    <p>${leader.explanation}</p>
    ${facts(root, now)} ${root.fixes.map(fix)} ${collect(root)} ${close(root)} ${harmed(victims)}
    ${more(root, leader)}
  </article>`
}

/** A cause with its confidence, as a meter and in words. */
const sureness = (cause: RankedCause): Markup =>
  html`<p class="sure">
    <code>${cause.id}</code>
    <meter
      min="0"
      max="1"
      value="${cause.confidence.toFixed(2)}"
      aria-label="Confidence ${percent(cause.confidence)}"
    ></meter>
    <span>${confidenceWords(cause)}, ${percent(cause.confidence)}</span>
  </p>`

/** An excerpt with its place. */
const evidence = (line: Evidence): Markup =>
  html`<div class="evidence">
    <p><code>${placeOf(line)}</code>${line.at === undefined ? null : `, ${clock(line.at)}`}</p>
    <pre>${line.excerpt}</pre>
  </div>`

/** What is known of the state, as a list of names and values. */
function facts(incident: Incident, now: number): Markup {
  const { change } = incident
  const revisions =
    change?.previous != null && change.revision !== null
      ? ` (revision ${change.previous} → ${change.revision})`
      : ''
  const rows: readonly (readonly [string, string | null])[] = [
    [
      'State',
      [KIND_WORDS[incident.kind], stateWords(incident)].filter((part) => part !== '').join(', '),
    ],
    [
      'Since',
      incident.since === null ? null : `${clock(incident.since)}, ${relative(incident.since, now)}`,
    ],
    [
      'What changed',
      change === null
        ? null
        : change.what + revisions + (change.at === null ? '' : `, ${relative(change.at, now)}`),
    ],
    ['It led to', chainWords(incident)],
    ['Next restart', nextRestartWords(incident, now)],
    ['Pods', incident.pods.length === 0 ? null : incident.pods.join(', ')],
  ]
  return html`<dl>
    ${rows.map(([label, value]) =>
      value === null
        ? null
        : html`<dt>${label}</dt>
            <dd>${value}</dd>`,
    )}
  </dl>`
}

/** A sentence of our own: the commands in it are code. */
const prose = (text: string): readonly Part[] =>
  pieces(text).map((piece, at) => (at % 2 === 1 ? html`<code>${piece}</code>` : piece))

/** One plan. */
function fix(each: Fix, index: number): Markup {
  const commands = commandsOf(each)
  return html`<section>
    <h3>
      ${fixLabel(each, index)}: ${oneLine(each.title)}
      <span class="risk">(${each.where}, ${each.risk} risk)</span>
    </h3>
    ${commands.length === 0 ? null : html`<pre>${commands.join('\n')}</pre>`}
    ${each.verify === '' ? null : html`<p class="soft">Proof: ${prose(each.verify)}</p>`}
  </section>`
}

/** What would tell more; null for nothing. */
const collect = ({ collect: steps }: Incident): Markup | null =>
  steps.length === 0
    ? null
    : html`<section>
        <h3>To find out</h3>
        ${steps.map(
          ({ why, command }) =>
            html`<p>${prose(why)}</p>
              <pre>${command}</pre>`,
        )}
      </section>`

/** Causes that come close; null for none. */
function close(incident: Incident): Markup | null {
  const near = rivals(incident).close
  if (near.length === 0) return null
  const tell = incident.causes[0]?.distinguish
  return html`<section>
    <h3>Or it is</h3>
    <ul>
      ${near.map(rival)}
    </ul>
    ${tell === undefined ? null : html`<p>To tell apart: ${prose(tell)}</p>`}
  </section>`
}

/** A cause that is not the first. */
const rival = (cause: RankedCause): Markup =>
  html`<li><code>${cause.id}</code> (${percent(cause.confidence)}): ${oneLine(cause.title)}</li>`

/** Victims, which have no article of their own. */
const harmed = (victims: readonly Incident[]): Markup | null =>
  victims.length === 0
    ? null
    : html`<section>
        <h3>${plural(victims.length, 'victim')}</h3>
        <ul>
          ${victims.map(
            (each) =>
              html`<li id="${anchor(each)}">
                ${[where(each), containerWords(each)].filter((part) => part !== '').join(', ')}:
                ${oneLine(each.causes[0]?.title ?? '')}
              </li>`,
          )}
        </ul>
      </section>`

/** What is of use only to who wants to know more; folded. */
function more(incident: Incident, leader: RankedCause): Markup | null {
  const rest = leader.evidence.slice(DECISIVE)
  const { far } = rivals(incident)
  if (rest.length === 0 && far.length === 0) return null
  return html`<details>
    <summary>More evidence</summary>
    ${rest.map(evidence)}
    ${
      far.length === 0
        ? null
        : html`<h3>Less likely</h3>
            <ul>
              ${far.map(rival)}
            </ul>`
    }
    <p class="soft">Incident ${incident.id}</p>
  </details>`
}

/** What could not be read; null for nothing. */
const gaps = (report: Report): Markup | null =>
  report.gaps.length === 0
    ? null
    : html`<section>
        <h2>What could not be read</h2>
        <ul>
          ${report.gaps.map((gap) => html`<li>${gap}</li>`)}
        </ul>
      </section>`
