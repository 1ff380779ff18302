import type { Cause } from './cause.ts'

/** A required environment variable or setting is absent or empty. */
export const envMissing: Cause = {
  id: 'env-missing',
  explain: () =>
    "The program needs a setting that it was not given, and ends rather than run without it.",
  fixes: () => [],
}
