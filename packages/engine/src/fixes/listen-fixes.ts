import type { Container } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { namedContainerPatch } from './patch.ts'
import { editFix, placesOf, placeTitle, type Place } from './place.ts'

const VERIFY = 'Both containers stay up for ten minutes and the line does not come back.'

/** Moves one of two containers that want the same port: the one whose setting of it is at hand. */
export function listenFixes(file: CaseFile, said: string | undefined): readonly Fix[] {
  const port =
    said ?? (file.podSpec?.hostNetwork ? undefined : sharedPort(file)) ?? onlyListening(file)
  if (!port) return []
  // On the node's network what has the port is a pod of another workload, or none at all.
  if (file.podSpec?.hostNetwork) {
    const own = file.failing.spec
    const place = own ? settingOf(file, own, port) : null
    return own && place
      ? [moveTo(file, { container: own, place }, { port, free: freePort(file, port) })]
      : []
  }
  const others = (file.podSpec?.containers ?? []).filter(
    ({ name }) => name !== file.failing.spec?.name,
  )
  const movable = [file.failing.spec, ...others].flatMap((container) => {
    const place = container ? settingOf(file, container, port) : null
    return container && place ? [{ container, place }] : []
  })
  // A helper is moved rather than what a Service leads to.
  const [first] = [...movable].sort(
    (a, b) => served(file, a.container, port) - served(file, b.container, port),
  )
  return first ? [moveTo(file, first, { port, free: freePort(file, port) })] : []
}

/** A port that two containers of the pod declare or are set to, where the message names none. */
const sharedPort = (file: CaseFile): string | undefined => {
  const own = file.failing.spec
  const others = (file.podSpec?.containers ?? []).filter(({ name }) => name !== own?.name)
  const wants = (container: Container, port: string): boolean =>
    declaredPorts(container).includes(port) || settingOf(file, container, port) !== null
  if (!own) return undefined
  const candidates = [...declaredPorts(own), ...others.flatMap(declaredPorts)]
  return candidates.find((port) => wants(own, port) && others.some((other) => wants(other, port)))
}

const declaredPorts = ({ ports = [] }: Container): readonly string[] =>
  ports.map(({ containerPort }) => String(containerPort))

/** The only port that the container is told to listen on, where the message names none. */
const onlyListening = (file: CaseFile): string | undefined => {
  const own = file.failing.spec
  const told = placesOf(file).flatMap(({ text }) => [...text.slice(0, 4000).matchAll(/\d{2,5}/g)])
  const ports = [...new Set(told.map(([port]) => port))].filter(
    (port) => own && settingOf(file, own, port) !== null,
  )
  return ports.length === 1 ? ports[0] : undefined
}

/** Where the container is told to listen there: `:8080`, `PORT=8080`, `listen 80;`. */
const settingOf = (file: CaseFile, container: Container, port: string): Place | null => {
  const places = settingsOf(file, container, port)
  // Of two listeners of one program the one beside the service goes: clients know the other.
  return (
    places.find((place) => places.length > 1 && BESIDE.test(labelOf(place))) ?? places[0] ?? null
  )
}

const settingsOf = (file: CaseFile, container: Container, port: string): readonly Place[] =>
  placesOf(file, container).filter((place) => listens(place, port))

const BESIDE = /admin|metric|manage|monitor|health|debug|status|stat|internal|pprof|prom|probe|ops/i

const labelOf = (place: Place): string =>
  place.kind === 'env' ? place.name : place.kind === 'word' ? place.text : place.key

const listens = (place: Place, port: string): boolean => {
  if (place.kind === 'configmap')
    return new RegExp(
      `\\b(?:listen|bind|port|address|addr)\\b[^\\n]{0,40}?\\b${port}\\b`,
      'i',
    ).test(place.text)
  if (place.kind === 'env')
    return (
      new RegExp(`^(?:[\\w.*]*:)?${port}$`).test(place.text) &&
      /PORT|ADDR|LISTEN|BIND/i.test(place.name)
    )
  return new RegExp(`(?:port|listen|addr|bind)[\\w-]*[= ][\\w.]*:?${port}\\b|^:${port}$`, 'i').test(
    place.text,
  )
}

/** 1 where a Service leads to a port of this container by name or number alone, so that moving it would cut it off. */
const served = (file: CaseFile, container: Container, port: string): number => {
  const ports = (container.ports ?? []).filter(
    ({ containerPort }) => String(containerPort) === port,
  )
  const names = new Set([
    ...ports.map(({ name }) => name ?? ''),
    ...(ports.length > 0 ? [port] : []),
  ])
  return file.inventory
    .inNamespace('Service', file.failing.namespace)
    .some(({ object }) =>
      (
        (object['spec'] as { ports?: readonly { targetPort?: number | string }[] })?.ports ?? []
      ).some(({ targetPort }) => names.has(String(targetPort))),
    )
    ? 1
    : 0
}

const freePort = (file: CaseFile, port: string): string => {
  const taken = new Set(
    [file.podSpec, ...(file.podSpec?.hostNetwork ? hostSpecs(file) : [])]
      .flatMap((spec) => spec?.containers ?? [])
      .flatMap(portsOf),
  )
  const from = Number(port) < 1024 ? 8081 : Number(port) + 1
  const free = Array.from({ length: 50 }, (_, step) => from + step).find((one) => !taken.has(one))
  return String(free ?? from)
}

const hostSpecs = ({ inventory }: CaseFile) =>
  inventory.pods.flatMap(({ pod }) => (pod.spec?.hostNetwork ? [pod.spec] : []))

/** Ports that it declares, and numbers of its variables that are named for one. */
const portsOf = ({
  ports = [],
  env = [],
  args = [],
  command = [],
}: Container): readonly number[] => [
  ...ports.flatMap(({ containerPort, hostPort }) => [containerPort ?? 0, hostPort ?? 0]),
  ...[...env.map(({ value }) => value ?? ''), ...args, ...command].flatMap((text) =>
    text.length < 200 ? [...text.matchAll(/\b\d{4,5}\b/g)].map(([port]) => Number(port)) : [],
  ),
]

/** Probes that ask the port by its number go with it; one of a readable name follows the name. */
const movedProbes = (container: Container, port: string, free: string): object =>
  Object.fromEntries(
    (['livenessProbe', 'readinessProbe', 'startupProbe'] as const).flatMap((name) =>
      (['httpGet', 'tcpSocket', 'grpc'] as const).flatMap((handler) =>
        String(container[name]?.[handler]?.port ?? '') === port
          ? [[name, { [handler]: { port: Number(free) } }]]
          : [],
      ),
    ),
  )

const moveTo = (
  file: CaseFile,
  { container, place }: { readonly container: Container; readonly place: Place },
  { port, free }: { readonly port: string; readonly free: string },
): Fix => {
  const text = place.text.replace(
    new RegExp(`((?:listen|bind|port|addr|address)[^\\n]{0,40}?\\b|^|:|=)${port}\\b`, 'i'),
    `$1${free}`,
  )
  const fix = editFix(file, {
    id: 'port-in-use/move',
    title: `Let ${container.name} listen on port ${free} instead of ${port} (${placeTitle(place)})`,
    place,
    text,
    verify: VERIFY,
  })
  // Where the program goes on listening there with something else, what is declared and asked stays.
  const isLeft = settingsOf(file, container, port).length > 1
  const declared = isLeft
    ? undefined
    : container.ports?.find(({ containerPort }) => String(containerPort) === port)
  const probes = isLeft ? {} : movedProbes(container, port, free)
  if (place.kind === 'configmap' || (!declared && Object.keys(probes).length === 0)) return fix
  const ports = declared
    ? [
        {
          ...declared,
          containerPort: Number(free),
          ...(declared.hostPort === undefined ? {} : { hostPort: Number(free) }),
        },
        { $patch: 'delete', containerPort: Number(port) },
      ]
    : []
  const patch = namedContainerPatch(file, container.name, {
    ...(place.kind === 'env'
      ? { env: [{ name: place.name, value: text }] }
      : { [place.field]: place.words.map((word, index) => (index === place.index ? text : word)) }),
    ...(declared ? { ports } : {}),
    ...probes,
  })
  return { ...fix, patch }
}
