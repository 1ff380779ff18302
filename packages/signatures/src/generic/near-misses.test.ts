import { describe, expect, it } from 'vitest'
import { cleanText } from '../../../engine/src/logs/clean.ts'
import { FRAMEWORK_FAMILIES } from '../frameworks/index.ts'
import { KUBERNETES_FAMILIES } from '../kubernetes/index.ts'
import { RUNTIME_FAMILIES } from '../runtimes/index.ts'
import { GENERIC_FAMILIES } from './index.ts'

const ALL = [
  ...FRAMEWORK_FAMILIES,
  ...GENERIC_FAMILIES,
  ...KUBERNETES_FAMILIES,
  ...RUNTIME_FAMILIES,
].flatMap((family) => family.signatures)

const saying = (line: string): readonly string[] =>
  ALL.filter(
    ({ strength, pattern, in: where }) =>
      strength !== 'hint' && (where ?? ['log']).includes('log') && pattern.test(cleanText(line)),
  ).map(({ id }) => id)

/** Lines of programs that are well. */
const HARMLESS: readonly string[] = [
  'warn: TZDATA_VERSION not set, using system tzdata',
  'LAUNCHDARKLY_SDK_KEY is not set, feature flags use defaults',
  'HTTP_PROXY is not set. Using a direct connection',
  'LOG:  skipping missing configuration file "/var/lib/postgresql/data/postgresql.auto.conf"',
  '# Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
  'INFO  starting with config file /etc/app/app.yaml',
  'INFO  license: MIT',
  'INFO  o.a.k.clients.Metadata - [Producer clientId=p-1] partition orders-0 is no longer led by broker 2',
  'GET /healthz 200 1ms',
  '10.244.0.1 - - [01/May/2024:10:00:00 +0000] "GET /missing HTTP/1.1" 404 153',
  'I0501 10:00:00.000000 1 leaderelection.go:260] successfully acquired lease kube-system/app',
  'successfully connected to redis:6379',
  'INFO  retrying failed jobs: 0',
  'TLS enabled, certificate /etc/tls/tls.crt loaded',
  'Listening on port 8080',
  'permission check passed for user app',
]

/** Which of two near causes a line names. */
const NEAR: readonly (readonly [line: string, cause: string])[] = [
  ["Error: Cannot find module '/app/server.js'", 'bad-command'],
  ["Error: Cannot find module 'pg'", 'missing-dependency'],
  [
    'dial tcp: lookup db on 10.96.0.10:53: read udp 10.1.1.1:40000->10.96.0.10:53: i/o timeout',
    'dns-failure',
  ],
  ['dial tcp 10.1.1.9:5432: i/o timeout', 'dependency-unreachable'],
  ['listen tcp :80: bind: permission denied', 'security-context'],
  ['open /data/app.db: permission denied', 'permission-denied-fs'],
  ['failed to create fsnotify watcher: too many open files', 'kernel-or-node'],
  ['write /data/x: no space left on device', 'volume-full'],
  ['failed to add inotify watch: no space left on device', 'kernel-or-node'],
  ['open /etc/app/config.yaml: no such file or directory', 'config-file-missing'],
  [
    'open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
    'service-account-token',
  ],
  ['open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory', 'webhook-cert'],
  ['open /certs/tls.crt: no such file or directory', 'tls-cert'],
  ['java.nio.file.AccessDeniedException: /data/lock', 'permission-denied-fs'],
  ['exec /app/run.sh: exec format error', 'bad-command'],
  ['exec /app/server: exec format error', 'arch-mismatch'],
  [
    'standard_init_linux.go:228: exec user process caused: operation not permitted',
    'security-context',
  ],
  ['java.lang.OutOfMemoryError: unable to create native thread', 'kernel-or-node'],
  ['java.lang.OutOfMemoryError: Java heap space', 'heap-exhausted'],
  ['/app/start.sh: line 3: curl: command not found', 'missing-dependency'],
  ['sh: 1: gunicorn: not found', 'bad-command'],
]

describe('signatures of runtimes, frameworks, the kubelet and generic failures', () => {
  it.each(HARMLESS)('leave alone: %s', (line) => {
    expect(saying(line)).toEqual([])
  })

  it.each(NEAR)('tell the cause of: %s', (line, cause) => {
    const ids = saying(line)
    const causes = new Set(
      ALL.filter(({ id }) => ids.includes(id)).map((one) => one.cause as string),
    )
    expect([...causes]).toEqual([cause])
  })
})
