import type { KubeObject, Pod } from './kube.ts'
import type { LogStream, Snapshot } from './snapshot.ts'

/**
 * Names that the API server cannot hold come from a forged or damaged dump (k8s.io/apimachinery, pkg/api/validation: DNS
 * labels and subdomains). Capitals and underscores are let through, since tools that take names out of dumps write them.
 */
const NAME = /^[A-Za-z0-9_][\w.:@-]{0,252}$/
/** Roles and bindings are validated as one segment of a path alone (pkg/api/validation/path). */
const SEGMENT = /^(?!\.{1,2}$)[^/%\p{C}]{1,253}$/u
const SEGMENT_KINDS: ReadonlySet<string> = new Set([
  ...['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'],
])

/** The snapshot without what bears a name that Kubernetes cannot hold; each such name stands under the gaps. */
export function withoutRefusedNames(snapshot: Snapshot): Snapshot {
  const refused = new Map<string, string>()
  const isRefused = (what: string, name: string | null): boolean => {
    if (name === null) return false
    refused.set(`${what} ${name}`, `${what} ${JSON.stringify(name.slice(0, 80))}`)
    return true
  }
  const objects = snapshot.objects.filter(
    ({ object }) => !isRefused(object.kind, refusedNameOf(object)),
  )
  const logs = snapshot.logs.map((log) => {
    const name = [log.namespace, log.pod, log.container].find((one) => isBad(one ?? undefined))
    return isRefused('The log of', name ?? null) ? nameless(log) : log
  })
  if (refused.size === 0) return snapshot
  return { ...snapshot, objects, logs, gaps: [...snapshot.gaps, gapOf([...refused.values()])] }
}

const SHOWN = 5

const gapOf = (names: readonly string[]): string => {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return `Left out, since Kubernetes cannot hold such names (a forged or damaged file?): ${names.slice(0, SHOWN).join(', ')}${more}.`
}

const isBad = (name: unknown, pattern: RegExp = NAME): name is string =>
  typeof name === 'string' && name !== '' && !pattern.test(name)

/** The first name of the object that cannot be: its own, its namespace, its owners', its containers', what an event is about. */
const refusedNameOf = (object: KubeObject): string | null => {
  const { name, namespace, ownerReferences } = object.metadata
  const own = SEGMENT_KINDS.has(object.kind) ? SEGMENT : NAME
  if (isBad(name, own)) return name
  const others = [
    namespace,
    ...namesIn(ownerReferences),
    ...(object.kind === 'Pod' ? podNames(object) : []),
    ...(object.kind === 'Event' ? eventNames(object) : []),
  ]
  return others.find((one) => isBad(one, SEGMENT_KINDS.has(object.kind) ? SEGMENT : NAME)) ?? null
}

const podNames = ({ spec, status }: Pod): readonly (string | undefined)[] => [
  spec?.nodeName,
  ...namesIn(spec?.containers),
  ...namesIn(spec?.initContainers),
  ...namesIn(status?.containerStatuses),
  ...namesIn(status?.initContainerStatuses),
]

const eventNames = (event: KubeObject): readonly (string | undefined)[] => {
  const about = event['involvedObject'] ?? event['regarding']
  return namesIn(typeof about === 'object' && about !== null ? [about] : [])
}

const namesIn = (list: unknown): readonly (string | undefined)[] =>
  Array.isArray(list)
    ? (list as readonly ({ readonly name?: string } | null)[]).map((one) => one?.name)
    : []

const nameless = (log: LogStream): LogStream => ({
  namespace: null,
  pod: null,
  container: null,
  run: log.run,
  origin: log.origin,
  ...(log.truncated === undefined ? {} : { truncated: log.truncated }),
  // Read when it is needed and not before.
  get text() {
    return log.text
  },
})
