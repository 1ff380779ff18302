import { quantity } from '@unloop/engine/evidence'
import { isList, isObject, type Json } from '../patch/value.ts'

/** More than so many times as long is no proof that anybody waits for. */
const MOST = 16
/** A quantity as the API or a program's option writes it: `512Mi`, `-Xmx256m`, `worker_connections 1024`. */
const NUMBERS = /\d+(?:\.\d+)?(?:[KMGT]i?|[kmgt](?![a-z]))?/g
const UPPER: Readonly<Record<string, string>> = { k: 'Ki', m: 'Mi', g: 'Gi', t: 'Ti' }

/** By how much a change raises what it raises most: 4 where a limit goes from 40Mi to 160Mi; 1 where nothing gets larger. */
export function raisedBy(before: unknown, after: unknown): number {
  return Math.min(MOST, largest(before as Json, after as Json))
}

const largest = (before: Json, after: Json): number => {
  if (isList(before) && isList(after))
    return Math.max(1, ...after.map((item, index) => largest(partner(before, item, index), item)))
  if (isObject(before) && isObject(after))
    return Math.max(
      1,
      ...Object.entries(after)
        .filter(([key]) => !OF_THE_SERVER.has(key))
        .map(([key, value]) => largest(before[key] ?? null, value)),
    )
  return before === after ? 1 : ratio(textOf(before), textOf(after))
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

const OF_THE_SERVER: ReadonlySet<string> = new Set(['metadata', 'status'])

/** Items of Kubernetes' lists go by their names. */
const partner = (list: readonly Json[], item: Json, index: number): Json =>
  (isObject(item) && typeof item['name'] === 'string'
    ? list.find((each) => isObject(each) && each['name'] === item['name'])
    : list[index]) ?? null

/** Of two texts that say the same but for their figures. */
const ratio = (before: string, after: string): number => {
  if (before.replace(NUMBERS, '#') !== after.replace(NUMBERS, '#')) return 1
  const [old, now] = [before, after].map((text) => (text.match(NUMBERS) ?? []).map(amount))
  const ratios = (now ?? []).map((value, index) => value / (old?.[index] || value || 1))
  return Math.max(1, ...ratios)
}

/** In options of programs small letters are powers of two too. */
const amount = (text: string): number =>
  quantity(text.replace(/[kmgt]$/, (unit) => UPPER[unit] ?? unit)) ?? 0
