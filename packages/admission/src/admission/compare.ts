import { reaches, type LintFinding } from '@unloop/lint'

/** A finding with its place by names, so that it is found again in another version of the object. */
export interface Placed {
  readonly finding: LintFinding
  readonly place: string
}

/**
 * `new`: the request brings it. `changed`: it was there before, and the request touches it: worth a warning, but no reason to
 * refuse what is no worse than what runs.
 */
export interface Compared extends Placed {
  readonly news: 'new' | 'changed'
}

/** What the new object has beyond the old one; findings that stay as they are are left out. */
export function compare(now: readonly Placed[], before: readonly Placed[]): readonly Compared[] {
  const known = new Map<string, LintFinding[]>()
  for (const { finding, place } of before)
    known.set(keyOf(finding, place), [...(known.get(keyOf(finding, place)) ?? []), finding])
  const open = now.filter(({ finding, place }) => {
    const same = known.get(keyOf(finding, place)) ?? []
    const at = same.findIndex((old) => old.message === finding.message && !isWorse(finding, old))
    if (at !== -1) same.splice(at, 1)
    return at === -1
  })
  return open.map((each) => {
    const old = known.get(keyOf(each.finding, each.place))?.shift()
    const isNew = old === undefined || isWorse(each.finding, old)
    return { ...each, news: isNew ? 'new' : 'changed' }
  })
}

const keyOf = ({ code }: LintFinding, place: string): string => `${code} ${place}`

const isWorse = (now: LintFinding, old: LintFinding): boolean =>
  !reaches(old.severity, now.severity)
