import { addPod, type ContainerLife, type Ended } from './pods.ts'
import { DAY, HOUR, MINUTE, SECOND } from './time.ts'
import type { World } from './world.ts'

interface JobRun {
  readonly namespace: string
  readonly name: string
  readonly cronJob?: string
  readonly age: number
  readonly ends: readonly number[]
  readonly policy?: 'Never' | 'OnFailure'
  readonly restarts?: number
}

/** A finished Job: a pod for each exit code, the last of which decides. */
function addJob(world: World, run: JobRun): void {
  const { namespace, name, cronJob, age, ends, policy = 'Never', restarts = 0 } = run
  const isComplete = ends.at(-1) === 0
  world.add({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      creationTimestamp: world.ago(age),
      ...(cronJob === undefined
        ? {}
        : { ownerReferences: [{ kind: 'CronJob', name: cronJob, controller: true }] }),
    },
    spec: { backoffLimit: 2, template: { spec: { containers: [], restartPolicy: policy } } },
    status: {
      startTime: world.ago(age),
      ...(isComplete
        ? { succeeded: 1, completionTime: world.ago(age - 40_000) }
        : { failed: ends.length }),
      conditions: [
        isComplete
          ? { type: 'Complete', status: 'True', lastTransitionTime: world.ago(age - 40_000) }
          : {
              type: 'Failed',
              status: 'True',
              reason: 'BackoffLimitExceeded',
              lastTransitionTime: world.ago(age - MINUTE),
            },
      ],
    },
  })
  ends.forEach((code, index) => addRun(world, { ...run, policy, restarts }, { code, index }))
}

function addRun(
  world: World,
  run: JobRun,
  { code, index }: { readonly code: number; readonly index: number },
): void {
  const { namespace, name, policy = 'Never', restarts = 0 } = run
  const age = run.age - index * 30 * SECOND
  const ended: Ended = {
    code,
    reason: code === 0 ? 'Completed' : 'Error',
    ago: age - 20_000,
    ran: 15_000,
  }
  const last =
    restarts === 0 ? {} : { last: { code: 1, reason: 'Error', ago: age - 4000, ran: 2000 } }
  const container: ContainerLife = {
    name: 'job',
    image: 'registry.batch.example/task:12',
    ended,
    ready: false,
    restarts,
    ...last,
  }
  const pod = `${name}-${world.letters(5)}`
  addPod(world, {
    namespace,
    name: pod,
    owner: { kind: 'Job', name },
    labels: { 'batch.kubernetes.io/job-name': name },
    age,
    phase: code === 0 ? 'Succeeded' : 'Failed',
    restartPolicy: policy,
    containers: [container],
  })
  const text =
    code === 0
      ? 'loaded 1209 rows\ndone'
      : 'Traceback (most recent call last):\n  File "/task.py", line 9, in <module>\n    raise SystemExit(load())\nrequests.exceptions.ReadTimeout: HTTPSConnectionPool(host=\'api.vendor.example\', port=443): Read timed out.'
  world.logs.push({ namespace, pod, container: 'job', run: 'current', text })
}

/** CronJobs with a failed past run among those that went well since, and Jobs of installations long done. */
export function addJobs(world: World): void {
  const names = ['report', 'db-backup', 'reindex', 'cleanup-sessions', 'invoice-mailer'] as const
  for (const name of names) addCronJob(world, name)
  for (const chart of ['traefik', 'traefik-crd'])
    addJob(world, {
      namespace: 'kube-system',
      name: `helm-install-${chart}`,
      age: 60 * DAY,
      ends: [0],
      policy: 'OnFailure',
      restarts: world.int(3),
    })
  addJob(world, { namespace: 'shop', name: 'migrate-2-14', age: 5 * DAY, ends: [1, 0] })
  addJob(world, {
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-admission-create',
    age: 100 * DAY,
    ends: [0],
    policy: 'OnFailure',
  })
}

function addCronJob(world: World, name: string): void {
  const namespace = world.random.pick(['batch', 'shop', 'data'])
  world.add({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace, creationTimestamp: world.ago(80 * DAY) },
    spec: {
      schedule: '0 * * * *',
      jobTemplate: { spec: { template: { spec: { containers: [] } } } },
    },
    status: { lastSuccessfulTime: world.ago(20 * MINUTE) },
  })
  const every = world.random.pick([HOUR, DAY])
  const runs = [[1, 1, 1], [0], [1, 0], [0]].slice(world.int(2))
  runs.forEach((ends, index) => {
    const age = (runs.length - index) * every
    const scheduled = Math.floor((world.now - age) / MINUTE)
    addJob(world, { namespace, name: `${name}-${scheduled}`, cronJob: name, age, ends })
  })
}
