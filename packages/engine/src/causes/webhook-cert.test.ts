import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('webhook-cert', {
  found: [
    {
      when: "a controller's serving certificate is not there",
      scene: {
        status: crashed(1),
        log: '2026-01-01T10:00:39Z\tERROR\tsetup\tproblem running manager\t{"error": "open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory"}\n',
      },
      line: '2026-01-01T10:00:39Z\tERROR\tsetup\tproblem running manager\t{"error": "open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory"}',
      fix: 'webhook-cert/secret',
    },
  ],
  missed: [
    {
      when: "a client does not know a server's authority",
      scene: {
        status: crashed(1),
        log: 'FATAL: Get "https://auth.example/keys": tls: failed to verify certificate: x509: certificate signed by unknown authority\n',
      },
      instead: 'tls-cert',
    },
  ],
})
