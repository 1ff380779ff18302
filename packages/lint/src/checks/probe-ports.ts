import { inContainers, type Check, type Found } from '../check.ts'
import { edited, setTo, type Edit } from '../edit.ts'
import { at, isFields, textOf } from '../fields.ts'
import { isLocal, listeningArguments, listeningVariables, type Listening } from '../listening.ts'
import type { ProbeEntry, Site } from '../workload.ts'

/** Probes as messages name them. */
export const PROBE_WORDS = {
  livenessProbe: 'liveness probe',
  readinessProbe: 'readiness probe',
  startupProbe: 'startup probe',
} as const

/** The number of a probe's port; null for a name that no port has. */
const resolvedPort = (site: Site, probe: ProbeEntry): number | null =>
  typeof probe.port === 'number'
    ? probe.port
    : typeof probe.port === 'string' && /^\d+$/.test(probe.port)
      ? Number(probe.port)
      : (site.ports.find(({ name }) => name === probe.port)?.port ?? null)

/** Told by names and numbers that say which scheme a port speaks, unless a certificate among the arguments says otherwise. */
const schemeMismatch = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) => {
    if (probe.handler !== 'httpGet') return []
    const scheme = (textOf(at(probe.fields, 'httpGet', 'scheme')) ?? 'HTTP').toUpperCase()
    const port = resolvedPort(site, probe)
    const name =
      (typeof probe.port === 'string' ? probe.port : null) ??
      site.ports.find((each) => each.port === port)?.name ??
      ''
    const isNumber = port === 443 || port === 8443
    const isTls = /(?:^|-)(?:https|tls|ssl)(?:$|-)|^https/.test(name) || isNumber
    const isPlain = /^http(?:$|-(?!s))/.test(name) || port === 80
    // A name or a number alone proves nothing; the two together, or a certificate that the program is given, do.
    const severity =
      (isNumber && /https|tls|ssl/.test(name)) || (isTls && hasCertificate(site))
        ? {}
        : { severity: 'practice' as const }
    const path = [...probe.path, 'httpGet']
    if (scheme === 'HTTP' && isTls)
      return [
        {
          path:
            at(probe.fields, 'httpGet', 'scheme') === undefined
              ? [...path, 'port']
              : [...path, 'scheme'],
          message: `The ${PROBE_WORDS[probe.kind]} speaks HTTP to port ${probe.port}, which by its ${/^\d*$/.test(String(name)) ? 'number' : 'name'} serves TLS.`,
          ...severity,
          happens: `${capital(probe)} probe failed: HTTP probe failed with statuscode: 400 (Client sent an HTTP request to an HTTPS server).`,
          fix: 'Set httpGet.scheme: HTTPS.',
          // A number alone proves nothing: programs serve plain HTTP on 8443 too.
          ...edited(/^https|^tls|-https/.test(name) ? setTo([...path, 'scheme'], 'HTTPS') : []),
        },
      ]
    if (scheme === 'HTTPS' && isPlain && !isTls)
      return [
        {
          path: [...path, 'scheme'],
          message: `The ${PROBE_WORDS[probe.kind]} speaks HTTPS to port ${probe.port}, which by its name serves plain HTTP.`,
          severity: 'practice' as const,
          happens: `${capital(probe)} probe failed: http: server gave HTTP response to HTTPS client.`,
          fix: 'Remove httpGet.scheme, or name the port that serves TLS.',
        },
      ]
    return []
  })

/** Whether a program is told of a certificate. */
const hasCertificate = (site: Site): boolean =>
  site.argv.some(({ text }) => /^--?(?:tls|ssl)[\w-]*(?:cert|key)|^--?cert(?:-file)?\b/.test(text))

/** The probe's name at the beginning of a sentence. */
const capital = (probe: ProbeEntry): string => {
  const word = PROBE_WORDS[probe.kind].split(' ')[0] ?? ''
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Where a program is told to listen. */
const listens = (site: Site): readonly Listening[] => [
  ...listeningArguments(site),
  ...listeningVariables(site),
]

/** The kubelet asks at the pod's address; a program on the loopback does not answer there. */
const localOnly =
  (from: Listening['from']) =>
  (site: Site): readonly Found[] => {
    const said = listens(site).find((each) => each.from === from && isLocal(each.host))
    if (said === undefined) return []
    const probe =
      site.probes.find(
        ({ handler, fields, kind }) =>
          handler !== null &&
          handler !== 'exec' &&
          textOf(at(fields, handler, 'host')) === null &&
          kind !== 'readinessProbe',
      ) ??
      site.probes.find(
        ({ handler, fields }) =>
          handler !== null && handler !== 'exec' && textOf(at(fields, handler, 'host')) === null,
      )
    const port = probe === undefined ? null : resolvedPort(site, probe)
    if (probe === undefined || (said.port !== null && port !== null && said.port !== port))
      return []
    return [
      {
        path: said.path,
        message: `${said.text} listens inside the container only, and the kubelet's ${PROBE_WORDS[probe.kind]} comes from outside, to the pod's address.`,
      },
    ]
  }

const OF_ITS_OWN = /health|ready|live|probe|metric|status/

/** A program that is told another port than its probe asks. */
const portMismatch =
  (from: Listening['from']) =>
  (site: Site): readonly Found[] => {
    const said = listens(site).filter((each) => each.from === from && each.port !== null)
    if (said.length === 0) return []
    // Arguments decide over variables, as programs do.
    const others =
      from === 'variable' ? listeningArguments(site).filter(({ port }) => port !== null) : []
    const ports = new Set([...said, ...others].map(({ port }) => port))
    const probe = site.probes.find((each) => {
      if (each.handler === null || each.handler === 'exec') return false
      const port = resolvedPort(site, each)
      // An undeclared number is told at the probe.
      if (typeof each.port === 'number' && !site.ports.some((one) => one.port === port))
        return false
      return (
        port !== null &&
        (from === 'variable' ? !said.some((one) => one.port === port) : !ports.has(port))
      )
    })
    const [first] = said
    if (probe === undefined || first === undefined) return []
    const declared = site.ports.map(({ port }) => port)
    // Several declared ports: the program may serve the probe on another of them.
    if (declared.length > 1 && said.some(({ port }) => declared.includes(port))) return []
    // A port that is there for probes or numbers is another one than that which the program is told.
    const asked = site.ports.find(({ port }) => port === resolvedPort(site, probe))
    if (OF_ITS_OWN.test(asked?.name ?? '')) return []
    return [
      {
        path: first.path,
        message: `${first.text} makes the program listen on ${first.port}, and the ${PROBE_WORDS[probe.kind]} asks port ${resolvedPort(site, probe)}${typeof probe.port === 'string' ? ` (${probe.port})` : ''}.`,
      },
    ]
  }

/** The port of a gRPC probe is a number by its schema. */
const numberOfPort = (site: Site, probe: ProbeEntry): readonly Edit[] => {
  const port = resolvedPort(site, probe)
  return port === null ? [] : setTo([...probe.path, 'grpc', 'port'], port)
}

/** The API server refuses a name there. */
const namedGrpc = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) =>
    probe.handler === 'grpc' && typeof probe.port === 'string'
      ? [
          {
            path: [...probe.path, 'grpc', 'port'],
            ...edited(numberOfPort(site, probe)),
            message: `grpc.port takes a number only; ${JSON.stringify(probe.port)} is a name.`,
          },
        ]
      : [],
  )

/** Programs that serve health or metrics on a port of their own beside the one that a flag sets (their documentation). */
const SECOND_PORTS: readonly (readonly [images: RegExp, ports: readonly number[]])[] = [
  [/(?:^|\/)kube-state-metrics$/, [8080, 8081]],
  [/(?:^|\/)coredns$/, [8080, 8181, 9153]],
  [/(?:^|\/)cert-manager-\w+$/, [6080, 9402, 9403]],
  [/(?:^|\/)(?:nats|nats-server)$/, [4222, 8222, 7777]],
  [/(?:^|\/)(?:kong|kong-gateway)$/, [8000, 8001, 8100]],
  [/(?:^|\/)etcd$/, [2379, 2381]],
  [/^rabbitmq$/, [1883, 4369, 5671, 15_671, 15_672, 15_692, 25_672, 61_613]],
  [/^jenkins\/jenkins$/, [50_000]],
  [/^mysql$/, [33_060, 33_062]],
  [/^zookeeper$/, [2888, 3888, 7000, 8080]],
  [/^redis\/redis-stack-server$/, [8001]],
  [
    /(?:^|\/)(?:kube-scheduler|kube-controller-manager|kube-apiserver|kube-proxy)$/,
    [10256, 10257, 10259, 6443],
  ],
]

/** Whether an image listens on a second port that its documentation names. */
export function servesToo(site: Site, port: number): boolean {
  return SECOND_PORTS.some(
    ([images, ports]) => images.test(site.image.repository) && ports.includes(port),
  )
}

/**
 * A name that no port has is refused by the kubelet; a number needs no declaration, so that it counts only against the image's
 * own port.
 */
const undeclaredPort = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe): readonly Found[] => {
    if (probe.handler === null || probe.handler === 'exec' || probe.port === null) return []
    const path = [...probe.path, probe.handler, 'port']
    const isName = typeof probe.port === 'string' && !/^\d+$/.test(probe.port)
    if (isName) {
      const named = site.ports.find(({ name }) => name === probe.port)
      if (named !== undefined && !(named.protocol === 'UDP')) return []
      if (probe.handler === 'grpc') return []
      return [
        {
          path,
          message: named
            ? `Port ${probe.port} of the container is a UDP port, and probes connect over TCP.`
            : `No port of the container is named ${probe.port}${site.ports.length === 0 ? '; it declares none' : ` (it has ${site.ports.map(({ name, port }) => name ?? port).join(', ')})`}.`,
          happens: `The kubelet cannot resolve the port, and each check fails: couldn't find port: ${probe.port}.`,
          severity:
            probe.kind === 'readinessProbe' || named
              ? ('may-crash' as const)
              : ('will-crash' as const),
        },
      ]
    }
    // Another host than the pod is asked: what the container listens on says nothing of it.
    if (textOf(at(probe.fields, probe.handler, 'host')) !== null) return []
    const port = Number(probe.port)
    const shipped = shippedPort(site)
    // What is declared only informs: an image that nothing changes listens where it always does.
    const isCertain = shipped !== null && shipped !== port && !servesToo(site, port)
    if (!isCertain && site.ports.some((each) => each.port === port && each.protocol !== 'UDP'))
      return []
    if (
      site.workload.sites.some(
        (other) => other !== site && other.ports.some((each) => each.port === port),
      )
    )
      return []
    if (listens(site).some((each) => each.port === port) || isMentioned(site, port)) return []
    if (servesToo(site, port)) return []
    const said = servedPort(site)
    if (said?.port === port) return []
    // containerPort informs and opens nothing: only what the program itself says contradicts.
    const severity = said === null ? ('practice' as const) : ('may-crash' as const)
    return [
      {
        path,
        ...(probe.kind === 'readinessProbe'
          ? {
              happens:
                'Readiness probe failed: connect: connection refused; the pod never gets ready, and gets no requests.',
            }
          : {}),
        message:
          said === null
            ? `The ${PROBE_WORDS[probe.kind]} asks port ${port}, and the container declares ${site.ports.length === 0 ? 'no port' : site.ports.map((each) => each.port).join(', ')}.`
            : `The ${PROBE_WORDS[probe.kind]} asks port ${port}, and ${said.text} listens on ${said.port}.`,
        severity,
      },
    ]
  })

/** The one port that the program says it serves, in an argument or variable; else that of a known image that nothing changes. */
export function servedPort(site: Site): { readonly port: number; readonly text: string } | null {
  const said = listens(site).filter(({ port }) => port !== null)
  const [first] = said
  if (first?.port != null)
    return said.every(({ port }) => port === first.port)
      ? { port: first.port, text: first.text }
      : null
  const port = shippedPort(site)
  return port === null ? null : { port, text: site.image.text }
}

/** The port of a known image that neither arguments, variables nor files change. */
export function shippedPort(site: Site): number | null {
  const { port } = site.image.facts ?? {}
  const isAsShipped =
    site.argv.length === 0 &&
    site.envFrom.length === 0 &&
    site.mounts.every(({ volume }) => isFields(at(volume?.fields, 'persistentVolumeClaim'))) &&
    site.env.every(({ name }) => !/PORT|LISTEN|ADDR/.test(name))
  return port === undefined || !isAsShipped ? null : port
}

/** The number stands in an argument or variable, whatever the program calls it: `--healthz-bind-address=:8081`. */
export function isMentioned(site: Site, port: number): boolean {
  const pattern = new RegExp(`(?:^|\\D)${port}(?:\\D|$)`)
  return (
    site.argv.some(({ text }) => pattern.test(text)) ||
    site.env.some(({ value }) => value !== null && pattern.test(value))
  )
}

/** Whether a container is there to answer probes for others: exechealthz, or one that is told the very path. */
function answersFor({ name, image, argv }: Site, probe: ProbeEntry): boolean {
  const asked = textOf(at(probe.fields, 'httpGet', 'path')) ?? ''
  return (
    /health|probe/i.test(`${name} ${image.repository}`) ||
    (asked.length > 1 && argv.some(({ text }) => text.includes(asked)))
  )
}

/** A probe that asks the port of another container of the pod, whose failure then kills this one. */
const othersPort = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) => {
    const port = resolvedPort(site, probe)
    if (port === null || site.ports.length === 0 || site.ports.some((each) => each.port === port))
      return []
    const other = site.workload.sites.find(
      (each) => each !== site && each.ports.some((one) => one.port === port),
    )
    if (other === undefined || listens(site).some((each) => each.port === port)) return []
    if (isMentioned(site, port) || answersFor(other, probe)) return []
    return [
      {
        path: [...probe.path, probe.handler ?? 'httpGet', 'port'],
        message: `The ${PROBE_WORDS[probe.kind]} of ${site.name} asks port ${port}, which is ${other.name}'s: ${site.name} is restarted when the other one fails, and never for its own sake.`,
      },
    ]
  })

export const PROBE_PORT_CHECKS: readonly Check[] = [
  {
    code: 'probe-scheme-mismatch',
    severity: 'may-crash',
    title: 'A probe speaks HTTP to a TLS port, or HTTPS to a plain one',
    happens:
      'Liveness probe failed: HTTP probe failed with statuscode: 400; the container is killed again and again.',
    fix: 'Set httpGet.scheme to what the port serves.',
    aliases: [],
    find: inContainers(schemeMismatch, 'probes'),
  },
  {
    code: 'bind-localhost-with-probe',
    severity: 'may-crash',
    title: 'The program listens on localhost only, and a probe comes from outside',
    happens:
      'Liveness probe failed: dial tcp 10.0.0.7:8080: connect: connection refused; the container is killed again and again.',
    fix: 'Let it listen on 0.0.0.0 (or ::).',
    aliases: [],
    find: inContainers(localOnly('argument'), 'probes'),
  },
  {
    code: 'env-host-localhost-with-probe',
    severity: 'may-crash',
    title: 'A variable makes the program listen on localhost only, and a probe comes from outside',
    happens:
      'Liveness probe failed: dial tcp 10.0.0.7:8080: connect: connection refused; the container is killed again and again.',
    fix: 'Set it to 0.0.0.0.',
    aliases: [],
    find: inContainers(localOnly('variable'), 'probes', 'values'),
  },
  {
    code: 'env-port-vs-probe-port',
    severity: 'may-crash',
    title: 'A variable sets another port than the one that a probe asks',
    happens:
      'Liveness probe failed: connect: connection refused; the container is killed again and again.',
    fix: 'Use the same port in the variable, in ports and in the probe; a probe may use the name of the port.',
    aliases: [],
    find: inContainers(portMismatch('variable'), 'probes', 'values'),
  },
  {
    code: 'arg-port-vs-probe-port',
    severity: 'may-crash',
    title: 'An argument sets another port than the one that a probe asks',
    happens:
      'Liveness probe failed: connect: connection refused; the container is killed again and again.',
    fix: 'Use the same port in the argument, in ports and in the probe.',
    aliases: [],
    find: inContainers(portMismatch('argument'), 'probes'),
  },
  {
    code: 'grpc-probe-named-port',
    severity: 'refused',
    title: 'A gRPC probe names its port instead of numbering it',
    happens:
      'The API server refuses the object: cannot unmarshal string into Go struct field GRPCAction.port of type int32.',
    fix: 'Write the number of the port.',
    aliases: [],
    find: inContainers(namedGrpc, 'probes'),
  },
  {
    code: 'probe-port-undeclared',
    severity: 'may-crash',
    title: 'A probe asks a port that the container does not declare',
    happens:
      'Liveness probe failed: connect: connection refused; the container is killed again and again.',
    fix: 'Name the port that the program listens on, and declare it under ports.',
    aliases: [
      'kube-linter/liveness-port',
      'kube-linter/readiness-port',
      'kube-linter/startup-port',
      'popeye/POP-105',
    ],
    find: inContainers(undeclaredPort, 'probes'),
  },
  {
    code: 'probe-on-sidecar-port',
    severity: 'may-crash',
    title: "A probe asks another container's port",
    happens: 'The wrong container is restarted when the other one fails.',
    fix: 'Ask a port of the container itself.',
    aliases: [],
    find: inContainers(othersPort, 'probes'),
  },
]
