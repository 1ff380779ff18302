import { UsageError } from '../errors.ts'

/** A workload, pod or other object that the report is narrowed to. */
export interface Target {
  /** As the API spells it, in lower case: `deployment`. */
  readonly kind: string
  readonly name: string
}

/** Short names and plurals as kubectl knows them (kubectl api-resources). */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  pod: ['po', 'pods'],
  deployment: ['deploy', 'deployments'],
  replicaset: ['rs', 'replicasets'],
  statefulset: ['sts', 'statefulsets'],
  daemonset: ['ds', 'daemonsets'],
  job: ['jobs'],
  cronjob: ['cj', 'cronjobs'],
  replicationcontroller: ['rc', 'replicationcontrollers'],
  deploymentconfig: ['dc', 'deploymentconfigs'],
  node: ['no', 'nodes'],
  service: ['svc', 'services'],
  secret: ['secrets'],
  configmap: ['cm', 'configmaps'],
}

// Every spelling to the one that the API uses.
const BY_ALIAS = new Map(
  Object.entries(KINDS).flatMap(([kind, aliases]) =>
    [kind, ...aliases].map((each) => [each, kind]),
  ),
)

/** Whether a word can be the name of an object (RFC 1123 subdomain). */
const isName = (word: string): boolean => /^[a-z0-9][a-z0-9.-]{0,252}$/.test(word)

/** Reads `deploy/web`, `pods/web-0` or `deployment.apps/web`; other kinds are taken as they stand. */
export function parseTarget(word: string): Target {
  const [kind = '', name = '', ...rest] = word.split('/')
  if (kind === '' || name === '' || rest.length > 0)
    throw new UsageError({
      code: 'operand-invalid',
      message: `${JSON.stringify(word)} names no object.`,
      next: `Write KIND/NAME, such as deploy/${[name, kind].find(isName) ?? 'web'}; for a file or folder, put -f before it.`,
    })
  const plain = kind.toLowerCase().replace(/\..*$/, '')
  return { kind: BY_ALIAS.get(plain) ?? plain, name }
}
