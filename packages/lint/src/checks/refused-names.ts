import {
  inContainers,
  inKinds,
  inObjects,
  inPods,
  type Check,
  type Found,
  type LintObject,
} from '../check.ts'
import { at, fieldsOf, listOf, textOf, wordOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import {
  hostProblem,
  invalid,
  labelProblem,
  labelValueProblem,
  qualifiedNameProblem,
  serviceNameProblem,
  subdomainProblem,
} from '../names.ts'
import type { Site, Workload } from '../workload.ts'
import { refusedCheck } from './refused-check.ts'

// Why a text cannot be a name; null if it can.
type Rule = (text: string) => string | null

/** What a rule says of one name. */
const named = (path: Path, text: string, rule: Rule): readonly Found[] => {
  const problem = rule(text)
  return problem === null
    ? []
    : [
        {
          path,
          message: `${JSON.stringify(text)} is no valid name for ${path.at(-1)}.`,
          refusal: invalid(text, problem),
        },
      ]
}

/** Kinds whose names have a rule of their own (the strategies of the registry). */
const RULES: Readonly<Record<string, Rule>> = {
  Service: serviceNameProblem,
  Namespace: labelProblem,
  StatefulSet: labelProblem,
}

/** Only groups of Kubernetes itself: foreign kinds may have rules of their own. */
const objectName = (object: LintObject): readonly Found[] => {
  const name = wordOf(at(object.fields, 'metadata', 'name'))
  const isTemplated = /[{}$<>%]/.test(name)
  if (name === '' || isTemplated || /Role|Binding|^Event$/.test(object.kind)) return []
  if (!/^(?:v1|apps\/|batch\/|networking|autoscaling|policy|storage)/.test(object.apiVersion))
    return []
  return named(['metadata', 'name'], name, RULES[object.kind] ?? subdomainProblem)
}

/** The namespace of an object (`ValidateNamespaceName`). */
const namespace = (object: LintObject): readonly Found[] =>
  /[{}$<>%]/.test(object.namespace)
    ? []
    : named(['metadata', 'namespace'], object.namespace, labelProblem)

/** Keys and values of a map of labels; `field` is how the server names the map. */
const labelsAt = (fields: unknown, path: Path, field: Path | string): readonly Found[] =>
  Object.entries(fieldsOf(fields)).flatMap(([key, value]): readonly Found[] => {
    const ofKey = qualifiedNameProblem(key)
    const ofValue = typeof value === 'string' ? labelValueProblem(value) : null
    if (ofKey !== null)
      return [
        {
          path: [...path, key],
          part: 'key',
          message: `${JSON.stringify(key)} is no valid key of a label.`,
          refusal: { field, says: invalid(key, ofKey) },
        },
      ]
    return ofValue === null
      ? []
      : [
          {
            path: [...path, key],
            message: `${JSON.stringify(value)} is no valid value of a label.`,
            refusal: { field, says: invalid(value, ofValue) },
          },
        ]
  })

/** Labels and annotations of an object (`ValidateObjectMeta`). */
const objectLabels = ({ fields }: LintObject): readonly Found[] => [
  ...labelsAt(at(fields, 'metadata', 'labels'), ['metadata', 'labels'], 'metadata.labels'),
  ...annotationKeys(at(fields, 'metadata', 'annotations'), ['metadata', 'annotations']),
]

/** Keys of annotations; their values may be anything up to 256 KiB in all. */
const annotationKeys = (fields: unknown, path: Path): readonly Found[] =>
  Object.keys(fieldsOf(fields)).flatMap((key) => {
    // Capitals are allowed there (apimachinery, ValidateAnnotations).
    const problem = qualifiedNameProblem(key.toLowerCase())
    return problem === null
      ? []
      : [
          {
            path: [...path, key],
            part: 'key' as const,
            message: `${JSON.stringify(key)} is no valid key of an annotation.`,
            refusal: { field: path, says: invalid(key, problem) },
          },
        ]
  })

/** Labels of a pod template. */
const podLabels = (workload: Workload): readonly Found[] => {
  const template = workload.path.slice(0, -1)
  return [
    // The server leaves metadata out of this path. Labels of a Pod are those of an object.
    ...(template.length === 0
      ? []
      : labelsAt(workload.labels, [...template, 'metadata', 'labels'], [...template, 'labels'])),
    ...labelsAt(
      workload.spec['nodeSelector'],
      [...workload.path, 'nodeSelector'],
      [...workload.path, 'nodeSelector'],
    ),
  ]
}

/** Names inside of a pod that name something outside of it. */
const podNames = (workload: Workload): readonly Found[] => [
  ...named([...workload.path, 'hostname'], textOf(workload.spec['hostname']) ?? '', labelProblem),
  ...named(
    [...workload.path, 'serviceAccountName'],
    textOf(workload.spec['serviceAccountName']) ?? '',
    subdomainProblem,
  ),
  ...named(
    [...workload.path, 'nodeName'],
    textOf(workload.spec['nodeName']) ?? '',
    subdomainProblem,
  ),
  ...workload.volumes.flatMap(({ name, path }) => named([...path, 'name'], name, labelProblem)),
]

/** Any printable ASCII but the sign that ends a name (validation.IsRelaxedEnvVarName, since 1.34). */
const envNames = (site: Site): readonly Found[] =>
  site.env.flatMap(({ name, path }): readonly Found[] => {
    if (name === '')
      return [
        {
          path,
          message: 'A variable has no name.',
          refusal: { field: [...path, 'name'], says: 'Required value' },
        },
      ]
    return /^[\x20-\x3c\x3e-\x7e]*$/.test(name)
      ? []
      : [
          {
            path: [...path, 'name'],
            message: `${JSON.stringify(name)} cannot be the name of a variable.`,
            refusal: invalid(
              name,
              "a valid environment variable name must consist only of printable ASCII characters other than '='",
            ),
          },
        ]
  })

/** networking validation, ValidateIngressSpec: hosts of rules and of certificates. */
const ingressHosts = ({ fields }: LintObject): readonly Found[] => [
  ...listOf(at(fields, 'spec', 'rules')).flatMap((rule, index) =>
    hostAt(['spec', 'rules', index, 'host'], at(rule, 'host')),
  ),
  ...listOf(at(fields, 'spec', 'tls')).flatMap((tls, index) =>
    listOf(at(tls, 'hosts')).flatMap((host, at_) =>
      hostAt(['spec', 'tls', index, 'hosts', at_], host),
    ),
  ),
]

// Addresses of IPv4 and IPv6, which a host must not be.
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|^[\da-f]*:[\da-f:]+$/i

/** A host of an Ingress (`ValidateIngressSpec`). */
const hostAt = (path: Path, host: unknown): readonly Found[] => {
  const text = textOf(host) ?? ''
  const problem =
    path.includes('rules') && ADDRESS.test(text)
      ? 'must be a DNS name, not an IP address'
      : hostProblem(text)
  return problem === null
    ? []
    : [
        {
          path,
          message: `${JSON.stringify(text)} is no host name: neither a scheme, a port nor a path belongs here.`,
          refusal: invalid(text, problem),
        },
      ]
}

export const REFUSED_NAME_CHECKS: readonly Check[] = [
  {
    code: 'object-name-invalid',
    severity: 'refused',
    title: 'The name of an object or of its namespace is not allowed',
    happens:
      'The API server refuses the object: a lowercase RFC 1123 subdomain must consist of lower case letters, digits, - or .',
    fix: 'Use lower-case letters, digits, - and ., with a letter or digit at both ends.',
    aliases: ['datree/RESOURCE_MISSING_NAME'],
    find: [inObjects(objectName), inObjects(namespace)],
  },
  refusedCheck({
    code: 'label-invalid',
    title: 'A label or the key of an annotation is not allowed',
    aliases: ['datree/WORKLOAD_INVALID_LABELS_VALUE', 'kube-score/label-values'],
    happens:
      'The API server refuses the object: a valid label must be an empty string or consist of alphanumeric characters.',
    fix: 'Use at most 63 letters, digits, -, _ and ., with a letter or digit at both ends.',
    find: [inObjects(objectLabels), inPods(podLabels)],
  }),
  refusedCheck({
    code: 'pod-name-invalid',
    title: 'A name in a pod is not allowed: of its host, its account or a volume',
    happens: 'The API server refuses the object: a lowercase RFC 1123 label must consist of …',
    fix: 'Use lower-case letters, digits and -, with a letter or digit at both ends.',
    find: inPods(podNames),
  }),
  refusedCheck({
    code: 'env-name-invalid',
    title: 'The name of a variable is missing or not allowed',
    happens:
      "The API server refuses the object: a valid environment variable name must consist only of printable ASCII characters other than '='.",
    fix: 'Write the name alone, and the value under value.',
    find: inContainers(envNames, 'env'),
  }),
  refusedCheck({
    code: 'ingress-host-invalid',
    title: 'The host of an Ingress is no host name',
    happens:
      'The API server refuses the object: a lowercase RFC 1123 subdomain must consist of lower case letters, digits, - or .',
    fix: 'Write the name alone, without https://, port or path.',
    find: inKinds(['Ingress'], ingressHosts),
  }),
]
