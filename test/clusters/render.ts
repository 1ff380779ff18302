import type { KubeEvent, KubeObject, Pod } from '@unloop/engine/evidence'
import { describePod } from './print-describe.ts'
import { eventsIn, printEvents } from './print-events.ts'
import { printPods } from './print-pods.ts'
import { podsIn, type Plotted } from './plants.ts'
import type { RunLog } from './world.ts'

export interface TextFile {
  readonly path: string
  readonly text: string
}

/** A way in which a cluster is saved. */
export interface Layout {
  readonly name: string
  readonly kind: 'json' | 'text'
  readonly files: (cluster: Plotted) => readonly TextFile[]
}

const list = (items: readonly KubeObject[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 1)

/** As `unloop collect` writes it: a file for each kind of each namespace, logs in folders. */
const collected = ({ objects, logs }: Plotted): readonly TextFile[] => [
  ...[
    ...Map.groupBy(
      objects,
      ({ kind, metadata }) =>
        `objects/${metadata.namespace ?? '_cluster'}/${kind.toLowerCase()}.json`,
    ),
  ].map(([path, items]) => ({ path, text: list(items) })),
  ...logs.map((log) => ({
    path: `logs/${log.namespace}/${log.pod}/${log.container}${log.run === 'previous' ? '.previous' : ''}.log`,
    text: log.text,
  })),
]

/** `kubectl cluster-info dump -A --output-directory`: JSON, and the current logs of a pod after one another. */
const clusterInfo = ({ objects, logs }: Plotted): readonly TextFile[] => {
  const file = ({ kind, metadata }: KubeObject): string =>
    metadata.namespace === undefined
      ? `${kind.toLowerCase()}s.json`
      : `${metadata.namespace}/${kind.toLowerCase()}s.json`
  const current = logs.filter(({ run }) => run === 'current')
  return [
    ...[...Map.groupBy(objects, file)].map(([path, items]) => ({ path, text: list(items) })),
    ...[...Map.groupBy(current, ({ namespace, pod }) => `${namespace}/${pod}/logs.txt`)].map(
      ([path, runs]) => ({
        path,
        text: runs
          .map(
            ({ namespace, pod, container, text }) =>
              `==== START logs for container ${container} of pod ${namespace}/${pod} ====\n${text}\n==== END logs for container ${container} of pod ${namespace}/${pod} ====`,
          )
          .join('\n'),
      }),
    ),
  ]
}

const isQuiet = ({ status }: Pod): boolean =>
  [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].every(
    ({ restartCount = 0, state }) =>
      restartCount === 0 && (state?.running !== undefined || state?.terminated?.exitCode === 0),
  )

const HEALTHY_SHOWN = 12

/** The pods that somebody looks into: those of the crashes, and some of the others. */
function lookedAt({ objects, plants }: Plotted): readonly Pod[] {
  const crashed = new Set(plants.flatMap(({ namespaces }) => namespaces))
  const pods = podsIn(objects)
  const mine = pods.filter((pod) => crashed.has(pod.metadata.namespace ?? ''))
  const others = pods.filter((pod) => !mine.includes(pod))
  const noisy = others.filter((pod) => !isQuiet(pod)).slice(0, HEALTHY_SHOWN / 2)
  const step = Math.max(1, Math.floor(others.length / HEALTHY_SHOWN))
  return [...mine, ...new Set([...noisy, ...others.filter((_, index) => index % step === 0)])]
}

const eventsOf = (events: readonly KubeEvent[], { metadata }: Pod): readonly KubeEvent[] =>
  events.filter(
    ({ involvedObject: about }) =>
      about?.name === metadata.name && about?.namespace === metadata.namespace,
  )

const logsOf = (logs: readonly RunLog[], { metadata }: Pod): readonly RunLog[] =>
  logs.filter(({ pod, namespace }) => pod === metadata.name && namespace === metadata.namespace)

const NO_PREVIOUS = (container: string, pod: string): string =>
  `Error from server (BadRequest): previous terminated container "${container}" in pod "${pod}" not found`

/** Each answer of kubectl in a file of its own. */
const answers = (cluster: Plotted): readonly TextFile[] => {
  const { objects, logs, now } = cluster
  const events = eventsIn(objects)
  return [
    {
      path: 'get-pods.txt',
      text: printPods(podsIn(objects), { now, wide: true, namespaced: true }),
    },
    { path: 'events.txt', text: printEvents(events, now, false) },
    ...lookedAt(cluster).flatMap((pod) => [
      {
        path: `describe/${pod.metadata.namespace}.${pod.metadata.name}.txt`,
        text: describePod(pod, eventsOf(events, pod), now),
      },
      ...logFiles(pod, logsOf(logs, pod)),
    ]),
  ]
}

function logFiles(pod: Pod, logs: readonly RunLog[]): readonly TextFile[] {
  const name = pod.metadata.name ?? ''
  const files = logs.map(({ container, run, text }) => ({
    path: `logs/${pod.metadata.namespace}_${name}_${container}${run === 'previous' ? '.previous' : ''}.log`,
    text,
  }))
  const [first] = logs
  if (first === undefined || logs.some(({ run }) => run === 'previous')) return files
  return [
    ...files,
    {
      path: `logs/${pod.metadata.namespace}_${name}_${first.container}.previous.log`,
      text: NO_PREVIOUS(first.container, name),
    },
  ]
}

/** One paste of a session at a prompt. */
const session = (cluster: Plotted): readonly TextFile[] => {
  const { objects, logs, now } = cluster
  const events = eventsIn(objects)
  const parts = [
    `$ kubectl get pods -A\n${printPods(podsIn(objects), { now, wide: false, namespaced: true })}`,
    `$ kubectl events -A\n${printEvents(events, now, true)}`,
    ...lookedAt(cluster).flatMap((pod) => {
      const { name, namespace } = pod.metadata
      return [
        `$ kubectl describe pod -n ${namespace} ${name}\n${describePod(pod, eventsOf(events, pod), now)}`,
        ...logsOf(logs, pod).map(
          ({ container, run, text }) =>
            `$ kubectl logs -n ${namespace} ${name} -c ${container}${run === 'previous' ? ' --previous' : ''}\n${text}`,
        ),
      ]
    }),
  ]
  return [{ path: 'session.txt', text: parts.join('\n\n') }]
}

/** A folder for each namespace, whose tables do not name it. */
const folders = (cluster: Plotted): readonly TextFile[] => {
  const { objects, logs, now } = cluster
  const looked = lookedAt(cluster)
  return [...Map.groupBy(podsIn(objects), ({ metadata }) => metadata.namespace ?? '')].flatMap(
    ([namespace, pods]) => {
      const events = eventsIn(objects).filter(
        ({ involvedObject: about }) => about?.namespace === namespace,
      )
      const shown = pods.filter((pod) => looked.includes(pod))
      return [
        {
          path: `${namespace}/pods.txt`,
          text: printPods(pods, { now, wide: false, namespaced: false }),
        },
        {
          path: `${namespace}/events.txt`,
          text: printEvents(events, now, false).replace(/^\S+\s+/gm, ''),
        },
        {
          path: `${namespace}/describe-pods.txt`,
          text: shown.map((pod) => describePod(pod, eventsOf(events, pod), now)).join('\n\n\n'),
        },
        ...shown.flatMap((pod) =>
          logsOf(logs, pod).map(({ pod: name, container, run, text }) => ({
            path: `${namespace}/logs/${name}/${container}${run === 'previous' ? '-previous' : ''}.log`,
            text,
          })),
        ),
      ]
    },
  )
}

export const LAYOUTS: readonly Layout[] = [
  { name: 'collected', kind: 'json', files: collected },
  { name: 'cluster-info dump', kind: 'json', files: clusterInfo },
  { name: 'answers of kubectl', kind: 'text', files: answers },
  { name: 'session', kind: 'text', files: session },
  { name: 'folders', kind: 'text', files: folders },
]
