import { nearest } from '@unloop/engine/evidence'
import { keysOf, sameNamespace, type Bundle } from '../bundle.ts'
import { inKinds, type Check, type Found, type LintObject } from '../check.ts'
import { at, fieldsOf, isFields, listOf, numberOf, wordOf, type Fields } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { selects } from '../selector.ts'
import { isOwnGroup, type Site } from '../workload.ts'
import { isMentioned, servedPort, servesToo, shippedPort } from './probe-ports.ts'

/** Knative and Istio have kinds named Service, too. */
const isKube = (object: LintObject): boolean => object.apiVersion === 'v1'

/** Labels that controllers and leader elections set on running pods (well-known labels, Kubernetes reference; Patroni, CNPG). */
const RUNTIME_LABEL =
  /^(?:statefulset\.kubernetes\.io\/pod-name|(?:batch\.kubernetes\.io\/)?job-name|(?:batch\.kubernetes\.io\/)?controller-uid|batch\.kubernetes\.io\/job-completion-index|apps\.kubernetes\.io\/pod-index|controller-revision-hash|pod-template-hash|pod-template-generation)$|^gateway\.networking\.k8s\.io\/gateway-(?:name|class-name)$|leader|primary|(?:^|[\/-])(?:master|role)$/i

/** Selectors without labels that controllers add at run time, which no template has. */
const withoutRuntime = (selector: Fields): Fields =>
  Object.fromEntries(Object.entries(selector).filter(([key]) => !RUNTIME_LABEL.test(key)))

/** Whether a template has a label of this name, or one that was mistyped. */
const hasKey = (labels: Fields, key: string): boolean =>
  key in labels || nearest(key, Object.keys(labels)) !== null

/** All keys are there, and each value is the one that is wanted or looks like it. */
const isNearly = (selector: Fields, labels: Fields): boolean =>
  Object.entries(selector).every(
    ([key, value]) =>
      labels[key] === value || nearest(wordOf(value), [wordOf(labels[key])]) !== null,
  )

/** Pods that an operator makes for a custom resource of the files bear its name. */
const isOfOperator = (selector: Fields, bundle: Bundle): boolean => {
  const values = new Set(Object.values(selector))
  return bundle.objects.some(
    ({ apiVersion, name }) => !isOwnGroup(apiVersion) && name !== '' && values.has(name),
  )
}

/** Not for selectors of pods that an operator makes, nor where no workload is known. */
const selectsNothing = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const selector = at(object.fields, 'spec', 'selector')
  if (!isKube(object) || !isFields(selector) || Object.keys(selector).length === 0) return []
  const ownLabels = withoutRuntime(selector)
  if (Object.keys(ownLabels).length === 0 || isOfOperator(selector, bundle)) return []
  if (!bundle.knowsWorkloads || bundle.selected(object.namespace, ownLabels).length > 0) return []
  // Pods may come from elsewhere: one that stands in the same file, or is nearly the right one, shows that they do not.
  const keys = Object.keys(ownLabels)
  const isKnown =
    bundle.isComplete ||
    bundle.workloads.some(
      (each) =>
        // A label that no template has is set by a controller, or misspelt.
        keys.every((key) => hasKey(each.workload?.labels ?? {}, key)) &&
        sameNamespace(each.namespace, object.namespace) &&
        (each.manifest.file === object.manifest.file ||
          isNearly(ownLabels, each.workload?.labels ?? {})),
    )
  if (!isKnown || bundle.selectsBeside(selector)) return []
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${wordOf(value)}`)
  return [
    {
      path: ['spec', 'selector'],
      message: `No pod template among these files has the labels ${labels.join(', ')}.`,
    },
  ]
}

/**
 * A port by its name must be one that a container declares; a number need not be, so that it counts only if the image's own
 * port is known.
 */
const targetPort = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const selector = at(object.fields, 'spec', 'selector')
  if (!isKube(object) || !isFields(selector) || Object.keys(selector).length === 0) return []
  const pods = bundle.selected(object.namespace, selector)
  if (pods.length === 0) return []
  const count = listOf(at(object.fields, 'spec', 'ports')).length
  return listOf(at(object.fields, 'spec', 'ports')).flatMap((each, index) => {
    const target = at(each, 'targetPort') ?? at(each, 'port')
    const ports = pods.flatMap(
      ({ workload }) => workload?.sites.flatMap((site) => site.ports) ?? [],
    )
    const isName = typeof target === 'string' && !/^\d+$/.test(target)
    const isKnown = ports.some(({ name, port }) =>
      isName ? name === target : port === Number(target),
    )
    const isShipped =
      !isName &&
      target !== undefined &&
      pods.every((pod) => isShippedElsewhere(pod, Number(target)))
    if ((isKnown && !isShipped) || target === undefined) return []
    // A Service of several ports shows that the program serves more than one.
    if (!isName && (count > 1 || !pods.every((pod) => isElsewhere(pod, Number(target))))) return []
    const path = at(each, 'targetPort') === undefined ? 'port' : 'targetPort'
    return [
      {
        path: ['spec', 'ports', index, path],
        message: isShipped
          ? `${shippedPorts(pods)}, and the Service sends to ${wordOf(target)}; containerPort only informs.`
          : `No container behind the Service has the port ${wordOf(target)}${ports.length === 0 ? '; none declares a port' : ` (they declare ${ports.map(({ name, port }) => (name === null ? String(port) : `${name} ${port}`)).join(', ')})`}.`,
      },
    ]
  })
}

/** Whether every container of the pod says that it serves another port; declared ports only inform. */
const isElsewhere = ({ workload }: LintObject, port: number): boolean => {
  const sites = workload?.sites.filter(({ role }) => role !== 'init') ?? []
  return (
    sites.length > 0 &&
    sites.every((site) => {
      const said = servedPort(site)
      return said !== null && said.port !== port && !isMentioned(site, port)
    })
  )
}

/** Containers that go on running. */
const serving = ({ workload }: LintObject): readonly Site[] =>
  workload?.sites.filter(({ role }) => role !== 'init') ?? []

/** Whether each container is a known image as it is shipped, which listens on another port. */
const isShippedElsewhere = (pod: LintObject, port: number): boolean =>
  serving(pod).length > 0 &&
  serving(pod).every((site) => {
    const shipped = shippedPort(site)
    return shipped !== null && shipped !== port && !servesToo(site, port)
  })

/** What an image listens on, in words. */
const shippedPorts = (pods: readonly LintObject[]): string => {
  const [site] = pods.flatMap(serving)
  return site === undefined ? '' : `${site.image.text} listens on ${shippedPort(site)}`
}

/** A backend of an Ingress: its Service and port. */
interface Backend {
  readonly name: string
  readonly port: unknown
  readonly path: Path
}

/** Backends of an Ingress in both API versions; `extensions/v1beta1` writes them otherwise. */
const backendsOf = (object: LintObject): readonly Backend[] => {
  const spec = fieldsOf(object.fields['spec'])
  const rules = listOf(spec['rules']).flatMap((rule, index) =>
    listOf(at(rule, 'http', 'paths')).map(
      (each, at_) =>
        [at(each, 'backend'), ['spec', 'rules', index, 'http', 'paths', at_, 'backend']] as const,
    ),
  )
  const own = [
    [spec['defaultBackend'], ['spec', 'defaultBackend']],
    [spec['backend'], ['spec', 'backend']],
  ] as const
  return [...own, ...rules].flatMap(([backend, path]): readonly Backend[] => {
    if (!isFields(backend)) return []
    if (isFields(backend['service'])) {
      const port = fieldsOf(backend['service']['port'])
      return [
        {
          name: wordOf(backend['service']['name']),
          port: port['name'] ?? port['number'],
          path: [...path, 'service'],
        },
      ]
    }
    const name = wordOf(backend['serviceName'])
    return name === ''
      ? []
      : [{ name, port: backend['servicePort'], path: [...path, 'serviceName'] }]
  })
}

/** Since networking.k8s.io/v1 a backend has `service` or `resource`; serviceName and servicePort were the fields before. */
const emptyBackends = ({ fields, apiVersion }: LintObject): readonly Found[] =>
  apiVersion !== 'networking.k8s.io/v1'
    ? []
    : listOf(at(fields, 'spec', 'rules')).flatMap((rule, index) =>
        listOf(at(rule, 'http', 'paths')).flatMap((each, at_) =>
          isFields(at(each, 'backend', 'service')) || isFields(at(each, 'backend', 'resource'))
            ? []
            : [
                {
                  path: ['spec', 'rules', index, 'http', 'paths', at_, 'backend'],
                  message: `The backend of ${wordOf(at(each, 'path')) || 'the path'} names no Service.`,
                  refusal: 'Invalid value: "": resource or service backend is required',
                  fix: 'Write backend.service.name and backend.service.port.number.',
                },
              ],
        ),
      )

/** All problems of an Ingress' backends. */
const ingressBackend = (object: LintObject, bundle: Bundle): readonly Found[] => [
  ...emptyBackends(object),
  ...servedBackends(object, bundle),
]

/** Backends that name a Service. */
const servedBackends = (object: LintObject, bundle: Bundle): readonly Found[] =>
  backendsOf(object).flatMap(({ name, port, path }) => {
    const service = bundle.find('Service', object.namespace, name)
    const place = path.at(-1) === 'service' ? [...path, 'name'] : path
    if (service === null) {
      const reference = bundle.refer('Service', object.namespace, name)
      // Services of other applications show nothing: one in the same file, or one that the Ingress finds, does.
      const isNear =
        bundle.kind('Service').some(({ manifest }) => manifest.file === object.manifest.file) ||
        backendsOf(object).some(
          (each) => bundle.find('Service', object.namespace, each.name) !== null,
        )
      const isAbsent =
        reference.kind === 'absent' ||
        (isNear && !bundle.isBeside('Service', name) && !bundle.mayBeMade(name))
      return isAbsent
        ? [{ path: place, message: `No Service ${name} is among these files${near(reference)}.` }]
        : []
    }
    const ports = listOf(at(service.fields, 'spec', 'ports'))
    const isKnown = ports.some((each) =>
      typeof port === 'number' || /^\d+$/.test(wordOf(port))
        ? numberOf(at(each, 'port')) === Number(port)
        : at(each, 'name') === port,
    )
    if (
      isKnown ||
      port === undefined ||
      wordOf(at(service.fields, 'spec', 'type')) === 'ExternalName'
    )
      return []
    return [
      {
        path: path.at(-1) === 'service' ? [...path, 'port'] : path,
        message: `Service ${name} has no port ${wordOf(port)} (it has ${ports.map((each) => wordOf(at(each, 'name')) || wordOf(at(each, 'port'))).join(', ')}).`,
      },
    ]
  })

/** What may have been meant. */
const near = (reference: ReturnType<Bundle['refer']>): string =>
  reference.kind === 'absent' && reference.near !== null ? `; is ${reference.near} meant?` : ''

/** cert-manager and the like make the Secret. */
const ingressTls = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const isManaged = Object.keys(object.annotations).some((key) =>
    /cert-manager\.io|kubernetes\.io\/tls-acme|certmanager\.k8s\.io/.test(key),
  )
  if (isManaged) return []
  return listOf(at(object.fields, 'spec', 'tls')).flatMap((each, index) => {
    const name = wordOf(at(each, 'secretName'))
    const path = ['spec', 'tls', index, 'secretName']
    if (name === '') return []
    const isIssued = bundle
      .kind('Certificate')
      .some(({ fields }) => wordOf(at(fields, 'spec', 'secretName')) === name)
    const reference = bundle.refer('Secret', object.namespace, name)
    if (reference.kind === 'absent' && !isIssued)
      return [
        { path, message: `The TLS Secret ${name} is not among these files${near(reference)}.` },
      ]
    if (reference.kind !== 'present') return []
    const keys = keysOf(reference.object)
    if (keys.length === 0 || (keys.includes('tls.crt') && keys.includes('tls.key'))) return []
    return [
      {
        path,
        message: `Secret ${name} lacks tls.crt or tls.key (it has ${keys.slice(0, 5).join(', ')}).`,
      },
    ]
  })
}

/** The selector of a Service or a NetworkPolicy. */
const selectorPath = (object: LintObject): { readonly selector: unknown; readonly path: Path } =>
  object.kind === 'NetworkPolicy'
    ? { selector: at(object.fields, 'spec', 'podSelector'), path: ['spec', 'podSelector'] }
    : { selector: at(object.fields, 'spec', 'selector'), path: ['spec', 'selector'] }

/** Labels that no template has, though nearly. */
const danglingSelector = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const { selector, path } = selectorPath(object)
  const labels = fieldsOf(at(selector, 'matchLabels'))
  if (Object.keys(labels).length === 0 || listOf(at(selector, 'matchExpressions')).length > 0)
    return []
  const isKnown =
    bundle.isComplete ||
    bundle.workloads.some((each) => sameNamespace(each.namespace, object.namespace))
  if (!bundle.knowsWorkloads || !isKnown) return []
  if (bundle.selected(object.namespace, labels).length > 0) return []
  if (bundle.selectsBeside(labels)) return []
  return [
    {
      path,
      message: `No pod template among these files has the labels ${Object.entries(labels)
        .map(([key, value]) => `${key}=${wordOf(value)}`)
        .join(', ')}.`,
    },
  ]
}

/** Whether a rule leaves port 53 open. */
const isDnsPort = (rule: unknown): boolean => {
  const ports = listOf(at(rule, 'ports'))
  return (
    ports.length === 0 ||
    ports.some((each) => {
      const port = at(each, 'port')
      const end = numberOf(at(each, 'endPort'))
      if (port === undefined) return true
      if (typeof port === 'number' && end !== null) return port <= 53 && end >= 53
      return port === 53 || port === '53' || /^dns/.test(wordOf(port))
    })
  )
}

/** Whether a policy selects a workload. */
const isSelected = (policy: LintObject, { workload }: LintObject): boolean =>
  selects(at(policy.fields, 'spec', 'podSelector') ?? {}, workload?.labels ?? {})

/** Policies of network plugins and of the cluster's administrator, which may allow it too. */
const OTHER_POLICIES = [
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
] as const

/** Rules add up over all policies of a pod (networking.k8s.io/v1): another one may allow what this one does not. */
const cutsDns = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const spec = fieldsOf(object.fields['spec'])
  const types = listOf(spec['policyTypes'])
  const isolates = types.includes('Egress') || (types.length === 0 && spec['egress'] !== undefined)
  if (!isolates) return []
  if (OTHER_POLICIES.some((kind) => bundle.kind(kind).length > 0)) return []
  const policies = bundle.inNamespace('NetworkPolicy', object.namespace)
  const pods = bundle.workloads.filter(
    (pod) =>
      sameNamespace(pod.namespace, object.namespace) &&
      pod.workload?.spec['hostNetwork'] !== true &&
      isSelected(object, pod) &&
      !policies.some(
        (policy) =>
          isSelected(policy, pod) && listOf(at(policy.fields, 'spec', 'egress')).some(isDnsPort),
      ),
  )
  if (pods.length === 0) return []
  return [
    {
      path: spec['egress'] === undefined ? ['spec', 'policyTypes'] : ['spec', 'egress'],
      message: `The policy isolates ${pods
        .map(({ name }) => name)
        .slice(0, 3)
        .join(', ')} for egress, and no rule among these files allows DNS (port 53).`,
    },
  ]
}

/** A StatefulSet's members get their names from this Service. */
const headless = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const name = wordOf(at(object.fields, 'spec', 'serviceName'))
  if (name === '') return []
  const reference = bundle.refer('Service', object.namespace, name)
  if (reference.kind !== 'absent') return []
  return [
    {
      path: ['spec', 'serviceName'],
      message: `No Service ${name} is among these files${near(reference)}: the pods get no names of their own in DNS.`,
    },
  ]
}

/** Names that only a headless Service makes: `db-0.db`, `$(POD_NAME).db` (StatefulSet, "Stable Network ID"). */
function namesMembers({ workload, name }: LintObject, service: string): boolean {
  const escaped = [name, service].map((each) => each.replace(/[.]/g, '\\.'))
  const member = new RegExp(
    `(?:${escaped[0]}-(?:\\d+|\\$[({]?\\w+[)}]?)|\\$[({]?(?:POD_NAME|HOSTNAME)[)}]?)\\.${escaped[1]}\\b`,
  )
  return (
    workload?.sites.some(({ argv, env }) =>
      [...argv.map(({ text }) => text), ...env.map(({ value }) => value ?? '')].some((text) =>
        member.test(text),
      ),
    ) ?? false
  )
}

/** Without `clusterIP: None` members have no names of their own. */
const governing = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const name = wordOf(at(object.fields, 'spec', 'serviceName'))
  const service = name === '' ? null : bundle.find('Service', object.namespace, name)
  if (service === null || at(service.fields, 'spec', 'clusterIP') === 'None') return []
  const isNamed = namesMembers(object, name)
  return [
    {
      path: ['spec', 'serviceName'],
      message: `Service ${name} is not headless, so that the pods get no names of their own in DNS${isNamed ? ', and the program asks for them' : ''}.`,
      // Programs that ask the Service alone do without names of their own.
      ...(isNamed ? {} : { severity: 'practice' as const }),
    },
  ]
}

export const NETWORK_CHECKS: readonly Check[] = [
  {
    code: 'service-selects-nothing',
    severity: 'may-crash',
    title: 'A Service selects no pod template of the files',
    happens:
      'The Service has no endpoints: connection refused or timed out for every client, which then crash.',
    fix: 'Use the labels of the pod template in the selector.',
    aliases: [
      'kubevious/service-selector-ref',
      'popeye/POP-1100',
      'kube-linter/dangling-service',
      'kube-score/service-targets-pod',
      'kubescape/service-with-no-workload',
      'kubescape/C-0293',
    ],
    find: inKinds(['Service'], selectsNothing),
  },
  {
    code: 'service-target-port-missing',
    severity: 'may-crash',
    title: 'A Service leads to a port that no container behind it declares',
    happens: 'Connection refused for every client of the Service.',
    fix: 'Use the number or the name of a port of the container as targetPort.',
    aliases: ['popeye/POP-1106'],
    find: inKinds(['Service'], targetPort),
  },
  {
    code: 'ingress-backend-missing',
    severity: 'may-crash',
    title: 'An Ingress leads to a Service or port that is not there',
    happens:
      '503 Service Temporarily Unavailable; the controller logs: service "shop/web" does not exist.',
    fix: 'Correct the name or the port.',
    aliases: [
      'kubevious/ingress-service-ref',
      'kubevious/ingress-ext-service-ref',
      'popeye/POP-1401',
      'popeye/POP-1402',
      'popeye/POP-1404',
      'kube-linter/dangling-ingress',
      'kube-score/ingress-targets-service',
      'kubescape/dangling-ingress-backend',
      'kubescape/C-0298',
    ],
    find: inKinds(['Ingress'], ingressBackend),
  },
  {
    code: 'ingress-tls-secret-missing',
    severity: 'may-crash',
    title: 'The TLS Secret of an Ingress is missing or incomplete',
    happens:
      'The controller serves its own certificate, and clients end with: certificate signed by unknown authority.',
    fix: 'Add the Secret of type kubernetes.io/tls with tls.crt and tls.key.',
    aliases: [],
    find: inKinds(['Ingress'], ingressTls),
  },
  {
    code: 'policy-selects-nothing',
    severity: 'practice',
    title: 'A NetworkPolicy or PodDisruptionBudget selects no pod template of the files',
    happens: 'It protects nothing.',
    fix: 'Use the labels of the pod template.',
    aliases: [
      'kube-linter/dangling-networkpolicypeer-podselector',
      'kubescape/C-0299',
      'kubevious/network-policy-pod-selector-ref',
      'popeye/POP-900',
      'popeye/POP-1200',
      'popeye/POP-1202',
      'popeye/POP-1208',
      'kubescape/dangling-networkpolicy',
      'kube-linter/dangling-networkpolicy',
      'kube-score/networkpolicy-targets-pod',
      'popeye/POP-1204',
    ],
    find: inKinds(['NetworkPolicy', 'PodDisruptionBudget'], danglingSelector),
  },
  {
    code: 'networkpolicy-cuts-dns',
    severity: 'may-crash',
    title: 'A NetworkPolicy forbids DNS',
    happens:
      'Each name fails after a timeout: lookup db: i/o timeout, Temporary failure in name resolution; the program ends.',
    fix: 'Allow egress to port 53, UDP and TCP, of the namespace kube-system.',
    aliases: [],
    find: inKinds(['NetworkPolicy'], cutsDns),
  },
  {
    code: 'statefulset-service-missing',
    severity: 'may-crash',
    title: 'The Service of a StatefulSet is not among the files',
    happens: 'Members do not find each other: lookup db-0.db: no such host.',
    fix: 'Add a headless Service (clusterIP: None) of that name.',
    aliases: ['kube-score/statefulset-has-servicename'],
    find: inKinds(['StatefulSet'], headless),
  },
  {
    code: 'statefulset-service-not-headless',
    severity: 'may-crash',
    title: 'The Service of a StatefulSet has an address of its own',
    happens: 'Members do not find each other: lookup db-0.db: no such host.',
    fix: 'Write clusterIP: None in the Service, and make a second one for clients.',
    aliases: [],
    find: inKinds(['StatefulSet'], governing),
  },
]
