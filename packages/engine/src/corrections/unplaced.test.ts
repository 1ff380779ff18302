import { describe, expect, test } from 'vitest'
import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { diagnose } from '../diagnose.ts'
import { snapshotOf, waiting, type Scene } from '../testing/cause-cases.ts'

const fixesOf = (scene: Scene) =>
  diagnose(snapshotOf(scene), { generatedAt: '2026-01-01T10:01:00Z', knowledge: KNOWLEDGE })
    .incidents[0]?.fixes ?? []

const bodyOf = (scene: Scene, id: string): string =>
  JSON.stringify(fixesOf(scene).find((fix) => fix.id === id)?.patch?.body ?? null)

const node = (labels: Readonly<Record<string, string>>, images: readonly string[] = []) => ({
  kind: 'Node',
  metadata: { name: 'node-a', labels },
  status: { images: images.map((name) => ({ names: [name] })) },
})

const NO_NODE = "node(s) didn't match Pod's node affinity/selector"

const unplaced = (message: string, pod: object, objects: Scene['objects'] = []): Scene => ({
  pod: { nodeName: undefined, ...pod },
  status: { restartCount: 0, ready: false },
  podStatus: {
    phase: 'Pending',
    containerStatuses: [],
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: `0/1 nodes are available: 1 ${message}.`,
      },
    ],
  },
  events: [['FailedScheduling', `0/1 nodes are available: 1 ${message}.`]],
  objects,
})

describe('labels that no node has', () => {
  test('are corrected to the nearest that one has', () => {
    const scene = unplaced(NO_NODE, { nodeSelector: { disktype: 'sdd', zone: 'a' } }, [
      node({ disktype: 'ssd', zone: 'a' }),
    ])
    expect(bodyOf(scene, 'readiness-gate/node-label')).toContain('{"disktype":"ssd"}')
  })

  test('and under the name of the key that one has', () => {
    const scene = unplaced(NO_NODE, { nodeSelector: { 'disk-type': 'nvme' } }, [
      node({ disktype: 'nvme' }),
    ])
    expect(bodyOf(scene, 'readiness-gate/node-label')).toContain(
      '{"disk-type":null,"disktype":"nvme"}',
    )
  })

  test('are demanded no more where none is near, and those that a node has stay', () => {
    const scene = unplaced(NO_NODE, { nodeSelector: { pool: 'gpu', zone: 'a' } }, [
      node({ zone: 'a' }),
    ])
    expect(bodyOf(scene, 'readiness-gate/node-selector')).toContain('"nodeSelector":{"pool":null}')
  })

  const affinity = (values: readonly string[]) => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'os', operator: 'In', values }] }],
        },
      },
    },
  })

  test('in a required affinity too', () => {
    const nodes = [node({ os: 'linux' })]
    expect(
      bodyOf(unplaced(NO_NODE, affinity(['Linux']), nodes), 'readiness-gate/affinity-label'),
    ).toContain('"values":["linux"]')
    expect(
      bodyOf(unplaced(NO_NODE, affinity(['plan9']), nodes), 'readiness-gate/node-affinity'),
    ).toContain('"requiredDuringSchedulingIgnoredDuringExecution":null')
  })
})

describe('neighbours', () => {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: {} }

  test('that are demanded become preferred, and old pods make room first', () => {
    const body = bodyOf(
      unplaced("node(s) didn't match pod anti-affinity rules", {
        affinity: {
          podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
        },
      }),
      'readiness-gate/preferred',
    )
    expect(body).toContain('"requiredDuringSchedulingIgnoredDuringExecution":null')
    expect(body).toContain('"podAffinityTerm":{"topologyKey"')
    expect(body).toContain('"maxSurge":0')
  })

  test('a spread that no node allows is one where it can be', () => {
    const body = bodyOf(
      unplaced("node(s) didn't match pod topology spread constraints", {
        topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
      }),
      'readiness-gate/spread',
    )
    expect(body).toContain('{"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}')
  })

  const rival = {
    kind: 'Pod',
    metadata: { name: 'edge-0', namespace: 'web' },
    spec: {
      nodeName: 'node-a',
      containers: [{ name: 'e', ports: [{ containerPort: 80, hostPort: 8443 }] }],
    },
    status: { phase: 'Running' },
  }

  test('a port of the node that another pod has is moved', () => {
    const scene = unplaced("node(s) didn't have free ports for the requested pod ports", {}, [
      rival,
    ])
    const body = bodyOf(
      { ...scene, container: { ports: [{ containerPort: 8080, hostPort: 8443 }] } },
      'port-in-use/host-port',
    )
    expect(body).toContain('{"containerPort":8080,"hostPort":8444}')
  })
})

describe('a claim that waits for a volume', () => {
  const claim = (spec: object, phase = 'Pending') => ({
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'shop' },
    spec: { resources: { requests: { storage: '5Gi' } }, ...spec },
    status: { phase },
  })
  const volume = {
    kind: 'PersistentVolume',
    metadata: { name: 'disk-1' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'disks',
      capacity: { storage: '5Gi' },
    },
    status: { phase: 'Available' },
  }
  const scene = (of: ReturnType<typeof claim>): Scene =>
    unplaced(
      'pod has unbound immediate PersistentVolumeClaims',
      { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] },
      [of, volume],
    )
  const id = 'mount-failed/claim-terms'

  test('asks for what the free volume has', () => {
    const modes = claim({ storageClassName: 'disks', accessModes: ['ReadWriteMany'] })
    expect(bodyOf(scene(modes), id)).toBe('{"spec":{"accessModes":["ReadWriteOnce"]}}')
    const named = claim({ storageClassName: 'disk', accessModes: ['ReadWriteOnce'] })
    expect(bodyOf(scene(named), id)).toBe('{"spec":{"storageClassName":"disks"}}')
  })

  test('is left alone once it is bound', () => {
    const bound = claim({ storageClassName: 'disks', accessModes: ['ReadWriteMany'] }, 'Bound')
    expect(bodyOf(scene(bound), id)).toBe('null')
  })
})

describe('an image that cannot be pulled', () => {
  const of = (image: string, more: object = {}): Scene => ({
    container: { image, ...more },
    status: waiting('ImagePullBackOff', `Back-off pulling image "${image}"`),
    events: [['Failed', `Failed to pull image "${image}": ${image}: not found`]],
    objects: [node({}, ['docker.io/library/busybox:1.36', 'registry.example/shop/basket:6.0.2'])],
  })
  const id = 'image-bad/nearest'

  test('has the nearest name that a node has, by repository or by tag', () => {
    expect(bodyOf(of('bussybox:1.36'), id)).toContain('"image":"busybox:1.36"')
    expect(bodyOf(of('registry.example/shop/basket:6.0.20'), id)).toContain('basket:6.0.2"')
  })

  test('is not another program', () => {
    expect(bodyOf(of('registry.example/shop/orders:6.0.2'), id)).toBe('null')
  })

  test('is used as the node has it, where the policy is to pull it always', () => {
    const always = of('busybox:1.36', { imagePullPolicy: 'Always' })
    expect(bodyOf(always, 'image-bad/policy')).toContain('"imagePullPolicy":"IfNotPresent"')
  })
})
