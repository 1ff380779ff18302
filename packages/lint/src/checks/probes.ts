import type { Bundle } from '../bundle.ts'
import { inContainers, inPods, type Check, type Found } from '../check.ts'
import { edited, plainWords, setTo, spread } from '../edit.ts'
import { at, fieldsOf, isFields, numberOf, textOf, wordOf } from '../fields.ts'
import { isLocal } from '../listening.ts'
import { memo } from '../memo.ts'
import { PROBE_WORDS as WORDS } from './probe-ports.ts'
import { baseName, isShell, programOf } from '../program.ts'
import { quantity } from '@unloop/engine/evidence'
import type { ProbeEntry, Site, Workload } from '../workload.ts'

/** core/v1 Probe: defaults of the API server. */
const timing = ({ fields }: ProbeEntry) => ({
  delay: numberOf(fields['initialDelaySeconds']) ?? 0,
  period: numberOf(fields['periodSeconds']) ?? 10,
  timeout: numberOf(fields['timeoutSeconds']) ?? 1,
  failures: numberOf(fields['failureThreshold']) ?? 3,
})

/** Seconds from the start of the container to the kill, at the least. */
const budget = (probe: ProbeEntry): number => {
  const { delay, period, failures } = timing(probe)
  return delay + period * Math.max(0, failures - 1)
}

/** Below this, the first check or the second one decides: an interpreter under load takes longer to start. */
export const SHORT_BUDGET_SECONDS = 6

/** With a startup probe the liveness probe waits for it. */
const shortWindow = (site: Site, bundle: Bundle): readonly Found[] => {
  const liveness = site.probes.find(({ kind }) => kind === 'livenessProbe')
  if (liveness === undefined || site.probes.some(({ kind }) => kind === 'startupProbe')) return []
  const { delay, period, failures } = timing(liveness)
  const seconds = budget(liveness)
  const least = bundle.parameter('liveness-window-too-short', 'seconds', SHORT_BUDGET_SECONDS)
  if (liveness.handler === null || seconds >= least) return []
  return [
    {
      path: [
        ...liveness.path,
        liveness.fields['failureThreshold'] === undefined ? 'periodSeconds' : 'failureThreshold',
      ],
      message: `The liveness probe kills the container when it does not answer ${seconds === 0 ? 'at its first check' : `within ${seconds} s of its start`} (initialDelaySeconds ${delay}, periodSeconds ${period}, failureThreshold ${failures}), and no startup probe holds it back.`,
    },
  ]
}

/** `start-seconds`, `startup-time` and the like, as teams write them into annotations. */
const DECLARED = /(?:^|[/.-])(?:expected-)?start(?:up)?-?(?:time|seconds|duration)(?:-?seconds)?$/i

/** How long an annotation says that a start takes, in seconds; null for none. */
const declaredStart = memo((workload: Workload): number | null => {
  for (const [key, value] of Object.entries({
    ...workload.annotations,
    ...(at(workload.fields, 'metadata', 'annotations') as object | undefined),
  })) {
    const match = DECLARED.test(key) ? /^(\d{1,5})(s|m)?$/.exec(wordOf(value).trim()) : null
    if (match) return Number(match[1]) * (match[2] === 'm' ? 60 : 1)
  }
  return null
})

/** A start that is declared longer than the probe allows. */
const startupBelowDeclared = (site: Site): readonly Found[] => {
  const declared = declaredStart(site.workload)
  const probe =
    site.probes.find(({ kind }) => kind === 'startupProbe') ??
    site.probes.find(({ kind }) => kind === 'livenessProbe')
  if (declared === null || probe === undefined) return []
  const { delay, period, failures } = timing(probe)
  const seconds = delay + period * failures
  if (seconds >= declared) return []
  return [
    {
      path: [...probe.path, 'failureThreshold'],
      message: `An annotation says that the start takes ${declared} s, and the ${WORDS[probe.kind]} gives it ${seconds} s.`,
      fix: `Set failureThreshold to ${Math.ceil((declared * 1.5 - delay) / period)} or more.`,
      ...edited(
        probe.kind === 'startupProbe' && period > 0
          ? setTo([...probe.path, 'failureThreshold'], Math.ceil((declared * 1.5 - delay) / period))
          : [],
      ),
    },
  ]
}

/** `exec` takes the whole item for the name of a file, and the probe never succeeds. */
const execOneString = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) => {
    const [first, ...rest] = probe.command
    if (first === undefined || rest.length > 0 || !/\S\s+\S/.test(first.text)) return []
    return [
      {
        path: first.path,
        ...edited(spread(site.workload.fields, first.path, plainWords(first.text))),
        message: `The ${WORDS[probe.kind]} runs a program whose whole name is ${JSON.stringify(first.text.slice(0, 60))}: a list item is one word.`,
        severity:
          probe.kind === 'readinessProbe' ? ('may-crash' as const) : ('will-crash' as const),
      },
    ]
  })

/** No shell, so that operators are arguments. */
const execOperator = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) => {
    const program = programOf(probe.command)
    if (program?.kind !== 'exec') return []
    if (/^(?:find|expr|test|\[)$/.test(baseName(program.words[0]?.text ?? ''))) return []
    const operator = probe.command.find(({ text }) => /^(?:&&|\|\|?|;|>{1,2}|<|2>&1)$/.test(text))
    return operator === undefined
      ? []
      : [
          {
            path: operator.path,
            message: `${JSON.stringify(operator.text)} is an argument of ${program.words[0]?.text ?? 'the program'} here: without a shell nothing understands it.`,
          },
        ]
  })

/** Distroless images have no shell for the command. */
const execShellless = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) => {
    const [first] = probe.command
    if (first === undefined || site.image.hasShell !== false) return []
    if (
      !isShell(first.text) &&
      !/^(?:cat|test|ls|curl|wget|ps|pgrep|grep|nc|echo)$/.test(baseName(first.text))
    )
      return []
    return [
      {
        path: first.path,
        message: `The ${WORDS[probe.kind]} runs ${first.text}, and ${site.image.text} holds a program and nothing else.`,
        severity:
          probe.kind === 'readinessProbe' ? ('may-crash' as const) : ('will-crash' as const),
      },
    ]
  })

/** The path of a URL. */
const pathOfUrl = (url: string): string => `/${url.replace(/^\/?[a-z]+:\/\/[^/]*\/?/i, '')}`

/** `path` is only the path; the kubelet puts it behind host and port as it is. */
const fullUrl = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) => {
    const path = textOf(at(probe.fields, 'httpGet', 'path'))
    return path !== null && /^\/?[a-z]+:\/\//i.test(path)
      ? [
          {
            ...edited(setTo([...probe.path, 'httpGet', 'path'], pathOfUrl(path))),
            path: [...probe.path, 'httpGet', 'path'],
            message: `The path of the ${WORDS[probe.kind]} is a whole URL; the kubelet asks for it as a path: GET /${path.replace(/^\//, '')}.`,
            fix: `Write ${JSON.stringify(pathOfUrl(path))}.`,
          },
        ]
      : []
  })

/** The next probe begins while the one before still waits. */
const slowTimeout = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) => {
    const { timeout, period } = timing(probe)
    return timeout > period
      ? [
          {
            path: [...probe.path, 'timeoutSeconds'],
            message: `A check of the ${WORDS[probe.kind]} may take ${timeout} s, and one is due every ${period} s: a hanging program is found out late.`,
          },
        ]
      : []
  })

/** A rollout counts as failed before the startup probe would give up. */
const deadline = (workload: Workload): readonly Found[] => {
  if (workload.kind !== 'Deployment') return []
  const seconds = numberOf(at(workload.fields, 'spec', 'progressDeadlineSeconds')) ?? 600
  return workload.sites.flatMap((site) => {
    const startup = site.probes.find(({ kind }) => kind === 'startupProbe')
    if (startup === undefined) return []
    const { delay, period, failures } = timing(startup)
    const window = delay + period * failures
    if (window <= seconds) return []
    const stated = at(workload.fields, 'spec', 'progressDeadlineSeconds') !== undefined
    return [
      {
        path: stated ? ['spec', 'progressDeadlineSeconds'] : [...startup.path, 'failureThreshold'],
        message: `The startup probe of ${site.name} allows ${window} s, and the rollout is declared failed after ${seconds} s.`,
      },
    ]
  })
}

/** CPU below which common runtimes take many times their usual start. */
const STARVED_MILLICORES = 100

/** Runtimes that compile or load thousands of files at their start. */
const HEAVY =
  /java|jdk|jre|jvm|tomcat|jetty|wildfly|spring|kafka|cassandra|elastic|solr|keycloak|node|python|django|ruby|rails|php|dotnet|aspnet|grafana|jenkins/

/** Whether a runtime takes long to start with little CPU. */
const isHeavy = ({ image, argv, env }: Site): boolean =>
  HEAVY.test(image.repository) ||
  argv.some(({ text }) => /^(?:\S*\/)?(?:java|node|python3?|ruby|dotnet|gunicorn)\b/.test(text)) ||
  env.some(({ name }) => /^(?:JAVA_|JVM_|NODE_|PYTHON|DOTNET_|ASPNETCORE_)/.test(name))

/** A start that is throttled takes longer than the probe allows; the bound can be set. */
const starvedLiveness = (site: Site, bundle: Bundle): readonly Found[] => {
  const cpu = quantity(wordOf(site.limits['cpu']))
  const liveness = site.probes.find(({ kind }) => kind === 'livenessProbe')
  const least = bundle.parameter('cpu-limit-starves-liveness', 'millicores', STARVED_MILLICORES)
  if (cpu === null || cpu <= 0 || cpu * 1000 >= least || liveness === undefined) return []
  const seconds = budget(liveness)
  const startup = site.probes.find(({ kind }) => kind === 'startupProbe')
  if (startup !== undefined || seconds >= 60) return []
  return [
    {
      path: [...site.path, 'resources', 'limits', 'cpu'],
      message: `With ${wordOf(site.limits['cpu'])} of a CPU the start is throttled, and the liveness probe kills the container after ${seconds} s.`,
      // Small native programs start in a few milliseconds of CPU: only of runtimes that need more it is known.
      ...(isHeavy(site) ? {} : { severity: 'practice' as const }),
    },
  ]
}

/** A `host` makes the kubelet ask another address than the pod's (core/v1 HTTPGetAction, TCPSocketAction). */
const otherHost = (site: Site): readonly Found[] => {
  const handlers = [
    ...site.probes.map(({ fields, path, kind }) => ({ fields, path, what: `The ${WORDS[kind]}` })),
    ...(['postStart', 'preStop'] as const).map((hook) => ({
      fields: fieldsOf(at(site.fields, 'lifecycle', hook)),
      path: [...site.path, 'lifecycle', hook],
      what: `The ${hook} hook`,
    })),
  ]
  return handlers.flatMap(({ fields, path, what }) =>
    (['httpGet', 'tcpSocket'] as const).flatMap((handler) => {
      const host = textOf(at(fields, handler, 'host')) ?? ''
      const isOwn = isLocal(host) && site.workload.spec['hostNetwork'] === true
      if (host === '' || isOwn || /\$\(/.test(host)) return []
      const asked = isLocal(host)
        ? 'the node itself, on which the kubelet runs'
        : 'another machine than the pod'
      return [
        { path: [...path, handler, 'host'], message: `${what} asks ${host}: that is ${asked}.` },
      ]
    }),
  )
}

/** A probe that asks nothing: exactly one handler is wanted. */
const handlerMissing = (site: Site): readonly Found[] =>
  site.probes.flatMap((probe) =>
    probe.handler === null
      ? [
          {
            path: probe.path,
            message: `The ${WORDS[probe.kind]} says nothing to check: one of httpGet, tcpSocket, grpc and exec is needed.`,
            refusal: 'Required value: must specify a handler type',
          },
        ]
      : [],
  )

/** Init containers run to their end: the API server refuses probes and hooks of them, save of sidecars. */
const probedInit = (site: Site): readonly Found[] =>
  site.role === 'init'
    ? [
        ...site.probes,
        ...(isFields(site.fields['lifecycle'])
          ? [{ path: [...site.path, 'lifecycle'], kind: null }]
          : []),
      ].map(({ path, kind }) => ({
        path,
        message: `${kind === null ? 'A lifecycle hook' : `A ${WORDS[kind]}`} stands on the init container ${site.name}, which runs to its end before the others start.`,
        refusal: 'Forbidden: may not be set for init containers without restartPolicy=Always',
      }))
    : []

export const PROBE_CHECKS: readonly Check[] = [
  {
    code: 'liveness-window-too-short',
    severity: 'may-crash',
    title: 'The liveness probe kills the container before an ordinary start is over',
    happens:
      'Liveness probe failed, Container failed liveness probe, will be restarted: exit code 137 or 143 shortly after each start.',
    fix: 'Add a startupProbe with the same check and failureThreshold: 30; it holds the liveness probe back.',
    aliases: [],
    parameters: {
      seconds: { usual: SHORT_BUDGET_SECONDS, help: 'seconds that an ordinary start is given' },
    },
    find: inContainers(shortWindow, 'probes'),
  },
  {
    code: 'startup-window-below-declared',
    severity: 'may-crash',
    title: 'The probes allow less time than the start is said to take',
    happens: 'Startup probe failed, and the container is killed while it still starts.',
    fix: 'Raise failureThreshold of the startup probe.',
    aliases: [],
    find: inContainers(startupBelowDeclared, 'probes'),
  },
  {
    code: 'probe-exec-one-string',
    severity: 'will-crash',
    title: 'The command of a probe stands in one item of the list',
    happens:
      'Each check fails: exec: executable file not found in $PATH; the container is killed for it.',
    fix: 'Give each word an item of its own.',
    aliases: [],
    find: inContainers(execOneString, 'execProbes'),
  },
  {
    code: 'probe-exec-pipe-no-shell',
    severity: 'may-crash',
    title: "A shell's operator stands in the command of a probe that no shell runs",
    happens:
      'The program gets the operator as an argument and fails: the probe fails, or checks nothing.',
    fix: 'Let a shell run it: ["sh", "-c", "ps aux | grep web"].',
    aliases: [],
    find: inContainers(execOperator, 'execProbes'),
  },
  {
    code: 'probe-exec-shell-in-distroless',
    severity: 'may-crash',
    title: 'A probe runs a program that the image does not hold',
    happens:
      'Each check fails: exec: "sh": executable file not found in $PATH; the container is killed for it.',
    fix: 'Use httpGet, tcpSocket or grpc, or a checking program that is part of the image.',
    aliases: [],
    find: inContainers(execShellless, 'execProbes'),
  },
  {
    code: 'probe-path-full-url',
    severity: 'may-crash',
    title: 'The path of a probe is a whole URL',
    happens: 'HTTP probe failed with statuscode: 404; the container is killed for it.',
    fix: 'Give the path only.',
    aliases: [],
    find: inContainers(fullUrl, 'probes'),
  },
  {
    code: 'probe-timeout-over-period',
    severity: 'practice',
    title: 'A check may take longer than the time to the next one',
    happens: 'Checks pile up behind each other, and a hanging program is killed late.',
    fix: 'Keep timeoutSeconds at most periodSeconds.',
    aliases: [],
    find: inContainers(slowTimeout, 'probes'),
  },
  {
    code: 'progress-deadline-below-startup',
    severity: 'may-crash',
    title: 'The rollout is declared failed before the startup probe gives up',
    happens:
      'ProgressDeadlineExceeded while the pods still start: pipelines roll back a good release.',
    fix: 'Set progressDeadlineSeconds above the startup window.',
    aliases: [],
    find: inPods(deadline),
  },
  {
    code: 'cpu-limit-starves-liveness',
    severity: 'may-crash',
    title: 'A tiny CPU limit slows the start until the liveness probe kills the container',
    happens: 'Liveness probe failed: context deadline exceeded; exit code 137 during the start.',
    fix: 'Raise the CPU limit or remove it, and add a startup probe.',
    aliases: [],
    parameters: {
      millicores: {
        usual: STARVED_MILLICORES,
        help: 'thousandths of a CPU below which a start is slow',
      },
    },
    find: inContainers(starvedLiveness, 'probes'),
  },
  {
    code: 'probe-host-elsewhere',
    severity: 'may-crash',
    title: 'A probe or hook asks another host than the pod',
    happens:
      'Liveness probe failed: dial tcp 127.0.0.1:8080: connect: connection refused, whatever the program does; the container is killed again and again.',
    fix: "Remove host: the pod's own address is asked then.",
    aliases: ['gatekeeper/host-probes-lifecycle'],
    find: inContainers(otherHost, 'hosts'),
  },
  {
    code: 'probe-without-handler',
    severity: 'refused',
    title: 'A probe does not say what to check',
    happens: 'The API server refuses the object: must specify a handler type.',
    fix: 'Add httpGet, tcpSocket, grpc or exec.',
    aliases: [],
    find: inContainers(handlerMissing, 'probes'),
  },
  {
    code: 'liveness-probe-on-init',
    severity: 'refused',
    title: 'A probe or a lifecycle hook stands on a plain init container',
    happens:
      'The API server refuses the object: may not be set for init containers without restartPolicy=Always.',
    fix: 'Remove it, or set restartPolicy: Always to make it a sidecar.',
    aliases: [],
    find: inContainers(probedInit),
  },
]
