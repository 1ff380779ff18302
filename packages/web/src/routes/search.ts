import type { Range } from '../timeline/lanes.ts'
import type { LevelFloor } from '../log/log-panel.tsx'

// What the address holds beside its path. Each codec takes any text and gives a sound value: `decode(encode(x))` is x.

export type Raw = Readonly<Record<string, unknown>>

/** An address's search as plain texts, without quotes around what looks like a number. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** `?a=b`, without what has no value; '' for nothing. */
export function stringifySearch(search: Raw): string {
  const pairs = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]): [string, string] => [key, String(value)])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** A text cut to what it may hold at most; '' for anything else. */
const text = (value: unknown, most = 500): string =>
  typeof value === 'string' ? value.slice(0, most) : ''

/** One of some values, the first for anything else. */
function oneOf<Value extends string>(value: unknown, values: readonly Value[]): Value {
  return values.find((one) => one === value) ?? values[0]!
}

// The first is the usual one, which the address leaves out; the same holds of SORTS and EXPLORE_TABS.
export const STATES = [
  'open',
  'new',
  'ongoing',
  'escalating',
  'regressed',
  'resolved',
  'all',
] as const
export const SORTS = ['urgency', 'newest', 'restarts', 'confidence'] as const

/** Filters of the list of incidents. */
export interface IncidentsSearch {
  readonly q?: string
  readonly state?: (typeof STATES)[number]
  readonly branch?: string
  readonly sort?: (typeof SORTS)[number]
}

/** Any search as sound filters. */
export function incidentsSearch(raw: Raw): IncidentsSearch {
  const [q, branch] = [text(raw['q']), text(raw['branch'], 40)]
  const state = oneOf(raw['state'], STATES)
  const sort = oneOf(raw['sort'], SORTS)
  return {
    ...(q === '' ? {} : { q }),
    ...(branch === '' ? {} : { branch }),
    ...(state === 'open' ? {} : { state }),
    ...(sort === 'urgency' ? {} : { sort }),
  }
}

/** What is looked at on an incident's page. */
export interface IncidentSearch {
  /** `FROM-TO` in milliseconds since 1970. */
  readonly range?: string
  /** A line, as `lineName` calls it. */
  readonly line?: string
  readonly q?: string
  readonly level?: Exclude<LevelFloor, 'all'>
  /** The key of a run. */
  readonly run?: string
}

/** Any search as a sound view; what is malformed is left out. */
export function incidentSearch(raw: Raw): IncidentSearch {
  const range = decodeRange(text(raw['range'], 40))
  const line = text(raw['line'], 60)
  const [q, run] = [text(raw['q']), text(raw['run'], 600)]
  const level = oneOf(raw['level'], ['all', 'warn', 'error'] as const)
  return {
    ...(range === null ? {} : { range: encodeRange(range) }),
    ...(/^\d+\.-?\d+(?:\.\d+)?$/.test(line) ? { line } : {}),
    ...(q === '' ? {} : { q }),
    ...(run === '' ? {} : { run }),
    ...(level === 'all' ? {} : { level }),
  }
}

/** A range of time; null for what is none, or has no length. */
export function decodeRange(code: string): Range | null {
  const found = /^(\d{10,15})-(\d{10,15})$/.exec(code)
  if (found === null) return null
  const [fromMs, toMs] = [Number(found[1]), Number(found[2])]
  return toMs > fromMs ? { fromMs, toMs } : null
}

/** Milliseconds since 1970, rounded. */
export function encodeRange({ fromMs, toMs }: Range): string {
  return `${Math.round(fromMs)}-${Math.round(toMs)}`
}

/** The filter and order of a table. */
export interface TableSearch {
  readonly q?: string
  readonly sort?: string
}

/** Any search as a sound filter and order. */
export function tableSearch(raw: Raw): TableSearch {
  const [q, sort] = [text(raw['q']), text(raw['sort'], 30)]
  return { ...(q === '' ? {} : { q }), ...(/^-?\w+$/.test(sort) ? { sort } : {}) }
}

/** What the address of the silences holds. */
export interface SilencesSearch {
  /** What a new silence is to match: its dialog is open. */
  readonly match?: string
}

/** Any search as what a new silence is to match. */
export function silencesSearch(raw: Raw): SilencesSearch {
  const match = text(raw['match'], 4_000)
  return match === '' ? {} : { match }
}

/** How many lines the gallery's log has. */
export interface GallerySearch {
  readonly lines: number
}

/** Any search as a sound number of lines, 200 for none. */
export function gallerySearch(raw: Raw): GallerySearch {
  const lines = Number(raw['lines'] ?? 200)
  return { lines: Number.isInteger(lines) && lines >= 0 && lines <= 2_000_000 ? lines : 200 }
}

export const EXPLORE_TABS = ['logs', 'events', 'traces', 'metrics'] as const

/** What Explore looks for, and where. */
export interface ExploreSearch {
  readonly tab?: (typeof EXPLORE_TABS)[number]
  /** Words, a service or PromQL, as the tab has it. */
  readonly q?: string
  readonly ns?: string
  readonly pod?: string
  /** `15m`, `6h`, `7d`. */
  readonly last?: string
}

/** Any search as a sound question. */
export function exploreSearch(raw: Raw): ExploreSearch {
  const tab = oneOf(raw['tab'], EXPLORE_TABS)
  const [q, ns, pod] = [text(raw['q'], 2_000), text(raw['ns'], 253), text(raw['pod'], 253)]
  const last = text(raw['last'], 8)
  return {
    ...(tab === 'logs' ? {} : { tab }),
    ...(q === '' ? {} : { q }),
    ...(ns === '' ? {} : { ns }),
    ...(pod === '' ? {} : { pod }),
    ...(/^\d{1,4}[mhd]$/.test(last) ? { last } : {}),
  }
}
