import type { KubeObject } from '@unloop/engine/evidence'
import { addJobs } from './jobs.ts'
import { LIVES, type Life, type Stage } from './lives.ts'
import { PROGRAMS, type Program } from './programs.data.ts'
import { DAY, MINUTE } from './time.ts'
import { World } from './world.ts'

const NODE_NAMES = {
  eks: (world: World) => `ip-10-0-${world.int(200)}-${world.int(250)}.eu-west-1.compute.internal`,
  gke: (world: World) => `gke-prod-pool-1-8f3a2b1c-${world.letters(4)}`,
  k3s: (world: World) => `k3s-agent-${world.letters(5)}`,
  kind: (world: World) => `prod-worker${world.between(2, 99)}`,
}

/** A cluster in which nothing is wrong: so many pods or some more, after a life like that of real ones. */
export function makeCluster(seed: number, pods: number): World {
  const world = new World(seed)
  addNodes(world)
  addJobs(world)
  const count = (): number => world.objects.filter(({ kind }) => kind === 'Pod').length
  for (let round = 0; count() < pods; round++)
    for (const program of PROGRAMS) if (count() < pods) addWorkload(world, program, round)
  return world
}

function addNodes(world: World): void {
  const name = world.random.pick(Object.values(NODE_NAMES))
  for (let index = 0; index < 4 + world.int(5); index++) {
    const node = name(world)
    world.nodes.push(node)
    world.add({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: node, creationTimestamp: world.ago(world.between(1, 90) * DAY) },
      spec: index === 0 ? { unschedulable: true } : {},
      status: {
        conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map((type) => ({
          type,
          status: type === 'Ready' ? 'True' : 'False',
          lastHeartbeatTime: world.ago(world.int(200_000)),
        })),
        nodeInfo: { kubeletVersion: 'v1.31.4', architecture: 'amd64' },
      },
    })
  }
  const [first = ''] = world.nodes
  const node = { kind: 'Node', namespace: 'default', name: first }
  world.event({
    ...node,
    reason: 'NodeNotSchedulable',
    message: `Node ${first} status is now: NodeNotSchedulable`,
    ago: 30 * MINUTE,
  })
  world.event({
    ...node,
    type: 'Warning',
    reason: 'InvalidDiskCapacity',
    message: 'invalid capacity 0 on image filesystem',
    ago: 45 * MINUTE,
  })
  world.event({
    ...node,
    type: 'Warning',
    reason: 'Rebooted',
    message: `Node ${first} has been rebooted, boot id: ${world.uid()}`,
    ago: 50 * MINUTE,
  })
}

/** The same program again is that of another team. */
const TEAMS = ['', '-staging', '-team-b', '-team-c', '-qa', '-eu', '-us', '-canary']

function addWorkload(world: World, program: Program, round: number): void {
  const isSystem = /^(?:kube-|istio|linkerd|cert-manager|argocd)/.test(program.namespace)
  const namespace = isSystem
    ? program.namespace
    : `${program.namespace}${TEAMS[round % TEAMS.length]}`
  const named =
    round === 0 || !isSystem ? program : { ...program, name: `${program.name}-${round}` }
  const replicas = program.kind === 'DaemonSet' ? world.nodes.length : world.between(1, 4)
  const stage: Stage = {
    world,
    program: named,
    namespace,
    replicas,
    hash: world.hash(),
    mesh: isSystem
      ? 'none'
      : world.random.pick(['none', 'none', 'istio', 'istio-native', 'linkerd']),
  }
  const before = world.objects.length
  drawn(world)(stage)
  const hashes = new Set(
    world.objects
      .slice(before)
      .flatMap(({ kind, metadata }) =>
        kind === 'Pod' ? [metadata.labels?.['pod-template-hash'] ?? ''] : [],
      ),
  )
  for (const controller of controllers(stage, hashes)) world.add(controller)
}

function drawn(world: World): Life {
  const total = LIVES.reduce((sum, [, weight]) => sum + weight, 0)
  let at = world.int(total)
  for (const [life, weight] of LIVES) if ((at -= weight) < 0) return life
  throw new Error('the weights add up to the total')
}

function controllers(stage: Stage, hashes: ReadonlySet<string>): readonly KubeObject[] {
  const { program, namespace, world, replicas } = stage
  const { name } = program
  const template = { spec: { containers: [{ name, image: program.image }] } }
  const head = { namespace, creationTimestamp: world.ago(90 * DAY) }
  const status = { replicas, readyReplicas: replicas }
  const top = {
    apiVersion: 'apps/v1',
    kind: program.kind,
    metadata: { ...head, name, uid: world.uid() },
    spec: { replicas, template },
    status,
  }
  if (program.kind !== 'Deployment') return [top]
  const sets = [...hashes].map((hash) => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      ...head,
      name: `${name}-${hash}`,
      ownerReferences: [{ kind: 'Deployment', name, controller: true }],
      annotations: { 'deployment.kubernetes.io/revision': hash === stage.hash ? '3' : '4' },
    },
    spec: { replicas, template },
    status,
  }))
  return [top, ...sets]
}
