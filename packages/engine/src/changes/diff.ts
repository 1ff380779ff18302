import type { Container, EnvVar, PodSpec } from '../evidence/kube.ts'

/** Differences of two pod templates as short phrases: `image 1.8.1 → 1.8.2`, `env DATABASE_URL removed`. */
export function diffTemplates(before: PodSpec, after: PodSpec): readonly string[] {
  return [
    ...diffContainers('container', before.containers, after.containers),
    ...diffContainers('init container', before.initContainers, after.initContainers),
    ...diffFields('', POD_FIELDS, before, after),
  ]
}

const POD_FIELDS = [
  'serviceAccountName',
  'automountServiceAccountToken',
  'hostNetwork',
  'dnsPolicy',
  'securityContext',
  'nodeSelector',
  'volumes',
  'terminationGracePeriodSeconds',
] as const

const CONTAINER_FIELDS = [
  'command',
  'args',
  'workingDir',
  'ports',
  'envFrom',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'securityContext',
  'volumeMounts',
] as const

const diffContainers = (
  word: string,
  before: readonly Container[] = [],
  after: readonly Container[] = [],
): readonly string[] => {
  const names = [...new Set([...before, ...after].map(({ name }) => name))]
  return names.flatMap((name) => {
    const old = before.find((container) => container.name === name)
    const now = after.find((container) => container.name === name)
    if (!old) return [`${word} ${name} added`]
    if (!now) return [`${word} ${name} removed`]
    return diffContainer(old, now).map((what) => (names.length > 1 ? `${name}: ${what}` : what))
  })
}

const diffContainer = (before: Container, after: Container): readonly string[] => [
  ...diffImage(before.image, after.image),
  ...diffEnv(before.env, after.env),
  ...diffResources(before, after),
  ...diffFields('', CONTAINER_FIELDS, before, after),
]

/** Only the tag where the repository stays. */
const diffImage = (before = '', after = ''): readonly string[] => {
  if (before === after) return []
  const [oldName, oldTag] = splitTag(before)
  const [name, tag] = splitTag(after)
  return [oldName === name ? `image ${oldTag} → ${tag}` : `image ${before} → ${after}`]
}

const splitTag = (image: string): readonly [string, string] => {
  const at = image.lastIndexOf(image.includes('@') ? '@' : ':')
  return at > image.lastIndexOf('/') ? [image.slice(0, at), image.slice(at + 1)] : [image, 'latest']
}

/** Values from Secrets are never at hand; plain values may hold secrets all the same, so only names are shown. */
const diffEnv = (
  before: readonly EnvVar[] = [],
  after: readonly EnvVar[] = [],
): readonly string[] => {
  const old = new Map(before.map((env) => [env.name, env]))
  const now = new Map(after.map((env) => [env.name, env]))
  return [
    ...[...now].flatMap(([name, env]) => {
      const was = old.get(name)
      if (!was) return [`env ${name} added`]
      return same(was, env) ? [] : [`env ${name} changed${sourceChange(was, env)}`]
    }),
    ...[...old.keys()].filter((name) => !now.has(name)).map((name) => `env ${name} removed`),
  ]
}

const sourceChange = (before: EnvVar, after: EnvVar): string => {
  const [old, now] = [sourceOf(before), sourceOf(after)]
  return old && now && old !== now ? ` from ${old} to ${now}` : ''
}

const sourceOf = ({ valueFrom }: EnvVar): string => {
  const ref = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef
  return ref ? `${valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap'} ${ref.name} key ${ref.key}` : ''
}

const diffResources = (before: Container, after: Container): readonly string[] =>
  (['limits', 'requests'] as const).flatMap((field) => {
    const old = before.resources?.[field] ?? {}
    const now = after.resources?.[field] ?? {}
    return [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .sort()
      .flatMap((resource) =>
        old[resource] === now[resource]
          ? []
          : [
              `${resource} ${field.slice(0, -1)} ${old[resource] ?? 'none'} → ${now[resource] ?? 'none'}`,
            ],
      )
  })

const diffFields = <T extends object>(
  prefix: string,
  fields: readonly (keyof T & string)[],
  before: T,
  after: T,
): readonly string[] =>
  fields.flatMap((field) =>
    same(before[field], after[field])
      ? []
      : [`${prefix}${phrase(field, before[field], after[field])}`],
  )

const phrase = (field: string, before: unknown, after: unknown): string => {
  if (before === undefined) return `${field} added${brief(after)}`
  if (after === undefined) return `${field} removed`
  const [old, now] = [JSON.stringify(before), JSON.stringify(after)]
  return old.length + now.length < 160 ? `${field} ${old} → ${now}` : `${field} changed`
}

const brief = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length < 80 ? ` (${text})` : ''
}

/** Key order does not matter to Kubernetes. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? ''
