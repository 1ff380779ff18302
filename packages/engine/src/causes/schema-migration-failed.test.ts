import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('schema-migration-failed', {
  found: [
    {
      when: 'a migration is half applied',
      scene: {
        status: crashed(1),
        log: 'error: Dirty database version 12. Fix and force version.\n',
      },
      line: 'error: Dirty database version 12. Fix and force version.',
      fix: 'schema-migration-failed/repair',
    },
  ],
  missed: [
    {
      when: 'the migration does not reach the database',
      scene: {
        status: crashed(1),
        log: 'running migrations\nerror: dial tcp 10.0.3.4:5432: connect: connection refused\n',
      },
      instead: 'dependency-unreachable',
    },
  ],
})
