import { fieldsOf } from '../story/revisions.ts'

/** A panel as this page draws it. */
export interface Panel {
  readonly title: string
  readonly kind: 'series' | 'stat' | 'table'
  /** In PromQL. */
  readonly queries: readonly string[]
  /** Grafana's name of the unit, such as `bytes`; it is kept and not shown. */
  readonly unit: string
}

/** What became of a dashboard. */
export interface Imported {
  readonly title: string
  readonly panels: readonly Panel[]
  /** What does not map, each as a sentence. */
  readonly left: readonly string[]
}

// Grafana's names of panel types, old ones among them.
const KINDS: Readonly<Record<string, Panel['kind']>> = {
  timeseries: 'series',
  graph: 'series',
  stat: 'stat',
  singlestat: 'stat',
  gauge: 'stat',
  table: 'table',
}

/** Grafana's own ranges and intervals in a query, as numbers that fit any range. */
const INTERVALS = /\$(?:__rate_interval|__interval|__range|\{__rate_interval\}|\{__interval\})/g
// `$name`, `${name}` or `${name:format}`.
const VARIABLE = /\$(?:\{\w+(?::\w+)?\}|\w+)/

/** Reads a dashboard of Grafana as far as its panels map. Throws a SyntaxError for what is no JSON. */
export function importGrafana(text: string): Imported {
  const whole = fieldsOf(JSON.parse(text))
  const dashboard = fieldsOf(whole['dashboard'] ?? whole)
  const left: string[] = []
  const panels = flat(dashboard['panels']).flatMap((panel) => panelOf(panel, left))
  return { title: textOf(dashboard['title']) || 'Dashboard', panels, left }
}

type Fields = Readonly<Record<string, unknown>>

/** Rows hold their panels when they are folded. */
function flat(panels: unknown): Fields[] {
  if (!Array.isArray(panels)) return []
  return panels.map(fieldsOf).flatMap((panel) => [panel, ...flat(panel['panels'])])
}

/** A panel as far as it can be drawn; what is lost is added to `left`. */
function panelOf(panel: Fields, left: string[]): Panel[] {
  const type = textOf(panel['type'])
  const title = textOf(panel['title']) || `(${type})`
  if (type === 'row') return []
  const kind = KINDS[type]
  if (kind === undefined) {
    left.push(`${title}: panels of type ${type || 'unknown'} are not drawn.`)
    return []
  }
  const targets = Array.isArray(panel['targets']) ? panel['targets'].map(fieldsOf) : []
  const queries = targets
    // Five minutes are what `$__rate_interval` gives with a scrape interval of a minute or so.
    .map(({ expr }) => textOf(expr).replace(INTERVALS, '5m'))
    .filter((expr) => expr !== '')
  const withVariables = queries.filter((query) => VARIABLE.test(query))
  if (withVariables.length > 0)
    left.push(`${title}: variables are not filled in: ${withVariables[0]}`)
  const drawn = queries.filter((query) => !VARIABLE.test(query))
  if (queries.length === 0) left.push(`${title}: it has no query of Prometheus.`)
  const unit = textOf(fieldsOf(fieldsOf(panel['fieldConfig'])['defaults'])['unit'])
  return drawn.length === 0 ? [] : [{ title, kind, queries: drawn, unit }]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
