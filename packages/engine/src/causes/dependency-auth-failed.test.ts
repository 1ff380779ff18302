import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('dependency-auth-failed', {
  found: [
    {
      when: 'PostgreSQL refuses the password',
      scene: {
        status: crashed(1),
        log: 'psycopg2.OperationalError: connection to server at "db" (10.0.3.4), port 5432 failed: FATAL:  password authentication failed for user "shop"\n',
      },
      line: 'psycopg2.OperationalError: connection to server at "db" (10.0.3.4), port 5432 failed: FATAL:  password authentication failed for user "shop"',
    },
  ],
  missed: [
    {
      when: 'nothing listens there',
      scene: {
        status: crashed(1),
        log: 'psycopg2.OperationalError: connection to server at "db" (10.0.3.4), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n',
      },
      instead: 'dependency-unreachable',
    },
  ],
})
