import type { Cause } from './cause.ts'

/** Exec format error: built for another architecture. */
export const archMismatch: Cause = {
  id: 'arch-mismatch',
  explain: () =>
    "The program in the image was built for another processor architecture than the node's.",
  fixes: () => [],
}
