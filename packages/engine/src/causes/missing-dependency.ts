import type { Cause } from './cause.ts'

/** A module, class, shared library or tool that the program needs is not in the image. */
export const missingDependency: Cause = {
  id: 'missing-dependency',
  explain: () =>
    "The program needs something that is not in the image: it ends while loading.",
  fixes: () => [],
}
