import { nearest } from '@unloop/engine/evidence'
import { inObjects, type Check, type Found, type LintObject } from '../check.ts'
import { edited, setTo } from '../edit.ts'
import { isFields } from '../fields.ts'
import { GROUP_KINDS } from '../schema/groups.data.ts'
import { REMOVED_APIS } from '../schema/removed.data.ts'

/** OpenShift's first kinds, which stood in `v1` before they had groups, and which its own client still takes so. */
const OF_OPENSHIFT =
  /^(?:Build|BuildConfig|DeploymentConfig|Image|ImageStream\w*|Route|Template|Project\w*|OAuth\w+|User|UserIdentityMapping|Group|Identity|SecurityContextConstraints|NetNamespace|ClusterNetwork|HostSubnet|EgressNetworkPolicy|ClusterResourceQuota|Role|RoleBinding|ClusterRole|ClusterRoleBinding)$/

// Kinds by their API group.
const KINDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(GROUP_KINDS).map(([group, kinds]) => [group, kinds.split(' ')]),
)

// Of all groups, for what may have been meant.
const ALL_KINDS: readonly string[] = [...new Set([...KINDS.values()].flat())]

/** Versions that are served by default in every release that is known. */
const SERVED = new Set(['v1', 'autoscaling/v2'])

/** The group of an apiVersion; '' for the core. */
const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''

/** Whether a release before served it: another check tells of those. */
const wasServed = ({ apiVersion, kind }: LintObject): boolean =>
  REMOVED_APIS.some(
    (api) => api.apiVersion === apiVersion && (api.kinds === undefined || api.kinds.includes(kind)),
  )

/** `apps/v1`: where the kind is served. */
function homeOf(kind: string): string | null {
  for (const [group, kinds] of KINDS)
    if (kinds.includes(kind))
      return group === '' ? 'v1' : group === 'autoscaling' ? 'autoscaling/v2' : `${group}/v1`
  return null
}

/** Only of groups that Kubernetes itself serves, or that nearly read like one of them. */
const unknownKind = (object: LintObject): readonly Found[] => {
  const { apiVersion, kind } = object
  // Settings of programs look alike, but have no metadata.
  if (!isFields(object.fields['metadata'])) return []
  if (kind === '' || apiVersion === '' || wasServed(object) || /[^\w./-]/.test(apiVersion))
    return []
  if (apiVersion === 'v1' && OF_OPENSHIFT.test(kind)) return []
  const group = groupOf(apiVersion)
  const kinds = KINDS.get(group)
  const home = homeOf(kind)
  // `builtin` is what kustomize calls its own transformers.
  if (home === null && group === '' && !/^v\d/.test(apiVersion)) return []
  if (kinds === undefined) {
    // CustomResourceDefinitions and aggregated APIs have a dot in their group (apiextensions/validation).
    const isTypo = !group.includes('.') && group !== 'extensions' && home !== null
    return isTypo ? [refusal(object, `There is no API group ${group}`, { home })] : []
  }
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  if (kinds.includes(kind)) {
    if (/alpha|beta/.test(version) || version === 'v1' || SERVED.has(apiVersion)) return []
    return [refusal(object, `${apiVersion} was never served`, { home })]
  }
  if (/^(?:Config|List|.*List)$/.test(kind)) return []
  const near = nearest(kind, [...kinds, ...ALL_KINDS])
  const what = `${group === '' ? 'The core API' : `The group ${group}`} has no kind ${kind}`
  return [refusal(object, what, { home, near })]
}

/** The finding, with the group that the kind is of or a name that is near. */
function refusal(
  { apiVersion, kind }: LintObject,
  what: string,
  { home, near = null }: { readonly home: string | null; readonly near?: string | null },
): Found {
  const hint = home !== null ? ` ${kind} is of ${home}.` : near === null ? '' : ` Is ${near} meant?`
  return {
    path: [home === null ? 'kind' : 'apiVersion'],
    message: `${what}.${hint}`,
    happens: `error: resource mapping not found: no matches for kind "${kind}" in version "${apiVersion}"; ensure CRDs are installed first.`,
    ...(home === null ? {} : { fix: `Write apiVersion: ${home}.` }),
    ...edited(home === null ? [] : setTo(['apiVersion'], home)),
  }
}

export const KIND_CHECKS: readonly Check[] = [
  {
    code: 'kind-unknown',
    severity: 'refused',
    title: 'An API group of Kubernetes itself has no such kind, or there is no such group',
    happens:
      'error: resource mapping not found: no matches for kind "Deploymnet" in version "apps/v1"; ensure CRDs are installed first.',
    fix: 'Correct the kind or the apiVersion.',
    aliases: ['kubeconform/schema', 'kube-linter/schema-validation'],
    find: inObjects(unknownKind),
  },
]
