import type { Bundle } from '../bundle.ts'
import {
  inContainers,
  inKinds,
  inObjects,
  inPods,
  type Check,
  type Found,
  type LintObject,
  type Refusal,
} from '../check.ts'
import { edited, setTo } from '../edit.ts'
import { at, fieldsOf, isFields, listOf, numberOf, textOf, wordOf } from '../fields.ts'
import { baseName, programOfSite, runsOf } from '../program.ts'
import { meets } from '../selector.ts'
import type { PortEntry, Site, Workload } from '../workload.ts'
import { shippedPort } from './probe-ports.ts'

/** Number and protocol: 53/TCP and 53/UDP get along. */
const isSame = (a: PortEntry, b: PortEntry): boolean =>
  a.port !== null && a.port === b.port && a.protocol === b.protocol

const samePortTwice = (site: Site): readonly Found[] =>
  site.ports.flatMap((port, index) =>
    port.port !== null && site.ports.findIndex((each) => isSame(each, port)) < index
      ? [
          {
            path: [...port.path, 'containerPort'],
            message: `The container declares port ${port.port}/${port.protocol} twice.`,
            // A name may be what a probe or a Service asks for.
            ...edited(port.name === null ? [{ op: 'remove', path: port.path }] : []),
          },
        ]
      : [],
  )

/** Containers that run at the same time share the pod's network. */
const sharedPort = (workload: Workload): readonly Found[] => {
  const sites = workload.sites.filter(({ role }) => role !== 'init')
  return sites.flatMap((site, index): readonly Found[] => {
    const shipped = shippedPort(site)
    const twin = sites.slice(0, index).find((each) => shippedPort(each) === shipped)
    if (shipped !== null && twin !== undefined)
      return [
        {
          path: [...site.path, 'image'],
          message: `${site.name} and ${twin.name} both listen on ${shipped}, as their images do, and the containers of a pod share one network.`,
        },
      ]
    return site.ports.flatMap((port) => {
      const other = sites
        .slice(0, index)
        .find(({ ports }) => ports.some((each) => isSame(each, port)))
      return other === undefined
        ? []
        : [
            {
              path: [...port.path, 'containerPort'],
              message: `${site.name} and ${other.name} both declare port ${port.port}, and the containers of a pod share one network.`,
            },
          ]
    })
  })
}

const hostPort = (site: Site): readonly Found[] =>
  site.workload.replicas < 2 || site.workload.kind === 'DaemonSet' || site.workload.isJob
    ? []
    : site.ports.flatMap((port) =>
        port.hostPort === null || port.hostPort === 0
          ? []
          : [
              {
                path: [...port.path, 'hostPort'],
                message: `Port ${port.hostPort} of a node serves one pod, and ${site.workload.replicas} replicas want it: each needs a node of its own, the rolling update one more.`,
              },
            ],
      )

/** All but the first of a kind, group, namespace and name; with generateName each gets a name of its own. */
const duplicateObject = (object: LintObject, bundle: Bundle): readonly Found[] => {
  if (object.name === '' || object.fields['metadata'] === undefined) return []
  // Whoever needs a namespace states it.
  if (object.kind === 'Namespace') return []
  const twins = bundle
    .named(object.kind, object.name)
    .filter(
      (other) =>
        other.namespace === object.namespace &&
        groupOf(other.apiVersion) === groupOf(object.apiVersion),
    )
  const index = twins.indexOf(object)
  const first = twins[0]
  if (index <= 0 || first === undefined) return []
  if (wordOf(at(object.fields, 'metadata', 'generateName')) !== '') return []
  return [
    {
      path: ['metadata', 'name'],
      message: `${object.kind} ${object.name} stands here a second time${first.manifest.file === object.manifest.file ? '' : `; the first is in ${first.manifest.file}`}: the last one that is applied wins.`,
    },
  ]
}

/** `''` for the core group; all versions of a group show the same object. */
const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''

/** Kinds of apps/v1 whose selector the API server compares with the labels of their template. */
const SELECTING = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const

const selectorOf = (object: LintObject) => {
  const selector = at(object.fields, 'spec', 'selector')
  return {
    labels: fieldsOf(at(selector, 'matchLabels')),
    expressions: listOf(at(selector, 'matchExpressions')),
    exists: isFields(selector),
  }
}

/** What validation says where the labels of the template are other ones than the selector wants. */
const unlike = ({ labels, path }: Workload): Refusal => ({
  field: [...path.slice(0, -1), 'metadata', 'labels'],
  says: `Invalid value: ${JSON.stringify(labels)}: \`selector\` does not match template \`labels\``,
})

/** One finding an object: labels first, then expressions. */
const selectorMismatch = (object: LintObject): readonly Found[] => {
  const { workload } = object
  const { labels, expressions } = selectorOf(object)
  if (workload === null) return []
  const wrong = Object.entries(labels).find(([key, value]) => workload.labels[key] !== value)
  if (wrong !== undefined) {
    const has = workload.labels[wrong[0]]
    return [
      {
        path: ['spec', 'selector', 'matchLabels', wrong[0]],
        message: `The selector wants ${wrong[0]}=${wordOf(wrong[1])}, and the pod template has ${has === undefined ? 'no such label' : `${wrong[0]}=${wordOf(has)}`}.`,
        refusal: unlike(workload),
      },
    ]
  }
  const index = expressions.findIndex((each) => !meets(each, workload.labels))
  return index === -1
    ? []
    : [
        {
          path: ['spec', 'selector', 'matchExpressions', index],
          message: `The labels of the pod template do not meet the expression on ${wordOf(at(expressions[index], 'key'))}.`,
          refusal: unlike(workload),
        },
      ]
}

/** Of a ReplicationController the selector is a plain map, and the labels of its template where it is left out (core/v1). */
const controllerSelector = ({ fields, workload }: LintObject): readonly Found[] => {
  const wrong = Object.entries(fieldsOf(at(fields, 'spec', 'selector'))).find(
    ([key, value]) => workload !== null && workload.labels[key] !== value,
  )
  return wrong === undefined
    ? []
    : [
        {
          path: ['spec', 'selector', wrong[0]],
          message: `The selector wants ${wrong[0]}=${wordOf(wrong[1])}, and the pod template has no such label.`,
          ...(workload === null ? {} : { refusal: unlike(workload) }),
        },
      ]
}

/** extensions/v1beta1 and apps/v1beta1 filled it in from the labels of the template. */
const selectorMissing = (object: LintObject): readonly Found[] =>
  object.workload !== null &&
  /^apps\/v1$/.test(object.apiVersion) &&
  at(object.fields, 'spec', 'selector') === undefined
    ? [
        {
          path: ['spec'],
          message: `A ${object.kind} of apps/v1 needs spec.selector.`,
          refusal: { field: 'spec.selector', says: 'Required value' },
        },
      ]
    : []

/** Labels only: selectors with expressions are left alone. */
const overlap = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const { labels, expressions } = selectorOf(object)
  const { workload } = object
  if (workload === null || expressions.length > 0 || Object.keys(labels).length === 0) return []
  const other = bundle.firstSelected(
    object.namespace,
    labels,
    (each) =>
      each.kind === object.kind && each.namespace === object.namespace && each.name !== object.name,
  )
  if (other === null) return []
  return [
    {
      path: ['spec', 'selector'],
      message: `The selector of ${object.name} matches the pods of ${other.kind} ${other.name} as well.`,
    },
  ]
}

const restartPolicy = (object: LintObject): readonly Found[] => {
  const { workload } = object
  const policy = textOf(workload?.spec['restartPolicy'])
  if (workload === null || policy === null || policy === 'Always') return []
  return [
    {
      path: [...workload.path, 'restartPolicy'],
      message: `The pods of a ${object.kind} are always restarted; restartPolicy: ${policy} is not allowed.`,
      refusal: `Unsupported value: ${JSON.stringify(policy)}: supported values: "Always"`,
    },
  ]
}

const jobRestart = (object: LintObject): readonly Found[] => {
  const { workload } = object
  if (workload === null) return []
  const policy = workload.spec['restartPolicy']
  if (policy === 'Never' || policy === 'OnFailure') return []
  return [
    {
      path: policy === undefined ? workload.path : [...workload.path, 'restartPolicy'],
      message:
        policy === undefined
          ? 'The pods of a Job need restartPolicy: Never or OnFailure; left out, it means Always.'
          : `The pods of a Job need restartPolicy: Never or OnFailure; ${wordOf(policy)} is not allowed.`,
      refusal: {
        field: [...workload.path, 'restartPolicy'],
        says: 'Required value: valid values: "OnFailure", "Never"',
      },
    },
  ]
}

/** The JobSpec and its path, which in a CronJob is within jobTemplate. */
const jobSpecOf = (
  object: LintObject,
): { readonly path: readonly string[]; readonly fields: unknown } =>
  object.kind === 'CronJob'
    ? {
        path: ['spec', 'jobTemplate', 'spec'],
        fields: at(object.fields, 'spec', 'jobTemplate', 'spec'),
      }
    : { path: ['spec'], fields: at(object.fields, 'spec') }

/** Retries beyond this many are no patience any more, but a loop (the default is 6). */
const MANY_RETRIES = 50

/** A deadline or a podFailurePolicy bounds the retries by other means. */
const endlessRetries = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const { path, fields } = jobSpecOf(object)
  const limit = numberOf(at(fields, 'backoffLimit'))
  const isBound =
    at(fields, 'activeDeadlineSeconds') !== undefined ||
    at(fields, 'podFailurePolicy') !== undefined
  const many = bundle.parameter('job-endless-retries', 'retries', MANY_RETRIES)
  if (limit === null || limit < many || isBound) return []
  return [
    {
      path: [...path, 'backoffLimit'],
      message: `A run that fails is tried again ${limit} times, and no deadline ends it.`,
    },
  ]
}

/** Programs that run beside the work and never end by themselves. */
const SIDECARS =
  /(?:^|\/)(?:istio-proxy|proxyv2|envoy|linkerd-proxy|linkerd2-proxy|cloud-sql-proxy|cloudsql-proxy|gce-proxy|fluentd?|fluent-bit|filebeat|promtail|vector|vault-agent|consul|nginx|otel-collector|opentelemetry-collector(?:-contrib)?|oauth2-proxy|haproxy|pgbouncer|dapr|daprd|statsd-exporter)(?:$|[-:])/

/** By the name of the image, by its facts, or by what its script runs in the foreground. */
const isServer = (site: Site): boolean =>
  SIDECARS.test(site.image.repository) ||
  (site.image.facts?.server === true && site.command === null) ||
  runsOf(programOfSite(site)).some(({ words, operator }) => operator !== '&' && isEndless(words))

/** A command that goes on until it is killed. A sleep of seven digits is more than eleven days. */
const isEndless = (words: readonly string[]): boolean => {
  const line = words.join(' ')
  return (
    /^(?:\S*\/)?sleep\s+(?:infinity|inf|\d{7,})/.test(line) ||
    /^(?:\S*\/)?tail\s+-[fF]/.test(line) ||
    /^(?:\S*\/)?(?:nginx|envoy|haproxy|redis-server|mysqld|httpd)(?:\s|$)/.test(line)
  )
}

/** Told where some other container does end: where none does, nobody can say which of them is the work. */
const jobSidecar = (workload: Workload): readonly Found[] => {
  const mains = workload.sites.filter(({ role }) => role === 'main')
  if (!workload.isJob || mains.length < 2) return []
  const server = mains.find(isServer)
  if (server === undefined || mains.every(isServer)) return []
  return [
    {
      path: server.path,
      message: `${server.name} never ends, and a Job is done when all its containers are.`,
    },
  ]
}

const endlessInit = (site: Site): readonly Found[] => {
  if (site.role !== 'init') return []
  const program = programOfSite(site)
  const runs = runsOf(program)
  const endless = runs.find(({ words, operator }) => operator !== '&' && isEndless(words))
  const isImage = program === null && site.image.facts?.server === true && site.args === null
  if (endless === undefined && !isImage) return []
  // A loop that sleeps inside waits for something; that is told by another check.
  return [
    {
      path: endless?.path ?? [...site.path, 'image'],
      message: `The init container ${site.name} runs ${endless?.words.join(' ') ?? site.image.text}, which never ends, and the containers of the pod start when it has.`,
    },
  ]
}

/** Hosts that a script waits for: `until nc -z db 5432`, `getent hosts db`, `wget http://db/`. */
const awaited = (site: Site): readonly { readonly host: string; readonly path: Site['path'] }[] => {
  const program = programOfSite(site)
  if (program === null) return []
  const isLoop = program.kind === 'script' && /\b(?:until|while|wait)\b/.test(program.script.text)
  return runsOf(program).flatMap(({ words, path }) => {
    const name = baseName(words[0] ?? '')
    if (!isLoop && !/^(?:wait-for(?:-it)?(?:\.sh)?|dockerize|wait4x|wait-for-it)$/.test(name))
      return []
    const host = hostOf(name, words.slice(1))
    return host === null ? [] : [{ host, path }]
  })
}

/** The host in the words of a command that waits; null where they name none, or a number. */
function hostOf(program: string, words: readonly string[]): string | null {
  const line = words.join(' ')
  const url = /\b(?:https?|tcp|postgres(?:ql)?|redis|amqp|mysql):\/\/(?:[^@/\s]*@)?([\w.-]+)/.exec(
    line,
  )?.[1]
  if (url !== undefined) return url
  const flagged = /(?:^|\s)(?:-h|--host)[= ]?([\w.-]+)/.exec(line)?.[1]
  if (/^(?:pg_isready|psql|redis-cli|mysqladmin|mysql|mariadb-admin|mongosh?)$/.test(program))
    return flagged ?? null
  if (/^(?:nc|ncat|netcat|telnet)$/.test(program))
    return words.find((word) => /^[a-z][\w.-]*$/i.test(word)) ?? null
  if (/^(?:nslookup|host|dig|ping)$/.test(program))
    return words.find((word) => /^[a-z][\w.-]*$/i.test(word)) ?? null
  if (program === 'getent') return words[1] ?? null
  if (/^wait/.test(program))
    return /^([a-z][\w.-]*):\d+$/i.exec(words.find((word) => /:\d+$/.test(word)) ?? '')?.[1] ?? null
  return /\/dev\/tcp\/([a-z][\w.-]*)\//i.exec(line)?.[1] ?? null
}

/** Only `db` and `db.NAMESPACE.svc…`: `db.shop` may be a domain outside the cluster. */
const absentService = (site: Site, bundle: Bundle): readonly Found[] => {
  if (site.role === 'main') return []
  return awaited(site).flatMap(({ host, path }) => {
    const [name = '', namespace, ...rest] = host.split('.')
    const isCluster = namespace === undefined || rest[0] === 'svc' || rest.length === 0
    if (!isCluster || /^(?:localhost|kubernetes)$/.test(name) || /^\d/.test(name)) return []
    if (namespace !== undefined && rest[0] !== 'svc') return []
    const reference = bundle.refer('Service', namespace ?? site.workload.namespace, name)
    if (reference.kind !== 'absent') return []
    return [
      {
        path,
        message: `The init container ${site.name} waits for ${host}, and no Service ${name} is among these files; unless the cluster has it already, it waits for ever.`,
      },
    ]
  })
}

/** Names that only the cluster's DNS knows: `db:5432`, `http://api`, `db.shop.svc`. */
const CLUSTER_NAME =
  /\.svc(?:\.|:|\/|$)|:\/\/(?:[^@/\s]*@)?[a-z][a-z0-9-]*(?::\d+)?(?:\/|$)|^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)?:\d{2,5}$/

/** May crash where a variable or an argument names a Service; a matter of practice otherwise. */
const hostNetworkDns = (workload: Workload): readonly Found[] => {
  if (workload.spec['hostNetwork'] !== true) return []
  const wants = workload.sites
    .flatMap(({ argv, env }) => [
      ...argv.map(({ text }) => text.replace(/^--?[\w.-]+=/, '')),
      ...env.map(({ value }) => value ?? ''),
    ])
    .some((text) => CLUSTER_NAME.test(text) && !/localhost/.test(text))
  const policy = textOf(workload.spec['dnsPolicy'])
  if (policy !== null && policy !== 'ClusterFirst') return []
  return [
    {
      path: [...workload.path, policy === null ? 'hostNetwork' : 'dnsPolicy'],
      ...edited(setTo([...workload.path, 'dnsPolicy'], 'ClusterFirstWithHostNet')),
      ...(wants ? { severity: 'may-crash' as const } : {}),
      message: `With hostNetwork, dnsPolicy ${policy === null ? '(ClusterFirst, as none is set)' : 'ClusterFirst'} means the node's own DNS: names of Services do not resolve.`,
    },
  ]
}

/** Both at 0 is refused (apps validation). All replicas at once is taken, and told of Deployments only. */
const rollout = (object: LintObject): readonly Found[] => {
  const { workload } = object
  const strategy = fieldsOf(
    at(object.fields, 'spec', 'strategy') ?? at(object.fields, 'spec', 'updateStrategy'),
  )
  const rolling = fieldsOf(strategy['rollingUpdate'])
  const unavailable = wordOf(rolling['maxUnavailable'])
  const surge = wordOf(rolling['maxSurge'])
  if (workload === null) return []
  if (/^0%?$/.test(unavailable) && /^0%?$/.test(surge))
    return [
      {
        path: [
          'spec',
          object.kind === 'DaemonSet' ? 'updateStrategy' : 'strategy',
          'rollingUpdate',
          'maxUnavailable',
        ],
        message: 'maxUnavailable and maxSurge are both 0: no pod could ever be replaced.',
        refusal:
          object.kind === 'DaemonSet'
            ? 'Required value: cannot be 0 when maxSurge is 0'
            : 'Invalid value: 0: may not be 0 when `maxSurge` is 0',
      },
    ]
  const isAll =
    unavailable === '100%' ||
    (/^\d+$/.test(unavailable) && Number(unavailable) >= workload.replicas && workload.replicas > 1)
  if (!isAll || object.kind !== 'Deployment') return []
  return [
    {
      path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
      message: `All ${workload.replicas} replicas may be taken down at once: a release that crashes leaves none that runs.`,
    },
  ]
}

export const WORKLOAD_CHECKS: readonly Check[] = [
  {
    code: 'duplicate-container-port',
    severity: 'may-crash',
    title: 'A container declares a port twice',
    happens:
      'The API server warns; a later kubectl apply drops the wrong one, and probes or Services by name lead nowhere.',
    fix: 'Remove one of them, or correct its number.',
    aliases: [],
    find: inContainers(samePortTwice, 'ports'),
  },
  {
    code: 'two-containers-same-port',
    severity: 'may-crash',
    title: 'Two containers of a pod declare the same port',
    happens: 'The second one ends: listen tcp :8080: bind: address already in use.',
    fix: 'Let one of them listen on another port.',
    aliases: [],
    find: inPods(sharedPort),
  },
  {
    code: 'hostport-multi-replica',
    severity: 'may-crash',
    title: 'Several replicas want the same port of a node',
    happens:
      "Pending: FailedScheduling: node(s) didn't have free ports for the requested pod ports.",
    fix: 'Use a Service instead of hostPort, or a DaemonSet.',
    aliases: [],
    find: inContainers(hostPort, 'ports'),
  },
  {
    code: 'duplicate-object',
    severity: 'may-crash',
    title: 'The same object stands in the files twice',
    happens:
      'The last one wins without a word, and which one is last depends on the order of the files.',
    fix: 'Remove or rename one of them.',
    aliases: [],
    find: inObjects(duplicateObject),
  },
  {
    code: 'selectors-overlap',
    // Controllers leave pods alone that another one owns (metadata.ownerReferences, since Kubernetes 1.6).
    severity: 'practice',
    title: "The selector of a workload matches another one's pods",
    happens:
      'A Service, autoscaler or disruption budget with these labels takes both; pods without an owner go to either.',
    fix: 'Give each workload a label of its own in its selector.',
    aliases: ['popeye/POP-508'],
    find: inKinds(SELECTING, overlap),
  },
  {
    code: 'selector-mismatch',
    severity: 'refused',
    title: 'The selector does not match the labels of the pod template',
    happens: 'The API server refuses the object: `selector` does not match template `labels`.',
    fix: 'Use the same labels in both.',
    aliases: [
      'kube-score/statefulset-pod-selector-labels-match-template-metadata-labels',
      'kube-linter/mismatching-selector',
      'kube-score/deployment-pod-selector-labels-match-template-metadata-labels',
      'kubescape/mismatching-selector',
      'kubescape/C-0296',
    ],
    find: [
      inKinds([...SELECTING, 'DeploymentConfig'], selectorMismatch),
      inKinds(['ReplicationController'], controllerSelector),
    ],
  },
  {
    code: 'selector-missing',
    severity: 'refused',
    title: 'A workload has no selector',
    happens: 'The API server refuses the object: spec.selector: Required value.',
    fix: 'Add spec.selector.matchLabels with the labels of the pod template.',
    aliases: ['kubescape/mismatching-selector'],
    find: inKinds(SELECTING, selectorMissing),
  },
  {
    code: 'deployment-restartpolicy',
    severity: 'refused',
    title: 'A workload that must run for ever has another restartPolicy than Always',
    happens:
      'The API server refuses the object: restartPolicy: Unsupported value: supported values: "Always".',
    fix: 'Remove restartPolicy, or make this a Job.',
    aliases: ['datree/WORKLOAD_INCORRECT_RESTARTPOLICY_VALUE_ALWAYS', 'kube-linter/restart-policy'],
    find: inKinds(SELECTING, restartPolicy),
  },
  {
    code: 'job-restart-always',
    severity: 'refused',
    title: 'The pods of a Job have no restartPolicy that lets it end',
    happens:
      'The API server refuses the object: restartPolicy: Required value: valid values: "OnFailure", "Never".',
    fix: 'Set restartPolicy: Never or OnFailure.',
    aliases: ['kube-score/cronjob-restartpolicy'],
    find: inKinds(['Job', 'CronJob'], jobRestart),
  },
  {
    code: 'job-endless-retries',
    severity: 'practice',
    title: 'A Job that fails is tried again and again without an end',
    happens: 'Hundreds of failed pods, and a crash loop that nobody is told of.',
    fix: 'Set backoffLimit to 6 or less, and activeDeadlineSeconds.',
    aliases: [],
    parameters: {
      retries: { usual: MANY_RETRIES, help: 'retries from which on it counts as endless' },
    },
    find: inKinds(['Job', 'CronJob'], endlessRetries),
  },
  {
    code: 'job-sidecar-never-exits',
    severity: 'may-crash',
    title: 'A helper that never ends runs beside the work of a Job',
    happens: 'The Job never completes: the pod stays Running with one container done.',
    fix: 'Move it to initContainers with restartPolicy: Always, which makes it a sidecar that ends with the Job.',
    aliases: [],
    find: inPods(jobSidecar),
  },
  {
    code: 'init-never-ends',
    severity: 'will-crash',
    title: 'An init container runs something that never ends',
    happens: 'The pod stays in Init:0/1 for ever; no other container starts.',
    fix: 'Set restartPolicy: Always on it (a sidecar), or move it to containers.',
    aliases: [],
    find: inContainers(endlessInit),
  },
  {
    code: 'init-waits-for-absent-service',
    severity: 'may-crash',
    title: 'An init container waits for a Service that is not among the files',
    happens:
      'The pod stays in Init:0/1 for ever; the log says: bad address, or could not resolve host.',
    fix: 'Correct the name, or add the Service to the files.',
    aliases: [],
    find: inContainers(absentService, 'words'),
  },
  {
    code: 'hostnetwork-dns-policy',
    severity: 'practice',
    title: 'A pod on the network of the node cannot resolve Services',
    happens: 'lookup db on 169.254.169.253:53: no such host; the program ends.',
    fix: 'Set dnsPolicy: ClusterFirstWithHostNet.',
    aliases: [],
    find: inPods(hostNetworkDns),
  },
  {
    code: 'rollout-all-at-once',
    severity: 'may-crash',
    title: 'A rollout may take all replicas down at once, or none',
    happens: 'A release that crashes takes the whole service down.',
    fix: 'Set maxUnavailable to 25% or 1.',
    aliases: [],
    find: inKinds(['Deployment', 'DaemonSet'], rollout),
  },
]
