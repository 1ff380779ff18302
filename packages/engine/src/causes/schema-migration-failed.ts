import { previousLog } from '../fixes/commands.ts'
import type { Cause } from './cause.ts'
import { advice, withUndo } from './shared/advice.ts'

/** A database migration fails or is dirty or missing. */
export const schemaMigrationFailed: Cause = {
  id: 'schema-migration-failed',
  explain: () =>
    "The database's schema and the program do not fit: a migration failed, is half applied or has not run. Restarting runs into the same step each time.",
  fixes: (file) =>
    withUndo(file, [
      advice(file, {
        id: 'schema-migration-failed/repair',
        title:
          'Repair the data or the migration, mark a half-applied one as what it is, and run it again',
        where: 'data',
        risk: 'medium',
        kubectl: [previousLog(file)],
      }),
    ]),
}
