import type {
  ContainerStatus,
  KubeEvent,
  Pod,
  Snapshot,
  SnapshotObject,
} from '@unloop/engine/evidence'
import { describe, expect, it } from 'vitest'
import { snapshotFromText } from './from-text.ts'

const read = (text: string): Snapshot => snapshotFromText(text, 'paste')
const pods = (s: Snapshot): SnapshotObject[] => s.objects.filter((o) => o.object.kind === 'Pod')
const events = (s: Snapshot): KubeEvent[] =>
  s.objects.filter((o) => o.object.kind === 'Event').map((o) => o.object as KubeEvent)
const firstPod = (s: Snapshot): SnapshotObject => pods(s)[0] as SnapshotObject
const status = (found: SnapshotObject): ContainerStatus =>
  ((found.object as Pod).status?.containerStatuses ?? [])[0] as ContainerStatus
const logs = (s: Snapshot): string[] =>
  s.logs.map((l) => `${l.namespace}/${l.pod}/${l.container} ${l.run} @${l.origin.line}: ${l.text}`)

describe('pod tables', () => {
  it.each([
    [
      'NAME    READY   STATUS             RESTARTS      AGE\nweb-0   0/1     CrashLoopBackOff   5 (11s ago)   14m\n',
      5,
    ],
    [
      'NAME      READY     STATUS             RESTARTS   AGE\nweb-0     0/1       CrashLoopBackOff   23         1h\n',
      23,
    ],
    ['web-0 0/1 CrashLoopBackOff 7 (2m19s ago) 16m\n', 7],
    ['# oc get all\npod/web-0   0/1   CrashLoopBackOff   4   5m\n', 4],
    [
      'NAME    READY   STATUS   RESTARTS   AGE   IP   NODE   NOMINATED NODE\nweb-0   0/1   CrashLoopBackOff   1   41s   10.0.0.9   m1   <none>\n',
      1,
    ],
    [
      '> NAME   READY   STATUS   RESTARTS   AGE\n> web-0   0/1   CrashLoopBackOff   3   41s\n> \n> more\n',
      3,
    ],
  ])('reads %j', (text, restarts) => {
    const found = firstPod(read(text))
    expect(found.object.metadata.name).toBe('web-0')
    expect(found.partial).toBe(true)
    expect(status(found)).toMatchObject({
      restartCount: restarts,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
    })
    expect(found.fields?.['status.containerStatuses[0].state.waiting.reason']?.text).toContain(
      'web-0',
    )
  })

  it('reads namespaces from -A and from the command', () => {
    expect(
      firstPod(
        read(
          'NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE\nshop   web-0   0/1   Error   1 (1s ago)   2s\n',
        ),
      ).object.metadata,
    ).toMatchObject({
      namespace: 'shop',
    })
    expect(
      firstPod(read('$ kgpn shop\nweb-0   0/1   Error   1   2s\n')).object.metadata.namespace,
    ).toBe('shop')
  })

  it('keeps the failure of a watch, and init containers apart', () => {
    const watched = firstPod(
      read(
        'nginx 0/1 CrashLoopBackOff 12 43m\nnginx 1/1 Running 13 44m\nnginx 0/1 Completed 13 44m\nnginx 1/1 Running 14 45m\n',
      ),
    )
    expect(status(watched)).toMatchObject({
      restartCount: 14,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
    })
    const init = firstPod(read('vault-0   0/3   Init:CrashLoopBackOff   20   15h\n')).object as Pod
    expect(init.status?.initContainerStatuses?.[0]?.state?.waiting?.reason).toBe('CrashLoopBackOff')
  })
})

describe('events', () => {
  it.each([
    '  Warning  BackOff  3m50s (x7 over 5m2s)  kubelet, node-c  Back-off restarting failed container\n',
    'Warning BackOff 3m50s (x7 over 5m2s) kubelet, node-c Back-off restarting failed container\n',
    '  Warning  BackOff  1h (x7 from 2h)  kubelet, node-c  Back-off restarting failed container\n',
    '  5m\t1m\t7\t{kubelet node-c}\tspec.containers{web}\tWarning\tBackOff\tBack-off restarting failed container\n',
    '  5m\t\t1m\t\t7\tkubelet, node-c\tspec.containers{web}\tWarning\t\tBackOff\tBack-off restarting failed container\n',
    '1m   5m   7   web-0.15c3a1b2c3d4e5f6   Pod   spec.containers{web}   Warning   BackOff   kubelet, node-c   Back-off restarting failed container\n',
    '3m (x7 over 5m)   Warning   BackOff   pod/web-0   Back-off restarting failed container\n',
    'shop   3m (x7 over 5m)   Warning   BackOff   Pod/web-0   Back-off restarting failed container\n',
    '  Tue, 07 Jul 2015 12:53:52 -0700\tTue, 07 Jul 2015 12:54:31 -0700\t7\t{kubelet node-c}\tspec.containers{web}\tbackOff\tBack-off restarting failed container\n',
  ])('reads the row %j', (row) => {
    expect(events(read(row))[0]).toMatchObject({
      reason: 'BackOff',
      count: 7,
      message: 'Back-off restarting failed container',
    })
  })

  it('takes the pod from what the events say, and its state from the back-off', () => {
    const s = read(
      'Events:\n  Normal   Scheduled  81s  default-scheduler  Successfully assigned kured/kured-8w8w8 to w2\n  Normal   Started  39s (x4 over 80s)  kubelet  Started container kured\n  Warning  BackOff  9s (x8 over 79s)  kubelet  Back-off restarting failed container\n',
    )
    expect(firstPod(s).object.metadata).toMatchObject({ name: 'kured-8w8w8', namespace: 'kured' })
    expect(status(firstPod(s))).toMatchObject({
      name: 'kured',
      state: { waiting: { reason: 'CrashLoopBackOff' } },
    })
    expect(events(s).map((event) => event.involvedObject?.name)).toEqual(
      Array(3).fill('kured-8w8w8'),
    )
  })

  it('keeps messages of several lines whole', () => {
    const s = read(
      `  Warning  Unhealthy  15m (x3 over 16m)  kubelet, ${'x'.repeat(90)}  Liveness probe failed: cannot connect\nerror: 'Access denied'\n  Warning  BackOff  1s  kubelet  Back-off restarting failed container\n`,
    )
    expect(events(s)[0]?.message).toBe(
      "Liveness probe failed: cannot connect\nerror: 'Access denied'",
    )
    const wrapped = read(
      '  Warning  Failed  3s  kubelet  Error: failed to create\ncontainerd task: exec: "foo": not found\n',
    )
    expect(events(wrapped)[0]?.message).toBe(
      'Error: failed to create containerd task: exec: "foo": not found',
    )
  })

  it('counts ages back from the newest time of the text', () => {
    const s = read(
      'Name:         web-0\nNamespace:    shop\nContainers:\n  web:\n    State:          Running\n      Started:      Sat, 05 Jul 2025 08:00:00 -0300\nEvents:\n  Normal   Started  90s  kubelet  Started container web\n  Warning  Unhealthy  30s  kubelet  Liveness probe failed: x\n',
    )
    expect(events(s).map((event) => event.lastTimestamp)).toEqual([
      '2025-07-05T11:00:00Z',
      '2025-07-05T11:01:00Z',
    ])
  })
})

const DESCRIBED = `Name:             web-7d9f8b6c5-h2m8q
Namespace:        shop
Labels:           app=web
                  team=x
Controlled By:  ReplicaSet/web-7d9f8b6c5
Containers:
  web:
    Container ID:  containerd://abc
    Image:         web:1.2
    Port:          8080/TCP (http)
    Command:
      sh
      -c
      exec web
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Message:      panic: boom

goroutine 1 [running]:
      Exit Code:    139
      Started:      Sat, 21 Nov 2026 00:24:21 +0000
      Finished:     Sat, 21 Nov 2026 00:24:32 +0000
    Ready:          False
    Restart Count:  3
    Limits:
      memory:  192Mi
    Liveness:  http-get http://:http/health%3Fx delay=5s timeout=1s period=4s #success=1 #failure=3
    Environment Variables from:
      web-config  ConfigMap  Optional: false
    Environment:
      A:          b c
      PASSWORD:   <set to the key 'p' in secret 's'>  Optional: false
      NAMESPACE:  shop (v1:metadata.namespace)
    Mounts:
      /etc/web from config (ro,path="a.conf")
Volumes:
  config:
    Type:      ConfigMap (a volume populated by a ConfigMap)
    Name:      web-config
    Optional:  false
QoS Class:  Burstable
`

describe('descriptions', () => {
  it.each([
    ['as kubectl prints them', DESCRIBED],
    [
      'with their indentation lost',
      DESCRIBED.split('\n')
        .map((line) => line.trim().replace(/\s+/g, ' '))
        .join('\n'),
    ],
    ['with Windows line ends', DESCRIBED.replaceAll('\n', '\r\n')],
  ])('reads them %s', (_how, text) => {
    const s = read(text)
    const pod = firstPod(s).object as Pod
    expect(pod.metadata).toMatchObject({
      namespace: 'shop',
      labels: { app: 'web' },
      ownerReferences: [{ kind: 'ReplicaSet' }],
    })
    const container = pod.spec?.containers?.[0]
    expect(container).toMatchObject({
      name: 'web',
      image: 'web:1.2',
      command: ['sh', '-c', 'exec web'],
      resources: { limits: { memory: '192Mi' } },
      livenessProbe: {
        httpGet: { port: 'http', path: '/health%3Fx' },
        initialDelaySeconds: 5,
        failureThreshold: 3,
      },
      envFrom: [{ configMapRef: { name: 'web-config', optional: false } }],
      volumeMounts: [{ mountPath: '/etc/web', subPath: 'a.conf' }],
    })
    expect(container?.env?.map((env) => env.valueFrom ?? env.value)).toEqual([
      'b c',
      { secretKeyRef: { name: 's', key: 'p', optional: false } },
      { fieldRef: { fieldPath: 'metadata.namespace' } },
    ])
    expect(status(firstPod(s)).lastState?.terminated).toMatchObject({
      exitCode: 139,
      message: 'panic: boom\ngoroutine 1 [running]:',
      finishedAt: '2026-11-21T00:24:32Z',
    })
    expect(s.logs).toEqual([])
  })

  it('cites the pasted line of a field', () => {
    expect(
      firstPod(read(DESCRIBED)).fields?.[
        'status.containerStatuses[0].lastState.terminated.exitCode'
      ],
    ).toEqual({
      line: 22,
      text: '      Exit Code:    139',
    })
  })

  it('reads a part that is cut at both ends, and logs in the middle of it', () => {
    const s = read(
      '    State:          Waiting\n      Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Exit Code:    139\n\n    / $ /usr/local/bin/web\n    Segmentation fault\n\n    Environment:\n      PORT:  8080\n',
    )
    expect(pods(s)).toHaveLength(1)
    expect(status(firstPod(s)).lastState?.terminated?.exitCode).toBe(139)
    expect((firstPod(s).object as Pod).spec?.containers?.[0]?.env).toEqual([
      { name: 'PORT', value: '8080' },
    ])
    expect(s.logs[0]?.text).toContain('Segmentation fault')
  })

  it('joins a part without a name to the failing pod', () => {
    const s = read(
      'web-0 0/1 CrashLoopBackOff 7 16m\n\n    Last State:     Terminated\n      Reason:       OOMKilled\n      Exit Code:    137\n',
    )
    expect(pods(s)).toHaveLength(1)
    expect(status(firstPod(s))).toMatchObject({
      restartCount: 7,
      lastState: { terminated: { exitCode: 137 } },
    })
  })

  it('does not take nslookup for a description', () => {
    expect(
      read('Server:\t\t10.43.0.10\n\nName:\tx.default.svc.cluster.local\nAddress: 10.43.71.10\n')
        .objects,
    ).toEqual([])
  })

  it('reads nodes and deployments', () => {
    const node = read(
      'Name:               node-1\nRoles:              <none>\nLabels:             a=b\nConditions:\n  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason                       Message\n  ----             ------  -----------------                 ------------------                ------                       -------\n  MemoryPressure   True    Wed, 01 Jan 2020 11:00:00 +0000   Wed, 01 Jan 2020 10:30:00 +0000   KubeletHasInsufficientMemory kubelet has insufficient memory\nCapacity:\n cpu:  4\n',
    )
    expect(node.objects[0]?.object).toMatchObject({
      kind: 'Node',
      status: { conditions: [{ type: 'MemoryPressure', status: 'True' }] },
    })
    const deployment = read(
      '$ kubectl describe deploy web\nName:                   web\nNamespace:              shop\nReplicas:               3 desired | 3 updated | 3 total | 0 available | 3 unavailable\nStrategyType:           RollingUpdate\nPod Template:\n  Labels:  app=web\n  Containers:\n   web:\n    Image:        web:2\n',
    )
    expect(deployment.objects[0]?.object).toMatchObject({
      kind: 'Deployment',
      spec: { replicas: 3, template: { spec: { containers: [{ name: 'web', image: 'web:2' }] } } },
    })
  })
})

describe('YAML and JSON', () => {
  it('reads a status whose indentation is broken', () => {
    const s = read(
      '  containerStatuses:\n      - containerID: docker://1\n      image: debian\n      lastState:\n      terminated:\n      exitCode: 0\n      message: |\n             Sleep expired\n      reason: Completed\n      name: demo\n     ready: false\n     restartCount: 30\n',
    )
    expect(status(firstPod(s))).toMatchObject({
      name: 'demo',
      restartCount: 30,
      lastState: { terminated: { exitCode: 0, reason: 'Completed', message: 'Sleep expired' } },
    })
  })

  it('reads a JSON status that is cut off', () => {
    const s = read(
      '"lastState": {\n  "terminated": {\n    "exitCode": 137,\n    "reason": "OOMKilled"\n  }\n},\n"name": "foo",\n"restartCount": 7,\n',
    )
    expect(status(firstPod(s))).toMatchObject({
      name: 'foo',
      restartCount: 7,
      lastState: { terminated: { exitCode: 137 } },
    })
  })

  it('reads whole objects and the log after them', () => {
    const s = read(
      '$ kubectl get pod web-0 -o yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web-0\n  namespace: shop\nstatus:\n  containerStatuses:\n  - name: web\n    restartCount: 5\n    lastState:\n      terminated:\n        exitCode: 3\n\n$ kubectl logs web-0 -p\nboom\n',
    )
    expect(
      firstPod(s).fields?.['status.containerStatuses[0].lastState.terminated.exitCode'],
    ).toEqual({ line: 13, text: '        exitCode: 3' })
    expect(logs(s)).toEqual(['shop/web-0/web previous @16: boom'])
  })

  it('reads a part of a manifest and leaves the error below it alone', () => {
    const s = read(
      'spec:\n  containers:\n    - name: postgres\n      image: postgres:9.4\n\nError: Database is uninitialized\n',
    )
    expect((firstPod(s).object as Pod).spec?.containers?.[0]?.image).toBe('postgres:9.4')
    expect(logs(s)).toEqual(['null/null/postgres unknown @6: Error: Database is uninitialized'])
  })

  it('reads the one stream of kubectl cluster-info dump', () => {
    const s = read(
      '{\n    "kind": "PodList",\n    "items": [{"metadata": {"name": "web-0", "namespace": "shop"}, "spec": {}}]\n}\n==== START logs for container web of pod shop/web-0 ====\nboom\n==== END logs for container web of pod shop/web-0 ====\n',
    )
    expect(firstPod(s).object.metadata.name).toBe('web-0')
    expect(logs(s)).toEqual(['shop/web-0/web current @6: boom'])
  })
})

describe('logs and whose they are', () => {
  it.each([
    ['$ kubectl logs web-0 -c api -n shop --previous', 'shop/web-0/api previous'],
    ['kubectl -n shop logs -f web-0', 'shop/web-0/null unknown'],
    ['$ kubectl logs web-0 api', 'null/web-0/api unknown'],
    ['root@m1:~/x# k logs pod/web-0 -p', 'null/web-0/null previous'],
    [' $> mk logs --namespace shop pods/web-0', 'shop/web-0/null unknown'],
    ['m01 ~ # kubectl logs web-0 --namespace=shop', 'shop/web-0/null unknown'],
    ['PS C:\\Users\\me> kubectl.exe logs web-0', 'null/web-0/null unknown'],
    ['[root@host ~]# oc logs web-0', 'null/web-0/null unknown'],
    ['➜  ~ klp web-0', 'null/web-0/null previous'],
    ['**kubectl logs web-0 -c api**', 'null/web-0/api unknown'],
    ['## kubectl logs web-0 -n shop', 'shop/web-0/null unknown'],
    ['$ microk8s kubectl logs web-0', 'null/web-0/null unknown'],
    ['The output of `kubectl logs web-0 -c api`:', 'null/web-0/api unknown'],
    ['api container in web-0 pod', 'null/web-0/api unknown'],
    ['Logs of web-0:', 'null/web-0/null unknown'],
    ['kubectl logs web-0 | tail -20', 'null/web-0/null unknown'],
  ])('reads %j', (command, owner) => {
    expect(logs(read(`${command}\nboom here\n`))).toEqual([`${owner} @2: boom here`])
  })

  it('takes the container that kubectl says it defaulted to', () => {
    expect(
      logs(read('$ kubectl logs web-0\nDefaulted container "api" out of: api, proxy\nboom\n')),
    ).toEqual(['null/web-0/api unknown @3: boom'])
  })

  it('gives a log without a name to the one failing pod', () => {
    expect(
      logs(read('web-0 0/1 CrashLoopBackOff 7 16m\ndb-0 1/1 Running 0 16m\n\nboom\n')),
    ).toEqual(['null/web-0/null unknown @4: boom'])
  })

  it('leaves a log alone whose pod is not told', () => {
    expect(logs(read('a-0 0/1 Error 7 16m\nb-0 0/1 Error 7 16m\n\nboom\n'))).toEqual([
      'null/null/null unknown @4: boom',
    ])
    expect(logs(read('panic: x\n\ngoroutine 1 [running]:\n'))).toEqual([
      'null/null/null unknown @1: panic: x\n\ngoroutine 1 [running]:',
    ])
  })

  it('keeps prose out of the evidence, or apart where it may be output', () => {
    const s = read(
      'Hi, I installed the chart yesterday and it fails.\n\nSummary: the crd is missing\n\n```\n{"level":"error"}\n```\n',
    )
    expect(s.logs.map((log) => log.text)).toEqual([
      '{"level":"error"}',
      'Summary: the crd is missing',
    ])
  })

  it('takes what kubectl says of a container that waits for its state, also between sentences', () => {
    const s = read(
      'I looked at it together with a colleague today.\nError from server (BadRequest): container "web" in pod "web-0" is waiting to start: trying and failing to pull image\n',
    )
    expect(s.logs).toEqual([])
    expect(s.objects[0]?.object).toMatchObject({
      kind: 'Pod',
      status: { containerStatuses: [{ state: { waiting: { reason: 'ImagePullBackOff' } } }] },
    })
  })

  it.each([
    'NAME   \tREVISION\tSUSPENDED\tREADY\tMESSAGE\npodinfo\t6.5.4   \tFalse    \tFalse\tHelm install failed: context deadline exceeded\n',
    'NAME: web\nLAST DEPLOYED: Mon Nov 30 10:00:00 2026\nNAMESPACE: shop\nSTATUS: failed\nREVISION: 3\nDESCRIPTION: Upgrade "web" failed: timed out waiting for the condition\n',
    'NAME\tAGE\tREADY\tSTATUS\nweb\t5m\tFalse\tHelm upgrade failed: timed out waiting for the condition\n',
    '► annotating Kustomization apps in flux-system namespace\n◎ waiting for Kustomization reconciliation\n✗ health check failed after 2m0s: timeout waiting for: [Deployment/shop/web status]\n',
  ])('names what clients wait for, and takes it for no log: %#', (text) => {
    const s = read(text)
    expect(s.logs).toEqual([])
    expect(s.gaps.join(' ')).toContain('What Helm, kubectl, Argo CD or Flux waited for')
  })

  it.each(['['.repeat(2_000), '{"items":[null,1]}', '{"a":1}', '{\n"a": [1,\n2]}'])(
    'takes JSON that says nothing for no log: %.20s',
    (text) => {
      const s = read(text)
      expect(s.logs).toEqual([])
      expect(s.source.readAs?.map(({ format }) => format)).toEqual(['text'])
    },
  )

  it("takes kubectl's refusal for a gap, not for a log", () => {
    const s = read(
      '$ kubectl logs web-0\nError from server (BadRequest): container "web" in pod "web-0" is waiting to start: PodInitializing\n',
    )
    expect(s.logs).toEqual([])
    expect(s.gaps[0]).toContain('text:2: kubectl answered: Error from server (BadRequest)')
  })

  it("reads what a kubelet's journal tells of a pod", () => {
    const s = read(
      'E0829 10:14:26.5 58 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"helm\\" with RunContainerError: \\"exec: \\\\\\"entry\\\\\\": not found\\"" pod="kube-system/helm-1"\n',
    )
    expect(status(firstPod(s))).toMatchObject({
      name: 'helm',
      state: { waiting: { reason: 'RunContainerError' } },
    })
    expect(s.logs).toHaveLength(1)
  })

  it('finds the pod of a table without its namespace where the command for the log names it', () => {
    const s = read(
      'web-0   0/1   CrashLoopBackOff   6   17m\n\n# kubectl logs web-0 -n shop api\nboom\n',
    )
    expect(firstPod(s).object.metadata.namespace).toBe('shop')
    expect(logs(s)).toEqual(['shop/web-0/api unknown @4: boom'])
  })

  it('takes a setting before the command for a part of it', () => {
    const s = read('KUBECONFIG=$PWD/conf kubectl logs web-0\nboom\n')
    expect(logs(s)).toEqual(['null/web-0/null unknown @2: boom'])
  })

  it('gives events without any name to the pod that they tell of', () => {
    const s = read(
      '  Normal   Killing  20m   kubelet  Container api failed liveness probe, will be restarted\n  Warning  BackOff  102s (x54 over 17m)  kubelet  Back-off restarting failed container\n',
    )
    expect(events(s).map(({ involvedObject }) => involvedObject?.kind)).toEqual(['Pod', 'Pod'])
  })

  it('puts a message together that a terminal broke at its width', () => {
    const first = `      Message:      OCI runtime create failed: ${'x'.repeat(60)} caused "process_linux.go:449`
    const second = `: container init caused "rootfs_linux.go:58: ${'y'.repeat(first.length - 45)}`
    const s = read(
      `Containers:\n  api:\n    Last State:     Terminated\n      Reason:       ContainerCannotRun\n${first}\n${second}\n/rest" caused "no such file"\n      Exit Code:    128\n`,
    )
    expect(status(firstPod(s)).lastState?.terminated?.message).toContain(
      'process_linux.go:449: container init caused',
    )
  })

  it.each([
    'In both cases the program ends, but there is no error. The logs in the container show the following',
    'After the installation the pod is in CrashLoopBackOff again and again',
    'when i see the logs of the pod it is showing like this',
    '[sudo] password for demo:',
  ])('takes %j for a remark', (text) => {
    expect(read(`${text}\n\nboom\n`).logs.map((log) => log.text)).toEqual(['boom'])
  })

  it.each([
    'Error syncing pod: failed to start "api" with CrashLoopBackOff in the cluster',
    '<Error> Application: Code: 62, Stack trace (when copying this message, always include the lines below):',
  ])('takes %j for output', (text) => {
    expect(read(`${text}\n`).logs.map((log) => log.text)).toEqual([text])
  })
})
