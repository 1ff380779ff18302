import type { ExploreSearch } from '../routes/search.ts'

// Milliseconds.
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `6h` in milliseconds; an hour for what is no such time. */
export function spanMs(last: string | undefined): number {
  const found = /^(\d+)([mhd])$/.exec(last ?? '')
  return found === null ? UNITS['h']! : Number(found[1]) * UNITS[found[2]!]!
}

/** What a search asks of the server. */
export function asked({ ns, pod, last }: ExploreSearch) {
  return {
    namespace: ns,
    pod,
    from: new Date(Date.now() - spanMs(last)).toISOString(),
  }
}
