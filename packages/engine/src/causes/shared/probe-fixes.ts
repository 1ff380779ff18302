import { sh } from '../../commands/sh.ts'
import type { Probe } from '../../evidence/kube.ts'
import { destinationOf, namedDestinations, type Destination } from '../../evidence/services.ts'
import { execCommand, kubectl, patchCommand, verifyRollout } from '../../fixes/commands.ts'
import { containerPatch, objectPatch, patchFix } from '../../fixes/patch.ts'
import { editFix, placesOf, placeTitle } from '../../fixes/place.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Fix } from '../../report/report.ts'
import type { Finding } from '../../case/finding.ts'
import { listeningPorts } from './listening.ts'
import { allSaid, startedLine } from './log.ts'
import { pathsIn } from './mounts.ts'
import { probeBudget, probeOf, probePort, probeTiming, type ProbeKind } from './probe-fault.ts'

/** What an expert changes, by why the probe fails. */
export function probeFixes(file: CaseFile, kind: ProbeKind, finding: Finding): readonly Fix[] {
  const { facts } = finding
  switch (facts['fault']) {
    case 'wrong-port':
      return [portFix(file, kind, Number(facts['listens']))]
    case 'scheme':
      return [
        handlerFix(file, kind, {
          id: 'scheme',
          title: `Probe with ${facts['scheme']}`,
          handler: { httpGet: { scheme: facts['scheme'] } },
        }),
      ]
    case 'status':
      return statusFixes(file, kind, facts)
    case 'tool-missing':
    case 'exec':
      return [...execFixes(file, kind), ...markerFixes(file, kind, finding), lookFix(file, kind)]
    case 'timeout':
      return [timeoutFix(file, kind)]
    case 'too-early':
    case 'refused':
      // A readiness probe ends nothing: it waits as long as it takes.
      return [...(kind === 'readiness' ? [] : [moreTime(file, kind)]), lookFix(file, kind)]
    case 'named-port':
      return namedPortFixes(file, kind)
    case 'grpc':
      return [...plainFixes(file, kind, finding), lookFix(file, kind)]
    case 'localhost-only':
      return [...bindFixes(file), bindAdvice(file, facts['port'] ?? '')]
    default:
      return [lookFix(file, kind)]
  }
}

interface HandlerChange {
  readonly id: string
  readonly title: string
  readonly handler: Probe | Readonly<Record<string, unknown>>
  readonly risk?: Fix['risk']
}

const handlerFix = (
  file: CaseFile,
  kind: ProbeKind,
  { id, title, handler, risk }: HandlerChange,
): Fix =>
  patchFix(file, {
    id: `${kind}-probe/${id}`,
    title,
    patch: containerPatch(file, { [`${kind}Probe`]: handler }),
    ...(risk ? { risk } : {}),
    verify: `${verifyRollout(file)} No new Unhealthy events: \`${kubectl(file, 'get', 'events', '--field-selector', 'reason=Unhealthy')}\`.`,
  })

/** Every probe of the container that asks the same wrong port. */
const portFix = (file: CaseFile, kind: ProbeKind, port: number): Fix => {
  const wrong = probePort(file, probeOf(file, kind))
  const probes = ([kind, 'readiness', 'startup', 'liveness'] as const).filter((name) => {
    const probe = probeOf(file, name)
    return probe && (name === kind || probePort(file, probe) === wrong)
  })
  const change = Object.fromEntries(
    [...new Set(probes)].map((name) => [
      `${name}Probe`,
      { [handlerOf(probeOf(file, name))]: { port } },
    ]),
  )
  return patchFix(file, {
    id: `${kind}-probe/port`,
    title: `Probe port ${port}, on which the program listens`,
    patch: containerPatch(file, { ...change, ...renumbered(file, probeOf(file, kind), port) }),
  })
}

/** A probe that asks a port by its name: Services that do so too are led to the right one with it. */
const renumbered = (file: CaseFile, probe: Probe | undefined, port: number): object => {
  const name = probe?.httpGet?.port ?? probe?.tcpSocket?.port
  const ports = file.failing.spec?.ports ?? []
  const named = ports.find((each) => each.name !== undefined && each.name === name)
  if (!named || ports.some(({ containerPort }) => containerPort === port)) return {}
  return {
    ports: [
      { ...named, containerPort: port },
      { containerPort: named.containerPort, $patch: 'delete' },
    ],
  }
}

const handlerOf = (probe: Probe | undefined): string =>
  probe?.tcpSocket ? 'tcpSocket' : probe?.grpc ? 'grpc' : 'httpGet'

const statusFixes = (file: CaseFile, kind: ProbeKind, facts: Finding['facts']): readonly Fix[] => {
  const status = Number(facts['status'])
  const other = otherPath(file, kind)
  if (status < 500 && other)
    return [
      handlerFix(file, kind, {
        id: 'path',
        title: `Probe ${other}`,
        handler: { httpGet: { path: other } },
      }),
    ]
  if (status < 500) return [tcpFix(file, kind), lookFix(file, kind)]
  return [...wakeDependency(file), tcpFix(file, kind), lookFix(file, kind)]
}

/** The path of another probe of the container, which does not fail the same way. */
const otherPath = (file: CaseFile, kind: ProbeKind): string | null => {
  const own = probeOf(file, kind)?.httpGet?.path
  const paths = (['readiness', 'startup', 'liveness'] as const).map(
    (name) => probeOf(file, name)?.httpGet?.path,
  )
  return paths.find((path) => path !== undefined && path !== own) ?? null
}

/** Dependencies that the run's messages, its log lines and the container's settings name. */
const namedProblems = (file: CaseFile): readonly Destination[] => {
  const { inventory, failing } = file
  const said = allSaid(file, REFUSED_ADDRESS).slice(-3)
  const addresses = [
    ...file.messages.map(({ facts }) => ({ host: facts['host'], port: facts['port'] })),
    ...said.map(({ match }) => ({ host: match[1], port: match[2] })),
  ]
  const stated = addresses.flatMap(({ host, port }) => {
    const found = host ? destinationOf(inventory, failing.namespace, { host, port }) : null
    return found ? [found] : []
  })
  return [...stated, ...namedDestinations(inventory, failing.namespace, failing.spec)]
}

const REFUSED_ADDRESS =
  /(?:ECONNREFUSED|refused|connect(?:ing|ion)? to|dial tcp|unreachable)\b[^\w]{0,12}([\w.-]+):(\d{2,5})/i

/** A health endpoint that reports a dependency which is scaled to nothing: start that again. */
const wakeDependency = (file: CaseFile): readonly Fix[] => {
  for (const found of namedProblems(file)) {
    if (found.problem?.kind !== 'scaled-to-zero') continue
    const { kind, metadata } = found.problem.workload.object
    const target = { kind, namespace: metadata.namespace ?? '', name: metadata.name ?? '' }
    const patch = objectPatch(target, { spec: { replicas: 1 } })
    return [
      {
        id: 'probe/scale-dependency',
        title: `Scale ${kind} ${target.name} up again`,
        where: 'manifest',
        risk: 'low',
        commands: [patchCommand(patch)],
        patch,
        verify: `\`${sh`kubectl get endpoints ${found.name} -n ${found.namespace}`}\` shows an address, and the probe succeeds.`,
      },
    ]
  }
  return []
}

/** A liveness probe that asks only whether the process still accepts connections. */
const tcpFix = (file: CaseFile, kind: ProbeKind): Fix => {
  const probe = probeOf(file, kind)
  const port =
    probe?.httpGet?.port ?? probePort(file, probe) ?? file.failing.spec?.ports?.[0]?.containerPort
  return handlerFix(file, kind, {
    id: 'tcp',
    title: `Let the ${kind} probe ask only whether the process accepts connections; keep dependencies in the readiness probe`,
    handler: { httpGet: null, ...(probe?.grpc ? { grpc: null } : {}), tcpSocket: { port } },
  })
}

/** `Unimplemented`: it speaks gRPC and has no health service (grpc.health.v1). */
const NO_HEALTH_SERVICE = /Unimplemented|unknown service grpc\.health/i

/** A gRPC probe of a program that listens on that port and does not answer it: it speaks no gRPC, or has no health service. */
const plainFixes = (file: CaseFile, kind: ProbeKind, { evidence }: Finding): readonly Fix[] => {
  const port = probeOf(file, kind)?.grpc?.port
  const listens = listeningPorts(file).some((each) => each.port === Number(port))
  const isAnswered = evidence.some(({ excerpt }) => NO_HEALTH_SERVICE.test(excerpt))
  return port !== undefined && (listens || isAnswered) ? [tcpFix(file, kind)] : []
}

const LOCAL_URL =
  /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\$\{?\w+\}?)(?::(\d+))?(\/[^\s'"]*)?/

/** A probe command that only fetches a local URL is an httpGet probe, which needs no tool in the image. */
const execFixes = (file: CaseFile, kind: ProbeKind): readonly Fix[] => {
  const probe = probeOf(file, kind)
  const url = LOCAL_URL.exec((probe?.exec?.command ?? []).join(' '))
  const port = Number(url?.[1] ?? 0) || (file.failing.spec?.ports?.[0]?.containerPort ?? 80)
  if (!url) return []
  return [
    handlerFix(file, kind, {
      id: 'http',
      title: `Use an httpGet probe on port ${port}, which needs no tool in the image`,
      handler: { exec: null, httpGet: { path: url[2] ?? '/', port } },
    }),
  ]
}

/** A probe command that looks for a file which the program writes elsewhere under the same name, as its log says. */
const markerFixes = (file: CaseFile, kind: ProbeKind, { evidence }: Finding): readonly Fix[] => {
  const words = probeOf(file, kind)?.exec?.command ?? []
  const stated = pathsIn(evidence.map(({ excerpt }) => excerpt).join('\n'))
  const asked = pathsIn(words.join(' ')).find((path) => stated.includes(path))
  const name = asked?.slice(asked.lastIndexOf('/') + 1) ?? ''
  if (!asked || name.length < 4) return []
  const written = allSaid(file, new RegExp(`/${escaped(name)}(?![\\w.-])`))
    .flatMap(({ line }) => pathsIn(line.text))
    .filter((path) => path.endsWith(`/${name}`) && path !== asked)
  const [right, ...more] = [...new Set(written)]
  if (!right || more.length > 0) return []
  const probes = (['startup', 'readiness', 'liveness'] as const).flatMap((each) => {
    const command = probeOf(file, each)?.exec?.command
    return command?.some((word) => word.includes(asked))
      ? [
          [
            `${each}Probe`,
            { exec: { command: command.map((word) => word.replaceAll(asked, right)) } },
          ],
        ]
      : []
  })
  return [
    patchFix(file, {
      id: `${kind}-probe/file`,
      title: `Look for ${right}, which the program writes, instead of ${asked}`,
      patch: containerPatch(file, Object.fromEntries(probes)),
    }),
  ]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const timeoutFix = (file: CaseFile, kind: ProbeKind): Fix => {
  const { timeout, threshold } = probeTiming(probeOf(file, kind))
  const longer = Math.max(5, timeout * 3)
  return handlerFix(file, kind, {
    id: 'timeout',
    title: `Give the answer ${longer} s instead of ${timeout} s until what blocks the program is found`,
    handler: { timeoutSeconds: longer, failureThreshold: Math.max(threshold, 5) },
  })
}

/** A start-up budget of its own, so that the liveness probe can stay strict. */
const moreTime = (file: CaseFile, kind: ProbeKind): Fix => {
  const probe = probeOf(file, kind)
  const seconds = Math.max(180, 3 * probeBudget(probe), Math.ceil(3 * (observedStart(file) ?? 0)))
  if (kind === 'startup') {
    const { period } = probeTiming(probe)
    const failureThreshold = Math.ceil(seconds / period)
    return handlerFix(file, 'startup', {
      id: 'threshold',
      title: `Allow ${failureThreshold * period} s to start: ${whyBudget(file, probe)}`,
      handler: { failureThreshold },
    })
  }
  const handler = Object.fromEntries(
    (['httpGet', 'tcpSocket', 'grpc', 'exec'] as const).flatMap((name) =>
      probe?.[name] ? [[name, probe[name]]] : [],
    ),
  )
  return handlerFix(file, 'startup', {
    id: 'add-startup',
    title: `Add a startup probe that allows ${seconds} s to start: ${whyBudget(file, probe)}`,
    handler: { ...handler, periodSeconds: 5, failureThreshold: Math.ceil(seconds / 5) },
  })
}

const SECONDS = /(?:in|took|after)\s+(\d+(?:\.\d+)?)\s*(?:s|sec|seconds)\b/i

/** Seconds that a run needed until it said that it is up. */
const observedStart = (file: CaseFile): number | null => {
  const started = startedLine(file)
  if (!started) return null
  const said = Number(SECONDS.exec(started.line.text)?.[1])
  const began = started.run.lines[0]?.at
  const took = started.line.at && began ? (started.line.at - began) / 1000 : null
  return said > 0 ? said : took !== null && took > 0 ? took : null
}

const whyBudget = (file: CaseFile, probe: Probe | undefined): string => {
  const took = observedStart(file)
  return took === null
    ? `three times the ${probeBudget(probe)} s that were not enough, and three minutes at least`
    : `it was seen to take ${Math.round(took)} s, and slow nodes take three times that`
}

const namedPortFixes = (file: CaseFile, kind: ProbeKind): readonly Fix[] => {
  const port = file.failing.spec?.ports?.[0]
  const to = port?.name ?? port?.containerPort
  if (to === undefined) return [lookFix(file, kind)]
  const handler = { [handlerOf(probeOf(file, kind))]: { port: to } }
  return [
    handlerFix(file, kind, {
      id: 'named-port',
      title: `Probe port ${to}, which the container declares`,
      handler,
    }),
  ]
}

const LOOPBACK_SETTING =
  /((?:bind|listen|host|addr|interface)[\w.-]*["']?\s*(?:[:=]|[ \t])\s*["']?)(?:127\.0\.0\.1|localhost|\[::1\])/i

/** The setting that binds the server to the loopback address, where the pod gives it. */
const bindFixes = (file: CaseFile): readonly Fix[] =>
  placesOf(file)
    .flatMap((place) => {
      const isNamed = place.kind === 'env' && /HOST|ADDR|BIND|LISTEN/i.test(place.name)
      const isWord =
        place.kind === 'word' &&
        /^--?(?:host|bind|address|addr|listen|interface|ip)(?:-address)?$/i.test(
          place.words[place.index - 1] ?? '',
        )
      const text =
        isNamed || isWord
          ? place.text.replace(/127\.0\.0\.1|localhost|\[::1\]/, '0.0.0.0')
          : place.text.replace(LOOPBACK_SETTING, (_, head: string) => `${head}0.0.0.0`)
      return text === place.text
        ? []
        : [
            editFix(file, {
              id: 'probe/listen-on-all',
              title: `Let the program listen on 0.0.0.0 instead of the loopback address (${placeTitle(place)})`,
              place,
              text,
            }),
          ]
    })
    .slice(0, 1)

const bindAdvice = (file: CaseFile, port: string): Fix => ({
  id: 'probe/bind-all',
  title: `Let the program listen on 0.0.0.0:${port} instead of localhost`,
  where: 'config',
  risk: 'low',
  commands: [],
  patch: null,
  verify: verifyRollout(file),
})

/** How to see the probe's answer with one's own eyes. */
const lookFix = (file: CaseFile, kind: ProbeKind): Fix => {
  const probe = probeOf(file, kind)
  const port = probePort(file, probe)
  const pod = file.podName
  const isHttps = probe?.httpGet?.scheme === 'HTTPS'
  const commands = [
    ...(port === null || !pod ? [] : [kubectl(file, 'port-forward', `pod/${pod}`, String(port))]),
    ...(port !== null && probe?.httpGet
      ? [
          sh`curl -v ${isHttps ? ['-k'] : []} ${`${isHttps ? 'https' : 'http'}://127.0.0.1:${port}${probe.httpGet.path ?? '/'}`}`,
        ]
      : []),
    ...(probe?.exec?.command && pod ? [execCommand(file, ...probe.exec.command)] : []),
  ]
  return {
    id: `${kind}-probe/ask`,
    title: `Ask what the ${kind} probe asks while the container runs, and correct the endpoint`,
    where: 'code',
    risk: 'low',
    commands,
    patch: null,
    verify: verifyRollout(file),
  }
}
