// Every kind of workload is fixed by a plan that helps, and by one that does not, which must be taken back exactly.
import { apply, deleteNamespace, inLanes, kubectl, pause, willMake } from './lab.mjs'
import { differing, isHealthy, statedOf, unloop } from './fix.mjs'

const NAMESPACE = 'unloop-fix-kinds'
const LANES = 4
const FAULTS = [
  // One string in place of a list: the plan takes it apart.
  { fault: 'command', command: ['sleep 3600'], once: ['sleep 4'], helps: true },
  // Takes more than any limit: a higher one does not help.
  {
    fault: 'memory',
    command: ['sh', '-c', 'sleep 2; tail /dev/zero'],
    resources: { limits: { memory: '24Mi' } },
    helps: false,
  },
]
const KINDS = [
  ['Deployment', 'apps/v1', 'deploy'],
  ['StatefulSet', 'apps/v1', 'sts'],
  ['DaemonSet', 'apps/v1', 'ds'],
  ['Job', 'batch/v1', 'job'],
  ['CronJob', 'batch/v1', 'cronjob'],
  ['Pod', 'v1', 'pod'],
]

/** A row for each kind and fault. */
export async function fixKinds(lab, onDone) {
  const cases = KINDS.flatMap(([kind, apiVersion, short]) =>
    FAULTS.map((fault) => ({ kind, apiVersion, short, ...fault })),
  ).map((one) => ({ ...one, name: `${one.kind.toLowerCase()}-${one.fault}` }))
  willMake(NAMESPACE)
  try {
    await kubectl(lab, 'create', 'namespace', NAMESPACE)
    await pause(3)
    const items = cases.map(objectOf)
    await apply(lab, { apiVersion: 'v1', kind: 'List', items })
    for (const { kind, name } of cases.filter((one) => one.kind === 'CronJob'))
      await kubectl(
        lab,
        ...['-n', NAMESPACE, 'create', 'job', `${name}-1`, `--from=${kind.toLowerCase()}/${name}`],
      )
    await pause(60)
    return await inLanes(cases, LANES, async (one) => {
      const row = await fixOne(lab, one)
      onDone(row)
      return row
    })
  } finally {
    await deleteNamespace(lab, NAMESPACE)
  }
}

async function fixOne(lab, { kind, short, name, helps }) {
  const own = (stated) =>
    Object.fromEntries(Object.entries(stated).filter(([key]) => key === `${kind} ${name}`))
  const before = own(await statedOf(lab, NAMESPACE))
  const target = ['fix', `${short}/${name}`, '-n', NAMESPACE]
  const { page } = await unloop(lab, [
    ...target,
    '--apply',
    '--yes',
    '--timeout',
    '2m',
    '-o',
    'json',
  ])
  const state = page?.outcome?.state ?? 'not applied'
  const left = helps ? [] : differing(before, own(await statedOf(lab, NAMESPACE)))
  const healthy = helps ? await isHealthy(lab, NAMESPACE, { kind, name }) : null
  const isRight = helps
    ? state === 'proven' && healthy
    : state === 'not-proven' && left.length === 0
  return { name, kind, plan: page?.plan.id ?? '', state, healthy, left, isRight }
}

function objectOf({ kind, apiVersion, name, command, once, resources }) {
  const metadata = { name, namespace: NAMESPACE, labels: { app: name } }
  const ends = kind === 'Job' || kind === 'CronJob'
  const template = {
    metadata: { labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 1,
      ...(ends ? { restartPolicy: 'OnFailure' } : {}),
      containers: [
        {
          name: 'main',
          image: 'busybox:1.36',
          command: ends ? (once ?? command) : command,
          ...(resources ? { resources } : {}),
        },
      ],
    },
  }
  const job = { backoffLimit: 20, template }
  const selector = { matchLabels: { app: name } }
  const spec = {
    Deployment: { selector, template },
    StatefulSet: { selector, template, serviceName: name },
    DaemonSet: { selector, template },
    Job: job,
    CronJob: { schedule: '0 0 1 1 *', jobTemplate: { spec: job } },
    Pod: template.spec,
  }[kind]
  return { apiVersion, kind, metadata, spec }
}
