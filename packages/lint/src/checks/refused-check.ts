import type { Check } from '../check.ts'

type Facts = Pick<Check, 'code' | 'title' | 'happens' | 'fix' | 'find'> &
  Partial<Pick<Check, 'aliases'>>

/** A check of what the API server refuses. */
export function refusedCheck(facts: Facts): Check {
  return { severity: 'refused', aliases: [], ...facts }
}
