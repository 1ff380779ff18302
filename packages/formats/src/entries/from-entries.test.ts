import type { KubeObject, Pod, Snapshot } from '@unloop/engine/evidence'
import { describe, expect, it } from 'vitest'
import type { Content } from '../bytes/decode.ts'
import { snapshotFromEntries } from './from-entries.ts'

const pod = (name: string, namespace: string, container = 'app'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace,
    uid: `${namespace}-${name}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  spec: { containers: [{ name: container }] },
  status: {
    containerStatuses: [
      { name: container, restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } },
    ],
  },
})

function read(
  files: Readonly<Record<string, Content>>,
  wanted?: Parameters<typeof snapshotFromEntries>[2],
): Snapshot {
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    size: content.length,
    text: () => content,
  }))
  return snapshotFromEntries(entries, 'test', wanted)
}

const logs = (snapshot: Snapshot): string[] =>
  snapshot.logs.map((l) => `${l.namespace}/${l.pod}/${l.container} ${l.run}: ${l.text.trim()}`)
const kinds = (snapshot: Snapshot): string[] =>
  snapshot.objects.map(
    ({ object }) => `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`,
  )

describe('layouts of dumps', () => {
  it('reads the folder of kubectl cluster-info dump, whose items carry no kind', () => {
    const { kind: _kind, apiVersion: _version, ...bare } = pod('web-0', 'shop')
    const snapshot = read({
      'nodes.json': JSON.stringify({ kind: 'NodeList', items: [{ metadata: { name: 'n1' } }] }),
      'shop/pods.json': JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: [bare] }),
      'shop/events.json': JSON.stringify({ kind: 'EventList', items: [] }),
      'shop/web-0/logs.txt':
        '==== START logs for container app of pod shop/web-0 ====\nboom\n==== END logs for container app of pod shop/web-0 ====\n',
    })
    expect(kinds(snapshot)).toEqual(['Node /n1', 'Pod shop/web-0'])
    expect(logs(snapshot)).toEqual(['shop/web-0/app current: boom'])
  })

  it('reads the log of each container of a cluster-info dump, with its first line', () => {
    const two = pod('web-0', 'shop')
    const marked = (container: string, text: string): string =>
      `==== START logs for container ${container} of pod shop/web-0 ====\n${text}\n==== END logs for container ${container} of pod shop/web-0 ====\n`
    const snapshot = read({
      'shop/pods.json': JSON.stringify({
        kind: 'PodList',
        items: [{ ...two, spec: { containers: [{ name: 'app' }, { name: 'proxy' }] } }],
      }),
      'shop/web-0/logs.txt': marked('app', 'one\ntwo') + marked('proxy', 'three'),
    })
    expect(logs(snapshot)).toEqual([
      'shop/web-0/app current: one\ntwo',
      'shop/web-0/proxy current: three',
    ])
    expect(snapshot.logs.map((log) => log.origin.line)).toEqual([2, 6])
  })

  it('reads must-gather and inspect', () => {
    const base = 'must-gather.local.1/quay-io-x/namespaces/shop'
    const snapshot = read({
      [`${base}/core/pods.yaml`]: `apiVersion: v1\nkind: PodList\nitems:\n- metadata:\n    name: web-0\n    namespace: shop\n  spec:\n    containers:\n    - name: app\n`,
      [`${base}/pods/web-0/app/app/logs/current.log`]: 'now',
      [`${base}/pods/web-0/app/app/logs/previous.log`]: 'before',
      'must-gather.local.1/quay-io-x/cluster-scoped-resources/core/nodes/n1.yaml':
        'apiVersion: v1\nkind: Node\nmetadata:\n  name: n1\n',
    })
    expect(kinds(snapshot)).toEqual(['Pod shop/web-0', 'Node /n1'])
    expect(logs(snapshot)).toEqual([
      'shop/web-0/app current: now',
      'shop/web-0/app previous: before',
    ])
  })

  it('reads a support bundle', () => {
    const snapshot = read({
      'bundle/cluster-resources/pods/shop.json': JSON.stringify([
        { metadata: { name: 'web-0', namespace: 'shop' } },
      ]),
      'bundle/cluster-resources/pods/logs/shop/web-0/app.log': 'now',
      'bundle/cluster-resources/pods/logs/shop/web-0/app-previous.log': 'before',
      'bundle/analysis.json': '[]',
    })
    expect(kinds(snapshot)).toEqual(['Pod shop/web-0'])
    expect(logs(snapshot)).toEqual([
      'shop/web-0/app current: now',
      'shop/web-0/app previous: before',
    ])
  })

  it('reads any folder with <namespace>/<pod>/<container>.log', () => {
    const snapshot = read({
      'all.json': JSON.stringify({ kind: 'List', items: [pod('web-0', 'shop')] }),
      'x/y/shop/web-0/app.log': 'now',
      'x/y/shop/web-0/app.previous.log': 'before',
      'gone/old-1/app.log': 'of a pod that is gone',
    })
    expect(logs(snapshot)).toEqual([
      'shop/web-0/app current: now',
      'shop/web-0/app previous: before',
      'gone/old-1/app current: of a pod that is gone',
    ])
  })

  it('matches unattributed log files with the pods of the dump', () => {
    const snapshot = read({
      'pods.json': JSON.stringify({
        kind: 'List',
        items: [pod('web-7d9f8b6c5-h2m8q', 'shop'), pod('db-0', 'shop', 'pg')],
      }),
      'web-7d9f8b6c5-h2m8q.log': 'a',
      'web-7d9f8b6c5-h2m8q_app-previous.log': 'b',
      'pg.log': 'c',
    })
    expect(logs(snapshot)).toEqual([
      'shop/web-7d9f8b6c5-h2m8q/app current: a',
      'shop/web-7d9f8b6c5-h2m8q/app previous: b',
      'shop/db-0/pg current: c',
    ])
  })

  it("reads the kubelet's own log folder and CRI lines", () => {
    const snapshot = read({
      'pods.json': JSON.stringify({ kind: 'List', items: [pod('web-0', 'shop')] }),
      'var/log/pods/shop_web-0_0a1b2c3d-4e5f/app/3.log':
        '2026-01-01T00:00:00.000000000Z stderr P half \n2026-01-01T00:00:00.000000001Z stderr F line\n',
      'var/log/pods/shop_web-0_0a1b2c3d-4e5f/app/2.log':
        '{"log":"old\\n","stream":"stderr","time":"2026-01-01T00:00:00Z"}\n',
    })
    expect(logs(snapshot)).toEqual([
      'shop/web-0/app current: 2026-01-01T00:00:00.000000000Z half line',
      'shop/web-0/app previous: 2026-01-01T00:00:00Z old',
    ])
  })

  it('reads a folder of texts alone as one snapshot', () => {
    const snapshot = read({
      'get.txt':
        'NAME   READY   STATUS             RESTARTS   AGE\nweb-0  0/1     CrashLoopBackOff   7          15m\n',
      'describe.txt':
        'Name:         web-0\nNamespace:    shop\nContainers:\n  app:\n    Image:  web:1\n    Restart Count:  7\n',
      'app.log': 'now',
      'app.previous.log': 'before',
    })
    expect(kinds(snapshot)).toEqual(['Pod shop/web-0'])
    expect(logs(snapshot)).toEqual([
      'shop/web-0/app current: now',
      'shop/web-0/app previous: before',
    ])
    expect(snapshot.objects[0]?.origin.source).toBe('get.txt')
  })

  it('lets objects win over texts, which only fill in what is missing', () => {
    const snapshot = read({
      'pods.json': JSON.stringify({ kind: 'List', items: [pod('web-0', 'shop')] }),
      'describe-shop.txt':
        'Name:         web-0\nNamespace:    shop\nContainers:\n  app:\n    Restart Count:  99\nEvents:\n  Warning  BackOff  1s (x3 over 17s)  kubelet  Back-off restarting failed container\n',
      'README.txt': 'Nothing to see.',
    })
    expect(kinds(snapshot).map((kind) => kind.split(' ')[0])).toEqual(['Pod', 'Event'])
    expect(
      (snapshot.objects[0]?.object as Pod | undefined)?.status?.containerStatuses?.[0]
        ?.restartCount,
    ).toBe(3)
    expect(snapshot.logs).toEqual([])
  })

  it('reads only the logs that the engine asks for', () => {
    const read2: string[] = []
    const entry = (path: string, content: string) => ({
      path,
      size: content.length,
      text: () => {
        read2.push(path)
        return content
      },
    })
    const snapshot = snapshotFromEntries(
      [
        entry('pods.json', JSON.stringify({ kind: 'List', items: [pod('a', 'n'), pod('b', 'n')] })),
        entry('n/a/app.log', 'a'),
        entry('n/b/app.log', 'b'),
      ],
      'test',
      () => [{ namespace: 'n', pod: 'a', container: 'app', runs: ['current'], why: 'failing' }],
    )
    expect(logs(snapshot)).toEqual(['n/a/app current: a'])
    expect(read2).toEqual(['pods.json', 'n/a/app.log'])
  })

  it('keeps metrics that diagnose', () => {
    const snapshot = read({
      'cadvisor.prom':
        '# HELP x\ncontainer_oom_events_total{container="app",pod="web-0"} 2 1795220678796\nprocess_open_fds 3\n',
    })
    expect(snapshot.samples).toEqual([
      {
        name: 'container_oom_events_total',
        labels: { container: 'app', pod: 'web-0' },
        value: 2,
        at: 1795220678796,
      },
    ])
  })
})

describe('bad input in dumps', () => {
  it('refuses paths that leave the dump and says so', () => {
    const snapshot = read({
      '../../etc/pods.json': '{}',
      '/abs/pods.json': '{}',
      'C:\\x\\pods.json': '{}',
    })
    expect(snapshot.gaps).toHaveLength(3)
    expect(snapshot.gaps[0]).toContain('leaves the dump')
  })

  it('counts what is no evidence in one sentence', () => {
    const snapshot = read({ 'a.png': 'x', 'b.html': 'x', 'values.yaml': 'replicas: 2\n' })
    expect(snapshot.gaps).toEqual([
      '3 files were skipped: 2 of a kind that holds no evidence, 1 without Kubernetes objects.',
    ])
  })

  it('saves the complete items of JSON that is cut off, with the place', () => {
    const whole = JSON.stringify({ kind: 'List', items: [pod('a', 'n'), pod('b', 'n')] }, null, 1)
    const snapshot = read({ 'pods.json': whole.slice(0, whole.indexOf('"b"') + 3) })
    expect(kinds(snapshot)).toEqual(['Pod n/a'])
    expect(snapshot.gaps[0]).toMatch(
      /^pods\.json:\d+: This JSON is cut off before its end; 1 complete item was read/,
    )
  })

  it('keeps the newest of duplicate objects', () => {
    const at = (resourceVersion: string, uid: string): unknown => ({
      kind: 'ConfigMap',
      metadata: { name: 'c', namespace: 'n', uid, resourceVersion },
    })
    const snapshot = read({
      'a.json': JSON.stringify(at('9', 'u')),
      'b.json': JSON.stringify(at('10', 'u')),
      'c.json': JSON.stringify(at('8', 'u')),
    })
    expect(snapshot.objects.map((o) => o.origin.source)).toEqual(['b.json'])
  })

  it('drops the values of Secrets and of their last-applied annotation', () => {
    const secret = {
      kind: 'Secret',
      metadata: {
        name: 's',
        namespace: 'n',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"k":"aHVudGVyMg=="}}',
        },
      },
      data: { k: 'aHVudGVyMg==' },
      stringData: { p: 'hunter2' },
    }
    const snapshot = read({ 'list.json': JSON.stringify({ kind: 'SecretList', items: [secret] }) })
    expect(JSON.stringify(snapshot)).not.toMatch(/aHVudGVyMg|hunter2/)
    expect(snapshot.objects[0]?.object['data']).toEqual({ k: null })
  })

  it('reads UTF-16, byte-order marks and CRLF', () => {
    const utf16 = (text: string): Uint8Array => {
      const bytes = new Uint8Array(2 + text.length * 2)
      bytes.set([0xff, 0xfe])
      for (let i = 0; i < text.length; i++) bytes[2 + i * 2] = text.charCodeAt(i)
      return bytes
    }
    const yaml = 'apiVersion: v1\r\nkind: Node\r\nmetadata:\r\n  name: n1\r\n'
    expect(kinds(read({ 'a.yaml': utf16(yaml) }))).toEqual(['Node /n1'])
    expect(kinds(read({ 'a.yaml': `\ufeff${yaml}` }))).toEqual(['Node /n1'])
  })

  it('says which file is binary or compressed and reads the rest', () => {
    const snapshot = read({
      'a.json': new Uint8Array([0, 1, 2, 0, 0, 3, 0, 0]),
      'b.yaml': new Uint8Array([0x1f, 0x8b, 8, 0]),
      'c.json': JSON.stringify(pod('a', 'n')),
    })
    expect(kinds(snapshot)).toEqual(['Pod n/a'])
    expect(snapshot.gaps.join(' ')).toMatch(
      /a\.json: This file is binary.*b\.yaml: This file is compressed/,
    )
  })

  it('drops fields of the wrong type instead of handing them on', () => {
    const snapshot = read({
      'a.json': JSON.stringify({
        kind: 'Pod',
        metadata: { name: 'a', labels: ['x'] },
        spec: { containers: 'none', volumes: [null, { name: 'v' }] },
        status: { containerStatuses: [{ name: 'app', restartCount: '7', state: 'bad' }, 'x'] },
      }),
    })
    expect(snapshot.objects[0]?.object).toEqual({
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { volumes: [{ name: 'v' }] },
      status: { containerStatuses: [{ name: 'app', restartCount: 7 }] },
    })
  })
})
