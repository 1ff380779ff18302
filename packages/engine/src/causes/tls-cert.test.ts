import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('tls-cert', {
  found: [
    {
      when: 'the certificate is signed by nobody that it knows',
      scene: {
        status: crashed(1),
        log: 'FATAL: Get "https://auth.example/keys": tls: failed to verify certificate: x509: certificate signed by unknown authority\n',
      },
      line: 'FATAL: Get "https://auth.example/keys": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    },
  ],
  missed: [
    {
      when: 'the handshake is not reached',
      scene: {
        status: crashed(1),
        log: 'FATAL: Get "https://auth.example/keys": dial tcp 10.0.3.4:443: connect: connection refused\n',
      },
      instead: 'dependency-unreachable',
    },
  ],
})
