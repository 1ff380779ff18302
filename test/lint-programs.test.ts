import { lint, type LintOptions } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { describe, expect, it } from 'vitest'

const told = (text: string, options: LintOptions = {}): readonly string[] =>
  lint({ ...readManifests(text, 'x.yaml'), options }).findings.map(
    ({ code, severity, path }) => `${severity} ${code} ${path}`,
  )

const object = (apiVersion: string, kind: string, name: string, rest: string): string =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, labels: {app: web}}\n${rest}\n`

const pod = (image: string, memory: string, rest: string, spec = ''): string =>
  object(
    'v1',
    'Pod',
    'web',
    `spec: {containers: [{name: a, image: "${image}", resources: {limits: {memory: ${memory}}}, ${rest}}]${spec}}`,
  )

const FILES = ', volumes: [{name: c, configMap: {name: settings}}]'
const mounted = (image: string, memory: string, folder: string, rest = ''): string =>
  pod(image, memory, `${rest}volumeMounts: [{name: c, mountPath: ${folder}}]`, FILES)
const settings = (key: string, text: string): string =>
  object('v1', 'ConfigMap', 'settings', `data:\n  ${key}: ${JSON.stringify(text)}`)

const OWN = 'registry.example.com/shop/web:1'
const C = 'spec.containers[0]'

describe('memory that a program takes', () => {
  it.each([
    ['server-memory-over-limit', pod('memcached:1.6', '64Mi', 'args: ["-m", "512"]')],
    ['server-memory-over-limit', pod('mongo:7', '512Mi', 'args: [--wiredTigerCacheSizeGB, "2"]')],
    [
      'server-memory-over-limit',
      pod('cassandra:4', '1Gi', 'env: [{name: MAX_HEAP_SIZE, value: 4G}]'),
    ],
    ['server-memory-over-limit', pod(OWN, '512Mi', 'command: [java, -Xms1g, -jar, a.jar]')],
    [
      'server-memory-over-limit',
      pod(OWN, '512Mi', 'envFrom: [{configMapRef: {name: settings}}]') +
        settings('JAVA_TOOL_OPTIONS', '-Xmx2g'),
    ],
    [
      'server-memory-over-limit',
      mounted('redis:7', '128Mi', '/etc/redis', 'args: [/etc/redis/redis.conf], ') +
        settings('redis.conf', 'maxmemory 512mb\nmaxmemory-policy allkeys-lru\n'),
    ],
    [
      'server-memory-over-limit',
      mounted('clickhouse/clickhouse-server:24', '2Gi', '/etc/clickhouse-server/config.d') +
        settings(
          'm.xml',
          '<clickhouse><max_server_memory_usage>8589934592</max_server_memory_usage></clickhouse>',
        ),
    ],
    [
      'server-memory-over-limit',
      mounted(
        'postgres:16',
        '256Mi',
        '/etc/pg',
        'args: [-c, config_file=/etc/pg/postgresql.conf], ',
      ) + settings('postgresql.conf', 'shared_buffers = 2GB\n'),
    ],
  ])('may be more than its limit: %s', (code, text) => {
    expect(told(text).some((each) => each.startsWith(`may-crash ${code}`))).toBe(true)
  })

  it.each([
    pod('memcached:1.6', '1Gi', 'args: ["-m", "512"]'),
    pod('shop/other:1', '64Mi', 'args: ["-m", "512"]'),
    pod('mongo:7', '4Gi', 'args: [--wiredTigerCacheSizeGB, "2"]'),
    pod(OWN, '512Mi', 'env: [{name: MAX_HEAP_SIZE, value: 4G}]'),
    pod(OWN, '2Gi', 'command: [java, -Xms1g, -jar, a.jar]'),
    // Nothing says that this file is read.
    mounted('redis:7', '128Mi', '/srv') + settings('redis.conf', 'maxmemory 512mb\n'),
    mounted('redis:7', '128Mi', '/etc/redis', 'args: [/etc/redis/redis.conf], ') +
      settings('redis.conf', '# maxmemory 512mb\n'),
    // A variable of the manifest stands above that of the ConfigMap.
    pod(
      OWN,
      '512Mi',
      'env: [{name: JAVA_TOOL_OPTIONS, value: -Xmx256m}], envFrom: [{configMapRef: {name: settings}}]',
    ) + settings('JAVA_TOOL_OPTIONS', '-Xmx2g'),
  ])('that fits, or that is not told, gets no word: %#', (text) => {
    expect(told(text)).toEqual([])
  })

  it.each([
    pod('polinux/stress', '100Mi', 'command: [stress], args: [--vm, "1", --vm-bytes, 250M]'),
    pod('progrium/stress', '100Mi', 'args: [--vm, "2", --vm-bytes, 64M]'),
    pod('debian:12', '64Mi', 'command: [sh, -c, "tail /dev/zero"]'),
    pod('debian:12', '64Mi', 'command: [sh, -c, "head -c 500m /dev/zero | tail; sleep 1d"]'),
  ])('is touched at once: %#', (text) => {
    expect(told(text).some((each) => each.startsWith('will-crash load-over-limit'))).toBe(true)
  })

  it.each([
    pod('polinux/stress', '300Mi', 'command: [stress], args: [--vm, "1", --vm-bytes, 250M]'),
    pod('polinux/stress', '100Mi', 'command: [stress], args: [--cpu, "2"]'),
    pod('alexeiled/stress-ng', '256Mi', 'args: [--vm, "2", --vm-bytes, 200M]'),
    pod(
      'debian:12',
      '64Mi',
      'command: [sh, -c, "head -c 1m /dev/zero | tail; exec sleep infinity"]',
    ),
  ])('and fits: %#', (text) => {
    expect(told(text).filter((each) => each.includes('load-over-limit'))).toEqual([])
  })

  it('is written as the runtime reads it', () => {
    const go = (value: string) =>
      told(pod(OWN, '1Gi', `env: [{name: GOMEMLIMIT, value: "${value}"}]`))
    for (const value of ['200Mi', '1G', 'lots'])
      expect(go(value)).toEqual([`will-crash gomemlimit-invalid ${C}.env[0].value`])
    for (const value of ['200MiB', '104857600', '1024B', 'off', '$(LIMIT)'])
      expect(go(value).filter((each) => each.includes('invalid'))).toEqual([])
    const java = (options: string) =>
      told(pod(OWN, '4Gi', `env: [{name: JAVA_TOOL_OPTIONS, value: "${options}"}]`))
    expect(java('-Xms2g -Xmx1g')).toEqual([`will-crash jvm-heap-order ${C}.env[0].value`])
    expect(java('-Xms1g -Xmx1024m')).toEqual([])
  })
})

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBczCCARmgAwIBAgIUTIpqRUWk/JbPvmjzN2YbL4kRcXcwCgYIKoZIzj0EAwIw
DjEMMAoGA1UEAwwDd2ViMCAXDTI2MTEzMDEyNDUxNVoYDzIwNTEwNzIyMTI0NTE1
WjAOMQwwCgYDVQQDDAN3ZWIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASsm0aw
sNpLRg129hqD1KVMbNDXmFoN0vaGT7W8IyQx3ieLpbutFBNVNVHspOYnywc0b3Lb
VqbJyjx0dxZzT4BCo1MwUTAdBgNVHQ4EFgQU/Kj78zfRvlwtIOEjsPH6MGK0Y+Ew
HwYDVR0jBBgwFoAU/Kj78zfRvlwtIOEjsPH6MGK0Y+EwDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNIADBFAiEAwuIXdOXH12ZvKVZq7nH5nk82VQN/0pH0roiu
5WBJf5QCIGnVWkzqSYXUf+tB45iuyL7ZKdgB9BFJ/bpTugx8bVTw
-----END CERTIFICATE-----
`

describe('certificates', () => {
  const secret = object(
    'v1',
    'Secret',
    'tls',
    `stringData: {tls.crt: ${JSON.stringify(CERTIFICATE)}, tls.key: x}`,
  )
  const encoded = object('v1', 'Secret', 'tls', `data: {tls.crt: ${btoa(CERTIFICATE)}}`)
  const hook = object(
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    'hook',
    `webhooks: [{name: a.example.com, admissionReviewVersions: [v1], sideEffects: None, clientConfig: {url: "https://a", caBundle: ${btoa(CERTIFICATE)}}}]`,
  )

  it('are told when they have ended, and before they begin', () => {
    const at = (text: string, today: string) => told(text, { today })
    expect(at(secret, '2051-07-23')).toEqual([
      'may-crash certificate-expired stringData["tls.crt"]',
    ])
    expect(at(encoded, '2026-11-29')).toEqual(['may-crash certificate-expired data["tls.crt"]'])
    expect(at(hook, '2060-01-01')).toEqual([
      'may-crash certificate-expired webhooks[0].clientConfig.caBundle',
    ])
    for (const today of ['2026-11-30', '2051-07-22']) expect(at(secret, today)).toEqual([])
    expect(told(secret)).toEqual([])
  })

  it('that are broken, and stores of roots, get no word', () => {
    const data = (text: string) =>
      told(object('v1', 'ConfigMap', 'ca', `data: {ca.crt: ${JSON.stringify(text)}}`), {
        today: '2060-01-01',
      })
    expect(data(CERTIFICATE)).toHaveLength(1)
    expect(data(CERTIFICATE.repeat(5))).toEqual([])
    expect(data(CERTIFICATE.replace('MIIBczCC', 'MIL/////'))).toEqual([])
    expect(data(CERTIFICATE.slice(0, 90))).toEqual([])
  })
})

const SERVICE = object(
  'v1',
  'Service',
  'web',
  'spec: {selector: {app: web}, ports: [{name: http, port: 80}]}',
)

describe('routes and monitors', () => {
  const route = (backend: string, parent = 'gateway') =>
    object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      'r',
      `spec: {parentRefs: [{name: ${parent}}], rules: [{backendRefs: [${backend}]}]}`,
    )
  const gateway = object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'gateway',
    'spec: {gatewayClassName: a, listeners: [{name: http, port: 80, protocol: HTTP}]}',
  )
  const virtual = (destination: string) =>
    object(
      'networking.istio.io/v1',
      'VirtualService',
      'r',
      `spec: {hosts: [web], http: [{route: [{destination: ${destination}}]}]}`,
    )
  const rule = object(
    'networking.istio.io/v1',
    'DestinationRule',
    'web',
    'spec: {host: web, subsets: [{name: v1, labels: {version: v1}}]}',
  )
  const backends = (text: string) => told(text).filter((each) => /route|virtual/.test(each))

  it.each([
    [SERVICE + route('{name: wbe, port: 80}'), 'spec.rules[0].backendRefs[0].name'],
    [SERVICE + route('{name: web, port: 8080}'), 'spec.rules[0].backendRefs[0].port'],
    [SERVICE + gateway + route('{name: web, port: 80}', 'gatewya'), 'spec.parentRefs[0].name'],
    [SERVICE + virtual('{host: wbe}'), 'spec.http[0].route[0].destination.host'],
    [
      SERVICE + rule + virtual('{host: web, subset: v2}'),
      'spec.http[0].route[0].destination.subset',
    ],
  ])('lead to what is there: %#', (text, path) => {
    expect(backends(text).map((each) => each.split(' ')[2])).toEqual([path])
  })

  it.each([
    SERVICE + gateway + route('{name: web, port: 80}'),
    route('{name: wbe, port: 80}'),
    SERVICE + route('{name: web, port: 80}', 'public'),
    SERVICE + route('{kind: Bucket, group: example.com, name: wbe}'),
    SERVICE + rule + virtual('{host: web, subset: v1}'),
    SERVICE + virtual('{host: api.example.com}'),
    SERVICE + virtual('{host: web, subset: v2}'),
  ])('that lead there, or out of the files, get no word: %#', (text) => {
    expect(backends(text)).toEqual([])
  })

  it('select by labels, and name a port', () => {
    const monitor = (labels: string, port: string) =>
      told(
        SERVICE +
          object(
            'monitoring.coreos.com/v1',
            'ServiceMonitor',
            'm',
            `spec: {selector: {matchLabels: {app: ${labels}}}, endpoints: [{port: ${port}}]}`,
          ),
        { only: ['monitor-selects-nothing'] },
      )
    expect(monitor('web', 'http')).toEqual([])
    expect(monitor('wbe', 'http')).toHaveLength(1)
    expect(monitor('web', 'metrics')).toHaveLength(1)
  })
})

describe('what is in an image', () => {
  it.each([
    ['mongo:7', '[mongo, --eval, a]'],
    ['mariadb:11.4', '[mysqladmin, ping]'],
    ['gcr.io/distroless/nodejs22-debian12', '[node, a.js]'],
    ['nats:2', '[wget, http://a]'],
    ['prom/prometheus:v3.0.0', '[curl, http://a]'],
    ['mcr.microsoft.com/dotnet/aspnet:9.0', '[curl, http://a]'],
    ['rabbitmq:4-alpine', '[curl, http://a]'],
  ])('is known by family and tag: %s %s', (image, command) => {
    expect(told(pod(image, '1Gi', `livenessProbe: {exec: {command: ${command}}}`))).toContain(
      `will-crash tool-not-in-image ${C}.livenessProbe.exec.command[0]`,
    )
  })

  it.each([
    ['mongo:4.4', '[mongo, --eval, a]'],
    ['mongo:5.0', '[mongosh, --eval, a]'],
    ['mariadb:10.11', '[mysqladmin, ping]'],
    ['nats:2-alpine', '[wget, http://a]'],
    ['prom/prometheus:v3.0.0', '[wget, http://a]'],
    ['mcr.microsoft.com/dotnet/sdk:9.0', '[curl, http://a]'],
    ['gcr.io/distroless/python3-debian12:debug', '[sh, -c, true]'],
    ['nginx:1.27-alpine', '[curl, http://a]'],
  ])('and what may be there gets no word: %s %s', (image, command) => {
    expect(
      told(pod(image, '1Gi', `livenessProbe: {exec: {command: ${command}}}`)).filter((each) =>
        each.includes('tool-not-in-image'),
      ),
    ).toEqual([])
  })
})

describe('what a script asks of its environment', () => {
  const script = (text: string, rest = '') =>
    told(pod('alpine:3', '64Mi', `command: [sh, -c, ${JSON.stringify(text)}]${rest}`))
  const python = (code: string, rest = '') =>
    told(pod('python:3.13', '64Mi', `command: [python, -c, ${JSON.stringify(code)}]${rest}`))
  const SET = ', env: [{name: DB_URL, value: ""}]'

  it('is there', () => {
    const found = `will-crash script-only-fails ${C}.command[2]`
    expect(script('set -eu; echo "to $DB_URL"; exec sleep infinity')).toEqual([found])
    expect(script('set -u\ntest -d /srv/$DIR || exit 0\nexec web')).toEqual([found])
    expect(python('import os; print(os.environ["DB_URL"])')).toEqual([found])
  })

  it.each([
    () => script('set -eu; echo "to $DB_URL"; exec sleep infinity', SET),
    () => script('set -eu; echo "to ${DB_URL:-none}"; exec sleep infinity'),
    () => script('set -u; DB_URL=x; echo "$DB_URL"; exec sleep infinity'),
    () => script('set -u; read DB_URL; echo "$DB_URL"; exec sleep infinity'),
    () => script('set -u; . /env; echo "$DB_URL"; exec sleep infinity'),
    () => script('echo "to $DB_URL"; exec sleep infinity'),
    () => python('import os; print(os.environ["DB_URL"])', SET),
    () => python('import os; os.environ["DB_URL"] = "x"'),
    () => python('import os; print(os.environ.get("DB_URL"))'),
    () => python('import os\ntry:\n  os.environ["DB_URL"]\nexcept KeyError: pass'),
  ])('or is not needed: %#', (work) => {
    expect(work()).toEqual([])
  })
})

describe('fields that contradict each other', () => {
  const budget = (spec: string) =>
    told(object('policy/v1', 'PodDisruptionBudget', 'a', `spec: ${spec}`))
  const spread = (rest: string) =>
    told(
      pod(
        OWN,
        '1Gi',
        'args: []',
        `, topologySpreadConstraints: [{topologyKey: a/b, labelSelector: {}, ${rest}}]`,
      ),
    )
  const members = (replicas: number, service: string, text = 'a') =>
    told(
      object(
        'apps/v1',
        'StatefulSet',
        'db',
        `spec: {serviceName: db, replicas: ${replicas}, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: a, image: "${OWN}", args: ["${text}"]}]}}}`,
      ) +
        object('v1', 'Service', 'db', `spec: {${service}selector: {app: db}, ports: [{port: 80}]}`),
    )

  it('are refused as the API server refuses them', () => {
    expect(budget('{minAvailable: 120%}')).toEqual([
      'refused share-of-pods-invalid spec.minAvailable',
    ])
    expect(budget('{maxUnavailable: -1}')).toHaveLength(1)
    expect(budget('{minAvailable: "50"}')).toHaveLength(1)
    expect(spread('maxSkew: 1, minDomains: 0, whenUnsatisfiable: DoNotSchedule')).toEqual([
      'refused topology-spread-invalid spec.topologySpreadConstraints[0].minDomains',
    ])
    expect(spread('maxSkew: 1, minDomains: 2, whenUnsatisfiable: ScheduleAnyway')).toHaveLength(1)
    const controller = (label: string) =>
      told(
        object(
          'v1',
          'ReplicationController',
          'a',
          `spec: {selector: {app: ${label}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: "${OWN}"}]}}}`,
        ),
      )
    expect(controller('b')).toEqual(['refused selector-mismatch spec.selector.app'])
    expect(controller('a')).toEqual([])
  })

  it('and what it takes gets no word', () => {
    for (const spec of ['{minAvailable: 50%}', '{minAvailable: 0}', '{maxUnavailable: 100%}'])
      expect(budget(spec)).toEqual([])
    expect(spread('maxSkew: 1, minDomains: 2, whenUnsatisfiable: DoNotSchedule')).toEqual([])
  })

  it('members of a StatefulSet find each other by a headless Service', () => {
    const found = ['may-crash statefulset-service-not-headless spec.serviceName']
    expect(members(1, '', '--join=db-0.db:80')).toEqual(found)
    // Where no member asks for another by its name, nothing crashes.
    expect(members(3, '')).toEqual([])
    expect(members(1, '')).toEqual([])
    expect(members(3, 'clusterIP: None, ')).toEqual([])
  })
})

describe('what nobody meant to apply as it stands', () => {
  const labelled = (value: string, spec: string) =>
    told(
      `apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: "${value}"}}\nspec: ${spec}\n`,
    )
  const TAG = `{containers: [{name: a, image: "${OWN}", env: [{name: A, value: "{{ .Values.a }}"}]}]}`

  it('is a template where its labels are, too', () => {
    expect(labelled('web', TAG)).toHaveLength(1)
    expect(labelled('{{ .Release.Name }}', TAG)).toEqual([])
  })

  it('and a value in angle brackets is still to be written', () => {
    const weight = (value: string) =>
      told(object('policy/v1', 'PodDisruptionBudget', 'a', `spec:\n  minAvailable: ${value}`))
    expect(weight('lots')).toHaveLength(1)
    expect(weight('"<add a number here>"')).toEqual([])
  })

  it('a Service that an operator makes, or one with a longer name, is not misspelt', () => {
    const ingress = (name: string) =>
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'web',
        `spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ${name}, port: {number: 80}}}}]}}]}`,
      )
    const cluster = object('ceph.rook.io/v1', 'CephCluster', 'rook-ceph', 'spec: {}')
    const missing = (text: string) => told(text).filter((each) => /backend/.test(each))
    expect(missing(SERVICE + cluster + ingress('rook-ceph-dashboard'))).toEqual([])
    expect(missing(SERVICE + cluster + ingress('wbe'))).toHaveLength(1)
  })
})
