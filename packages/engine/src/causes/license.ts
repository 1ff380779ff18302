import type { Cause } from './cause.ts'

/** A licence is missing, invalid or expired. */
export const license: Cause = {
  id: 'license',
  explain: () =>
    "The program refuses to run without a valid licence.",
  fixes: () => [],
}
