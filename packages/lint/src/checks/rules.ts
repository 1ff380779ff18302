import { inKinds, type Check, type Found, type LintObject } from '../check.ts'
import { at, listOf, wordOf } from '../fields.ts'

/** Resources that are of one group only, and often looked for in another one (kubectl api-resources). */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'pods',
    'services',
    'configmaps',
    'secrets',
    'serviceaccounts',
    'namespaces',
    'nodes',
    'persistentvolumes',
    'persistentvolumeclaims',
    'endpoints',
    'replicationcontrollers',
    'limitranges',
    'resourcequotas',
  ],
  apps: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
  batch: ['jobs', 'cronjobs'],
  'networking.k8s.io': ['networkpolicies', 'ingressclasses'],
  'rbac.authorization.k8s.io': ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
}

// The group of each resource.
const HOMES: ReadonlyMap<string, string> = new Map(
  Object.entries(GROUPS).flatMap(([group, resources]) => resources.map((each) => [each, group])),
)

/** A group as a message shows it. */
const shown = (group: string): string => (group === '' ? 'the core group ""' : group)

/** The resource that a kind or a word in the singular stands for. */
const plural = (resource: string): string | null => {
  const lower = resource.toLowerCase()
  const many = lower.endsWith('y')
    ? `${lower.slice(0, -1)}ies`
    : lower.endsWith('s')
      ? `${lower}es`
      : `${lower}s`
  return HOMES.has(lower) ? lower : HOMES.has(many) ? many : null
}

/** Whether a rule of the same role names the resource in its group: the other one is a left-over. */
const isGrantedElsewhere = (rules: readonly unknown[], home: string, resource: string): boolean =>
  rules.some(
    (rule) =>
      listOf(at(rule, 'apiGroups')).includes(home) &&
      listOf(at(rule, 'resources')).includes(resource),
  )

/** Rules that are taken, and grant nothing on what they name. */
const ineffective = ({ fields }: LintObject): readonly Found[] =>
  listOf(fields['rules']).flatMap((rule, index, rules) => {
    const groups = listOf(at(rule, 'apiGroups')).map(wordOf)
    // Other APIs have pods and nodes of their own, such as metrics.k8s.io.
    if (groups.length === 0 || !groups.every((each) => each in GROUPS)) return []
    return listOf(at(rule, 'resources')).flatMap((each, at_): readonly Found[] => {
      const [resource = '', ...rest] = wordOf(each).split('/')
      const path = ['rules', index, 'resources', at_]
      const home = HOMES.get(resource)
      if (home !== undefined)
        return groups.includes(home) || isGrantedElsewhere(rules, home, resource)
          ? []
          : [
              {
                path,
                message: `${resource} are of ${shown(home)}, and the rule names ${groups.map(shown).join(', ')}: it grants nothing on them.`,
                fix: `Add ${JSON.stringify(home)} to apiGroups.`,
              },
            ]
      const meant = plural(resource)
      return meant === null || !groups.includes(HOMES.get(meant) ?? '')
        ? []
        : [
            {
              path,
              message: `There is no resource ${resource}: rules name them in small letters and in the plural, ${[meant, ...rest].join('/')}.`,
              fix: `Write ${[meant, ...rest].join('/')}.`,
            },
          ]
    })
  })

export const RULE_CHECKS: readonly Check[] = [
  {
    code: 'role-grants-nothing',
    severity: 'may-crash',
    title: 'A rule of a role names a resource that its API groups do not have',
    happens:
      'Forbidden: User "system:serviceaccount:shop:web" cannot list resource "deployments" in API group "apps".',
    fix: 'Name the group of the resource; the core group is "".',
    aliases: [],
    find: inKinds(['Role', 'ClusterRole'], ineffective),
  },
]
