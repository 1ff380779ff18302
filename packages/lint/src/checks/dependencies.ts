import type { Bundle } from '../bundle.ts'
import { inContainers, inObjects, type Check, type Found, type LintObject } from '../check.ts'
import { dependenciesOf } from '../dependencies.ts'
import { at, isFields, listOf, numberOf, wordOf } from '../fields.ts'
import { PROBE_WORDS } from './probe-ports.ts'
import type { Site, Word } from '../workload.ts'

/** Where a variable or argument stands, for the finding. */
const place = (object: LintObject, said: string): Found['path'] => {
  for (const site of object.workload?.sites ?? []) {
    const entry = site.env.find(({ name }) => name === said)
    if (entry !== undefined) return entry.path
    const word = site.argv.find(({ text }) => text.startsWith(said))
    if (word !== undefined) return word.path
  }
  return object.workload?.path ?? []
}

/** A headless Service or an ExternalName offers whatever its pods or its host do. */
const portNotOffered = (object: LintObject, bundle: Bundle): readonly Found[] =>
  dependenciesOf(object, bundle).flatMap(({ service, port, said }) => {
    const ports = listOf(at(service.fields, 'spec', 'ports'))
    const numbers = ports.map((each) => numberOf(at(each, 'port')))
    const isHeadless = at(service.fields, 'spec', 'clusterIP') === 'None'
    const isExternal = at(service.fields, 'spec', 'type') === 'ExternalName'
    if (port === null || ports.length === 0 || isHeadless || isExternal || numbers.includes(port))
      return []
    return [
      {
        path: place(object, said),
        message: `${said} names port ${port} of Service ${service.name}, which offers ${numbers.join(', ')}.`,
        fix: `Write ${service.name}:${numbers[0]}.`,
      },
    ]
  })

/** A Service whose pods are all scaled to zero answers nobody. */
const scaledToZero = (object: LintObject, bundle: Bundle): readonly Found[] => {
  if (object.workload === null || object.workload.replicas === 0) return []
  return dependenciesOf(object, bundle).flatMap(({ service, said }) => {
    const selector = at(service.fields, 'spec', 'selector')
    if (!isFields(selector) || Object.keys(selector).length === 0) return []
    const pods = bundle.selected(service.namespace, selector)
    const isScaled = bundle
      .inNamespace('HorizontalPodAutoscaler', service.namespace)
      .concat(bundle.inNamespace('ScaledObject', service.namespace))
      .some(({ fields }) =>
        pods.some(({ name }) => name === wordOf(at(fields, 'spec', 'scaleTargetRef', 'name'))),
      )
    const [first] = pods
    if (first === undefined || isScaled || pods.some(({ workload }) => workload?.replicas !== 0))
      return []
    return [
      {
        path: place(object, said),
        message: `${said} leads to Service ${service.name}, and ${first.kind} ${first.name} behind it has replicas: 0.`,
        fix: `Set replicas of ${first.kind} ${first.name} to 1 or more.`,
      },
    ]
  })
}

/** Where a host stands: in an address, behind a flag for it, or as the operand of a program that asks one. */
const ASKED =
  /(?:^|[\s'"=])[a-z][a-z0-9+]*:\/\/(?:[^\s/@'"]*@)?([a-z][a-z0-9-]*)|(?:^|\s)(?:-h|--?host(?:name)?|-H|--server|--endpoint|--broker|--bootstrap-server)(?:[ =]|(?=[a-z]))([a-z][a-z0-9-]*)|(?:^|[\s/;|&])(?:nc|ncat|ping|nslookup|dig|host|getent hosts|telnet|curl|wget)(?:\s+-\S+(?:\s+\d+)?)*\s+([a-z][a-z0-9-]*)|(?:^|[\s'"=])([a-z][a-z0-9-]*):\d{2,5}(?=$|[\s/'"])/g

/** Hosts that a command waits for in a loop. */
const askedHosts = (
  command: readonly Word[],
): readonly { readonly host: string; readonly path: Word['path'] }[] => {
  const isScript = command.some(({ text }) => /\s/.test(text))
  // In a list of words a flag and its value are two items.
  const lines = isScript
    ? command
    : command
        .slice(0, 1)
        .map(({ path }) => ({ path, text: command.map(({ text }) => text).join(' ') }))
  return lines.flatMap(({ text, path }) =>
    [...text.matchAll(ASKED)].flatMap(([, ...groups]) =>
      groups.flatMap((host) => (host === undefined ? [] : [{ host, path }])),
    ),
  )
}

/** A liveness probe that asks a Service of the files kills the program when that one is down. */
const asksDependency = (site: Site, bundle: Bundle): readonly Found[] =>
  site.probes.flatMap(({ kind, command }) => {
    if (kind === 'readinessProbe') return []
    const word = askedHosts(command).find(
      ({ host }) =>
        bundle.find('Service', site.workload.namespace, host) !== null &&
        !isOwn(site, host, bundle),
    )
    return word === undefined
      ? []
      : [
          {
            path: word.path,
            message: `The ${PROBE_WORDS[kind]} asks Service ${word.host}: when that one is down, this container is killed for it.`,
          },
        ]
  })

/** Whether a Service leads to the very pod that asks: it waits for itself, and a pod is in no endpoints before it is ready. */
function isOwn({ workload }: Site, name: string, bundle: Bundle): boolean {
  const service = bundle.find('Service', workload.namespace, name)
  const selector = at(service?.fields, 'spec', 'selector')
  return (
    isFields(selector) &&
    Object.entries(selector).every(([key, value]) => workload.labels[key] === value)
  )
}

const REFUSED =
  'connect ECONNREFUSED, dial tcp 10.96.0.12:6379: connect: connection refused, or i/o timeout; the program ends, or never gets ready.'

export const DEPENDENCY_CHECKS: readonly Check[] = [
  {
    code: 'dependency-port-missing',
    severity: 'may-crash',
    title: 'A variable or argument names a port that the Service does not offer',
    happens:
      'i/o timeout, or connect ETIMEDOUT: nothing answers there; the program ends, or never gets ready.',
    fix: "Use the Service's port; targetPort is the pod's own.",
    aliases: [],
    find: inObjects(portNotOffered),
  },
  {
    code: 'dependency-scaled-to-zero',
    severity: 'may-crash',
    title: 'A workload talks to a Service whose pods are scaled to zero',
    happens: REFUSED,
    fix: 'Raise its replicas.',
    aliases: [],
    find: inObjects(scaledToZero),
  },
  {
    code: 'liveness-asks-dependency',
    severity: 'may-crash',
    title: 'A liveness probe asks another Service',
    happens:
      'Liveness probe failed, and the container is killed again and again, as long as the other one is down.',
    fix: 'Ask the program itself; what depends on others belongs into the readiness probe.',
    aliases: [],
    find: inContainers(asksDependency, 'execProbes'),
  },
]
