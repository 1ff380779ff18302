import { CHECK_GROUPS, checkFacts } from '../catalogue.ts'
import type { CheckFacts } from '../check.ts'
import { reaches, type Severity } from '../check.ts'
import type { CelRule } from './rule.ts'
import { CEL_RULES } from './rules.data.ts'
import { INEXPRESSIBLE, INEXPRESSIBLE_BY_GROUP, WHY_INEXPRESSIBLE } from './inexpressible.data.ts'

type Fields = Readonly<Record<string, unknown>>

/** Which checks become policies, and what those do. */
export interface PolicyOptions {
  /** Refuse from this severity on; null only warns and audits. */
  readonly deny: Severity | null
  /** With practice too, which `deny: 'practice'` asks for by itself. */
  readonly practice: boolean
  /** Codes; where there are any, no other check is taken, whatever its severity. */
  readonly only: readonly string[]
  /** Codes; they win over `only`. */
  readonly disabled: readonly string[]
  /** Namespaces that no policy looks at. */
  readonly exempt: readonly string[]
}

/** A policy each, since a binding has one list of actions for all validations (admissionregistration.k8s.io/v1). */
const LEVELS = ['will-crash', 'may-crash', 'practice'] as const

/** The checks that CEL can express as ValidatingAdmissionPolicies, one a severity, each with its binding. */
export function policies(options: PolicyOptions): readonly Fields[] {
  return LEVELS.flatMap((severity) => {
    const rules = CEL_RULES.filter(
      (rule) => severityOf(rule) === severity && isWanted(rule.code, severity, options),
    )
    const isDenied = options.deny !== null && reaches(severity, options.deny)
    return rules.length === 0
      ? []
      : [policy(severity, rules), binding(severity, isDenied, options.exempt)]
  })
}

/** Each check that CEL cannot express, with the reason. */
export function inexpressibleChecks(): readonly { readonly code: string; readonly why: string }[] {
  const expressed = new Set(CEL_RULES.map(({ code }) => code))
  return Object.entries(CHECK_GROUPS).flatMap(([group, checks]) =>
    checks
      .filter(({ code }) => !expressed.has(code))
      .map(({ code }) => ({
        code,
        why: WHY_INEXPRESSIBLE[INEXPRESSIBLE[code] ?? INEXPRESSIBLE_BY_GROUP[group] ?? 'others'],
      })),
  )
}

/** What the API server refuses never gets as far as a policy; one that a custom server takes is as bad as a crash. */
const severityOf = ({ code, severity }: CelRule): (typeof LEVELS)[number] => {
  const stated = severity ?? checkFacts(code)?.severity ?? 'practice'
  return stated === 'refused' ? 'will-crash' : stated
}

function isWanted(code: string, severity: Severity, options: PolicyOptions): boolean {
  if (options.disabled.includes(code)) return false
  if (options.only.length > 0) return options.only.includes(code)
  return options.practice || options.deny === 'practice' || severity !== 'practice'
}

const nameOf = (severity: Severity): string => `unloop-${severity}.unloop.dev`

const API_VERSION = 'admissionregistration.k8s.io/v1'

const policy = (severity: Severity, rules: readonly CelRule[]): Fields => ({
  apiVersion: API_VERSION,
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: nameOf(severity) },
  spec: {
    // An expression that fails, such as for its cost, holds nobody up.
    failurePolicy: 'Ignore',
    matchConstraints: { matchPolicy: 'Equivalent', resourceRules: RESOURCES },
    matchConditions: CONDITIONS,
    variables: VARIABLES,
    validations: rules.map(validation),
  },
})

const binding = (severity: Severity, isDenied: boolean, exempt: readonly string[]): Fields => ({
  apiVersion: API_VERSION,
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: nameOf(severity) },
  spec: {
    policyName: nameOf(severity),
    validationActions: isDenied ? ['Deny', 'Audit'] : ['Warn', 'Audit'],
    matchResources: {
      namespaceSelector: {
        matchExpressions: [
          { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: exempt },
          { key: 'unloop.dev/webhook', operator: 'NotIn', values: ['ignore'] },
        ],
      },
    },
  },
})

const resources = (group: string, names: readonly string[]): Fields => ({
  apiGroups: [group],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: names,
})

const RESOURCES = [
  resources('', ['pods', 'replicationcontrollers']),
  resources('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  resources('batch', ['cronjobs', 'jobs']),
]

/** The pods of a Deployment are told at the Deployment. Refusing an object that is being deleted would keep its finalizers. */
const CONDITIONS = [
  {
    name: 'not-made-by-a-controller',
    expression:
      "!object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false) && (o.apiVersion == 'v1' || o.apiVersion.startsWith('apps/') || o.apiVersion.startsWith('batch/')))",
  },
  { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
]

/**
 * CEL for the pod's spec in each kind of RESOURCES; with `dyn`, since the API server checks the types of an expression for each
 * kind.
 */
const podOf = (object: string): string =>
  `(dyn(${object}).kind == 'Pod' ? dyn(${object}).spec : dyn(${object}).kind == 'CronJob' ? dyn(${object}).spec.jobTemplate.spec.template.spec : dyn(${object}).spec.template.spec)`

/** CEL for the metadata of the pod template, and a Pod's own. */
const TEMPLATE =
  "(dyn(object).kind == 'Pod' ? dyn(object).metadata : dyn(object).kind == 'CronJob' ? dyn(object).spec.jobTemplate.spec.template.?metadata.orValue({}) : dyn(object).spec.template.?metadata.orValue({}))"

const all = (pod: string): string => `${pod}.containers + ${pod}.?initContainers.orValue([])`
/** An init container with restartPolicy Always is a sidecar (core/v1, Container). */
const serving = (pod: string): string =>
  `${pod}.containers + ${pod}.?initContainers.orValue([]).filter(i, i.?restartPolicy.orValue('') == 'Always')`

const VARIABLES = [
  { name: 'pod', expression: podOf('object') },
  { name: 'all', expression: all('variables.pod') },
  {
    name: 'serving',
    // What must run for ever: a pod that ends by itself needs no probes.
    expression: `dyn(object).kind in ['Job', 'CronJob'] || (dyn(object).kind == 'Pod' && variables.pod.?restartPolicy.orValue('Always') != 'Always') ? [] : ${serving('variables.pod')}`,
  },
  { name: 'oldPod', expression: podOf('oldObject') },
  { name: 'oldAll', expression: all('variables.oldPod') },
  { name: 'oldServing', expression: serving('variables.oldPod') },
  {
    name: 'annotations',
    expression: `[object.metadata.?annotations.orValue({}), ${TEMPLATE}.?annotations.orValue({})]`,
  },
  {
    name: 'ignored',
    // Polaris wants the value true.
    expression:
      "variables.annotations.map(a, a.map(k, !k.startsWith('polaris.fairwinds.com/') || a[k] == 'true', k))",
  },
]

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Passes where it is well, where it was as bad before, and where an annotation says so. */
function validation(rule: CelRule): Fields {
  const { code } = rule
  const now = expression(rule, { object: 'dyn(object)', prefix: '' })
  const before = expression(rule, { object: 'dyn(oldObject)', prefix: 'old' })
  return {
    expression: `!(${now}) || (request.operation == 'UPDATE' && (${before})) || [${ignoring(code)}].exists(k, variables.ignored.exists(i, k in i))`,
    message: messageOf(code, checkFacts(code)),
  }
}

/** The annotations that leave a check out, those of other tools included; kube-score's lists are not read. */
function ignoring(code: string): string {
  const others = (checkFacts(code)?.aliases ?? []).flatMap((alias) => {
    const [tool, name = ''] = alias.split('/')
    if (tool === 'datree') return [`datree.skip/${name}`]
    if (tool === 'kube-linter') return [`ignore-check.kube-linter.io/${name}`]
    if (tool !== 'polaris') return []
    const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    return [`polaris.fairwinds.com/${words}-exempt`]
  })
  const keys = [
    `ignore.unloop.dev/${code}`,
    'ignore.unloop.dev/all',
    'kube-linter.io/ignore-all',
    'polaris.fairwinds.com/exempt',
    ...others,
  ]
  return [...new Set(keys)].map((key) => `'${key}'`).join(', ')
}

const messageOf = (code: string, facts: CheckFacts | null): string =>
  `unloop: ${facts?.title ?? code}. ${facts?.fix ?? ''} (${code})`

/** What an expression reads: the object, or the one before an update, whose variables begin with `old`. */
interface Version {
  readonly object: string
  readonly prefix: '' | 'old'
}

/** The rule with OBJECT and POD filled in, over any container where it is about containers. */
function expression({ over, bad }: CelRule, { object, prefix }: Version): string {
  const variable = (name: string): string =>
    `variables.${prefix === '' ? name : prefix + capital(name)}`
  const filled = bad.replaceAll('OBJECT', object).replaceAll('POD', variable('pod'))
  return over === 'pod' ? filled : `${variable(over)}.exists(c, ${filled})`
}
