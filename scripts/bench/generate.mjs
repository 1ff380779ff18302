import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const time = (secondsAgo) => new Date(NOW - 1000 * secondsAgo).toISOString().replace('.000Z', 'Z')

/**
 * Writes a dump: `namespaces` folders' worth of pods in lists as `kubectl get -o json` prints them, and a log for each pod.
 * Returns the bytes of objects and of logs.
 */
export const generateDump = (dir, { namespaces, podsEach, loopsEach, logBytes }) => {
  let objects = 0
  let logs = 0
  mkdirSync(dir, { recursive: true })
  for (let n = 0; n < namespaces; n++) {
    const namespace = `team-${n}`
    const pods = Array.from({ length: podsEach }, (_, i) => pod(namespace, i, i < loopsEach))
    const list = JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [...pods, ...pods.flatMap((one, i) => (i < loopsEach ? events(one) : []))],
      },
      null,
      1,
    )
    writeFileSync(join(dir, `${namespace}.json`), list)
    objects += list.length
    for (const [i, one] of pods.entries()) {
      const folder = join(dir, 'logs', namespace, one.metadata.name)
      mkdirSync(folder, { recursive: true })
      const text = log(logBytes, i < loopsEach, n * podsEach + i)
      writeFileSync(join(folder, 'app.log'), text)
      logs += text.length
    }
  }
  return { objects, logs }
}

const pod = (namespace, index, looping) => {
  const name = `svc-${index}-7c9f8d6b5-x${index}`
  const started = time(looping ? 40 : 86_400)
  const state = looping
    ? {
        ready: false,
        restartCount: 7,
        state: {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: `back-off 2m40s restarting failed container=app pod=${name}_${namespace}(u)`,
          },
        },
        lastState: {
          terminated: {
            exitCode: 1,
            reason: 'Error',
            startedAt: started,
            finishedAt: time(38),
            containerID: 'containerd://0',
          },
        },
      }
    : { ready: true, restartCount: 0, state: { running: { startedAt: started } }, lastState: {} }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: `${namespace}-${name}`,
      creationTimestamp: time(90_000),
      labels: { app: `svc-${index}`, 'pod-template-hash': '7c9f8d6b5' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `svc-${index}-7c9f8d6b5`,
          uid: 'r',
          controller: true,
        },
      ],
    },
    spec: {
      nodeName: `node-${index % 50}`,
      restartPolicy: 'Always',
      serviceAccountName: 'default',
      containers: [
        {
          name: 'app',
          image: `registry.example.com/team/svc-${index}:1.4.${index}`,
          env: [
            { name: 'DATABASE_URL', value: `postgres://db.${namespace}.svc:5432/app` },
            { name: 'LOG_LEVEL', value: 'info' },
          ],
          ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
          resources: {
            limits: { memory: '256Mi', cpu: '500m' },
            requests: { memory: '128Mi', cpu: '50m' },
          },
          livenessProbe: {
            httpGet: { path: '/health', port: 8080, scheme: 'HTTP' },
            periodSeconds: 10,
            timeoutSeconds: 1,
            failureThreshold: 3,
          },
          volumeMounts: [
            {
              name: 'kube-api-access',
              mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
              readOnly: true,
            },
          ],
        },
      ],
      volumes: [
        {
          name: 'kube-api-access',
          projected: {
            sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3607 } }],
          },
        },
      ],
    },
    status: {
      phase: 'Running',
      startTime: time(90_000),
      podIP: `10.1.${index % 250}.7`,
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: looping && /Ready/.test(type) ? 'False' : 'True',
        lastTransitionTime: time(600),
      })),
      containerStatuses: [
        {
          name: 'app',
          image: `registry.example.com/team/svc-${index}:1.4.${index}`,
          imageID: 'sha256:0',
          containerID: 'containerd://1',
          started: true,
          ...state,
        },
      ],
    },
  }
}

const events = ({ metadata }) => [
  {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${metadata.name}.1`, namespace: metadata.namespace },
    involvedObject: {
      kind: 'Pod',
      name: metadata.name,
      namespace: metadata.namespace,
      fieldPath: 'spec.containers{app}',
    },
    type: 'Warning',
    reason: 'BackOff',
    message: `Back-off restarting failed container app in pod ${metadata.name}_${metadata.namespace}(u)`,
    count: 30,
    firstTimestamp: time(3000),
    lastTimestamp: time(20),
  },
]

const LINES = [
  (i) =>
    `{"level":"info","ts":"2026-03-01T11:5${i % 10}:00Z","logger":"http","msg":"request","method":"GET","path":"/api/v1/items/${i}","status":200,"duration_ms":${i % 90}}`,
  (i) =>
    `2026-03-01 11:58:${10 + (i % 50)},120 INFO  [worker-${i % 8}] c.e.shop.Basket - basket ${i} recalculated in ${i % 40} ms`,
  (i) =>
    `I0301 11:58:${10 + (i % 50)}.300120       1 controller.go:231] "Reconciling" object="shop/item-${i}" reconcileID="a${i}"`,
  (i) =>
    `level=warn ts=2026-03-01T11:58:${10 + (i % 50)}Z caller=cache.go:88 msg="slow read, retrying" key=item:${i} attempt=${i % 3}`,
  (i) =>
    `10.1.${i % 200}.9 - - [01/Mar/2026:11:58:${10 + (i % 50)} +0000] "GET /static/app.${i % 9}.js HTTP/1.1" 200 ${1000 + i}`,
]

const DEATHS = [
  'Error: connect ECONNREFUSED 10.96.4.12:5432',
  'panic: runtime error: index out of range [3] with length 3',
  'Exception in thread "main" java.lang.NoClassDefFoundError: com/example/Codec',
  'FATAL: password authentication failed for user "app"',
  'nginx: [emerg] unknown directive "gzip_statics" in /etc/nginx/nginx.conf:12',
]

const log = (bytes, looping, seed) => {
  const lines = []
  for (let size = 0, i = seed; size < bytes; i++) {
    const line = `2026-03-01T11:58:${10 + (i % 50)}.123456789Z ${LINES[i % LINES.length](i)}`
    lines.push(line)
    size += line.length + 1
  }
  if (looping) lines.push(`2026-03-01T11:59:22.000000001Z ${DEATHS[seed % DEATHS.length]}`)
  return `${lines.join('\n')}\n`
}
