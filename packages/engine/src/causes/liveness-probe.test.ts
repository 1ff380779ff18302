import { expect, test } from 'vitest'
import { containerChange, crashed, verdictOf, type Scene } from '../testing/cause-cases.ts'

const REFUSED =
  'Liveness probe failed: Get "http://10.1.2.3:8080/health": dial tcp 10.1.2.3:8080: connect: connection refused'
const KILLED = 'Container api failed liveness probe, will be restarted'

const killed = (scene: Scene, message = REFUSED, code = 0): Scene => ({
  container: {
    livenessProbe: { httpGet: { path: '/health', port: 8080 } },
    ports: [{ containerPort: 8080 }],
  },
  status: crashed(code, code === 0 ? 'Completed' : 'Error'),
  events: [
    ['Unhealthy', message],
    ['Killing', KILLED],
  ],
  ...scene,
})

test('a probe on another port than the log names', () => {
  const verdict = verdictOf(
    killed({ log: 'INFO Server listening at http://0.0.0.0:3000\nSIGTERM received\n' }),
  )
  expect(verdict.cause).toBe('liveness-probe')
  expect(verdict.title).toBe('Liveness probe asks port 8080, but the program listens on 3000')
  expect(verdict.excerpts.slice(0, 3)).toEqual([REFUSED, expect.stringContaining(':3000'), KILLED])
  expect(containerChange(verdict)).toEqual({
    name: 'api',
    livenessProbe: { httpGet: { port: 3000 } },
  })
})

test('a server bound to localhost', () => {
  const verdict = verdictOf(killed({ log: 'Running on http://127.0.0.1:8080\n' }))
  expect(verdict.top.lead.rule).toBe('liveness-probe/localhost-only')
})

test('a clock in a line is no port', () => {
  const verdict = verdictOf(killed({ log: '2026-01-01 10:00:21 starting web server\n' }))
  expect(verdict.top.lead.rule).toBe('liveness-probe/too-early')
  expect(containerChange(verdict)).toHaveProperty('startupProbe')
})

test('404: the path of the probe that works is taken', () => {
  const container = {
    livenessProbe: { httpGet: { path: '/old', port: 8080 } },
    readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
  }
  const verdict = verdictOf(
    killed({ container }, 'Liveness probe failed: HTTP probe failed with statuscode: 404', 143),
  )
  expect(verdict.title).toBe('Liveness probe /old is answered with 404')
  expect(containerChange(verdict)).toHaveProperty('livenessProbe.httpGet.path', '/ready')
})

test('HTTP asked of an HTTPS port', () => {
  const message =
    'Liveness probe failed: Get "http://10.1.2.3:8443/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03\\x01"'
  const verdict = verdictOf(killed({}, message, 143))
  expect(containerChange(verdict)).toHaveProperty('livenessProbe.httpGet.scheme', 'HTTPS')
})

test('a tool that the image lacks becomes an httpGet probe', () => {
  const container = {
    livenessProbe: { exec: { command: ['sh', '-c', 'wget -q -O- http://localhost:8081/up'] } },
  }
  const verdict = verdictOf(
    killed({ container }, 'Liveness probe failed: sh: 1: wget: not found', 143),
  )
  expect(verdict.title).toContain('wget')
  expect(containerChange(verdict)).toHaveProperty('livenessProbe', {
    exec: null,
    httpGet: { path: '/up', port: 8081 },
  })
})

test('a login that the probe command is refused is the underlying cause', () => {
  const message =
    "Liveness probe failed: mysqladmin: connect to server at 'localhost' failed\nerror: 'Access denied for user 'root'@'localhost' (using password: YES)'"
  const container = { livenessProbe: { exec: { command: ['mysqladmin', 'status'] } } }
  expect(verdictOf(killed({ container }, message, 143)).cause).toBe('dependency-auth-failed')
})

test('a 403 of the API server until the kill is the underlying cause', () => {
  const log =
    'E0101 pods is forbidden: User "system:serviceaccount:shop:default" cannot list resource "pods" in API group "" at the cluster scope\n'.repeat(
      3,
    )
  expect(verdictOf(killed({ log })).cause).toBe('rbac-forbidden')
})

test('near miss: a program that ends by itself is no probe case, although a probe failed', () => {
  const scene = killed({ status: crashed(1), events: [['Unhealthy', REFUSED, 1]] })
  expect(verdictOf(scene).cause).not.toBe('liveness-probe')
})

test('without events the port in spec and log still tells', () => {
  const verdict = verdictOf(
    killed({ events: [], log: 'listening on :3000\nSIGTERM received, bye\n' }),
  )
  expect(verdict.cause).toBe('liveness-probe')
})

test('a start that a CPU limit makes slow', () => {
  const resources = { limits: { cpu: '100m' } }
  const container = {
    resources,
    livenessProbe: { httpGet: { port: 8080 }, initialDelaySeconds: 10, periodSeconds: 5 },
  }
  const verdict = verdictOf(
    killed({ container, log: ':: Spring Boot :: (v3.2.0)\nStarting Application\n' }, REFUSED, 137),
  )
  expect(verdict.cause).toBe('cpu-starved-startup')
  expect(containerChange(verdict)).toHaveProperty('resources.limits.cpu', '1')
})

test('near miss: the same limit, but the program was up', () => {
  const resources = { limits: { cpu: '100m' } }
  const container = { resources, livenessProbe: { httpGet: { port: 8080 } } }
  const verdict = verdictOf(
    killed(
      { container, log: 'Started Application in 12.1 seconds\n' },
      'Liveness probe failed: Get "http://10.1.2.3:8080/": context deadline exceeded',
      137,
    ),
  )
  expect(verdict.cause).toBe('liveness-probe')
})

test("the kubelet's requests in the access log are answered with an error", () => {
  const verdict = verdictOf({
    container: { livenessProbe: { httpGet: { path: '/health', port: 8080 } } },
    status: { state: { waiting: { reason: 'CrashLoopBackOff' } } },
    log: '10.1.0.1 - - "GET /health HTTP/1.1" 404 - "" "kube-probe/1.34"\n',
  })
  expect(verdict.cause).toBe('liveness-probe')
  expect(verdict.title).toBe("The program answers the kubelet's probe /health with 404")
})

test('a gRPC probe of a program that speaks no gRPC asks for a connection', () => {
  const scene = {
    ...killed(
      { log: 'Serving HTTP on 0.0.0.0 port 8080 (http://0.0.0.0:8080/) ...\n' },
      'Liveness probe failed: timeout: failed to connect service "10.1.2.3:8080" within 1s: context deadline exceeded',
    ),
    container: { livenessProbe: { grpc: { port: 8080 } } },
  }
  expect(containerChange(verdictOf(scene))).toEqual({
    name: 'api',
    livenessProbe: { httpGet: null, grpc: null, tcpSocket: { port: 8080 } },
  })
})

test('the port that a mounted configuration names, for the probe and for what goes by its name', () => {
  const scene = {
    ...killed({ log: '2026/01/01 10:00:21 [notice] 1#1: start worker processes\n' }),
    container: {
      livenessProbe: { httpGet: { path: '/', port: 'http' } },
      ports: [{ name: 'http', containerPort: 80 }],
      volumeMounts: [{ name: 'conf', mountPath: '/etc/nginx' }],
    },
    pod: { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
    objects: [
      {
        kind: 'ConfigMap',
        metadata: { name: 'conf', namespace: 'shop' },
        data: { 'nginx.conf': 'http {\n  server {\n    listen 8080;\n  }\n}\n' },
      },
    ],
    events: [
      [
        'Unhealthy',
        'Liveness probe failed: Get "http://10.1.2.3:80/": dial tcp 10.1.2.3:80: connect: connection refused',
      ],
      ['Killing', KILLED],
    ],
  } satisfies Scene
  const verdict = verdictOf(scene)
  expect(verdict.title).toBe('Liveness probe asks port 80, but the program listens on 8080')
  expect(containerChange(verdict)).toEqual({
    name: 'api',
    livenessProbe: { httpGet: { port: 8080 } },
    ports: [
      { name: 'http', containerPort: 8080 },
      { containerPort: 80, $patch: 'delete' },
    ],
  })
})
