import type { Cause } from './cause.ts'

/** A database migration fails or is dirty or missing. */
export const schemaMigrationFailed: Cause = {
  id: 'schema-migration-failed',
  explain: () =>
    "The database's schema and the program do not fit: a migration failed, is half applied or has not run.",
  fixes: () => [],
}
