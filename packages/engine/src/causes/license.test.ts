import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('license', {
  found: [
    {
      when: 'the licence is over',
      scene: {
        status: crashed(1),
        log: 'FATAL: license has expired on 2025-12-31, please renew your license\n',
      },
      line: 'FATAL: license has expired on 2025-12-31, please renew your license',
      fix: 'license/renew',
    },
  ],
  missed: [
    {
      when: 'a certificate is over',
      scene: {
        status: crashed(1),
        log: 'FATAL: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-01-01T10:00:39Z is after 2025-12-31T00:00:00Z\n',
      },
      instead: 'tls-cert',
    },
  ],
})
