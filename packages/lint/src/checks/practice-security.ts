import { inContainers, type Check, type Found } from '../check.ts'
import { at, isFields, numberOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import type { Site } from '../workload.ts'
import { isTemplated } from '../placeholder.ts'
import { posture } from './practice-shape.ts'

/** Where a field of the security context stands, or would stand. */
const security = (site: Site, field: string): Path =>
  isFields(site.fields['securityContext'])
    ? at(site.fields, 'securityContext', field) === undefined
      ? [...site.path, 'securityContext']
      : [...site.path, 'securityContext', field]
    : site.path

/** The id that a container runs as; its own goes before the pod's. */
const idOf = (site: Site, field: 'runAsUser' | 'runAsGroup'): number | null =>
  numberOf(at(site.fields, 'securityContext', field)) ??
  numberOf(at(site.workload.spec, 'securityContext', field))

/** Ids of the node's own users lie below; a break-out has their rights. */
const lowId =
  (field: 'runAsUser' | 'runAsGroup') =>
  (site: Site): string | null => {
    const id = idOf(site, field)
    return id !== null && id < 10_000
      ? `${field} of ${site.name} is ${id}, and may be a user of the node.`
      : null
  }

/** A check that an id is stated. */
const unsetId = (field: 'runAsUser' | 'runAsGroup', aliases: readonly string[]): Check => {
  const what = field === 'runAsUser' ? 'user' : 'group'
  return posture(
    {
      code: `run-as-${what}-unset`,
      title: `A container does not state which ${what} it runs as`,
      happens: `The image decides, and its next version may decide for another ${what}.`,
      fix: `Set ${field} to 10000 or more.`,
      aliases,
    },
    (site) => (idOf(site, field) === null ? `${field} of ${site.name} is not set.` : null),
    (site) => security(site, field),
  )
}

// Names that say that the value is a secret.
const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SECRET_?KEY|CREDENTIALS)$/i

/** Paths, switches, numbers and references are no secrets, and neither is what stands for one. */
const NO_SECRET =
  /^$|^[\d.]+[a-z]{0,2}$|^(?:true|false|yes|no|none|null|\*+)$|^\.{0,2}\/|\$\(|^<.*>$|^https?:/i

/** A value that refers to another place or is a placeholder is none. */
const plainSecret = (site: Site): readonly Found[] =>
  site.env.flatMap(({ name, value, path }) =>
    value === null || !SECRET_NAME.test(name) || NO_SECRET.test(value) || isTemplated(value)
      ? []
      : [{ path: [...path, 'value'], message: `The value of ${name} stands in the manifest.` }],
  )

export const PRACTICE_SECURITY_CHECKS: readonly Check[] = [
  posture(
    {
      code: 'run-as-root-allowed',
      title: 'Nothing forbids the container to run as root',
      happens: 'A break-out has the rights of root on the node.',
      fix: 'Set runAsNonRoot: true and runAsUser.',
      aliases: [
        'kubescape/C-0013',
        'trivy/KSV-0012',
        'kyverno/require-run-as-non-root-user',
        'kyverno/service-mesh-require-run-as-nonroot',
        'monokle/PSS204',
        'popeye/POP-306',
        'datree/CONTAINERS_INCORRECT_RUNASNONROOT_VALUE',
        'polaris/runAsRootAllowed',
        'kubescape/non-root-containers',
        'kyverno/require-run-as-nonroot',
        'gatekeeper/users',
      ],
    },
    ({ security: { nonRoot }, name }) =>
      nonRoot === true ? null : `runAsNonRoot of ${name} is not true.`,
    (site) => security(site, 'runAsNonRoot'),
  ),
  posture(
    {
      code: 'run-as-low-user',
      title: 'The container runs as a user below 10000',
      happens: 'It may be the same user as one of the node.',
      fix: 'Set runAsUser to 10000 or more.',
      aliases: [
        'trivy/KSV-0105',
        'datree/CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID',
        'kube-score/container-security-context-user-group-id',
        'trivy/KSV-0020',
      ],
    },
    lowId('runAsUser'),
    (site) => security(site, 'runAsUser'),
  ),
  posture(
    {
      code: 'run-as-low-group',
      title: 'The container runs as a group below 10000',
      happens: 'It may be the same group as one of the node.',
      fix: 'Set runAsGroup to 10000 or more.',
      aliases: [
        'trivy/KSV-0116',
        'kyverno/require-non-root-groups',
        'datree/CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID',
        'kube-score/container-security-context-user-group-id',
        'trivy/KSV-0021',
      ],
    },
    lowId('runAsGroup'),
    (site) => security(site, 'runAsGroup'),
  ),
  unsetId('runAsUser', ['kube-score/container-security-context-user-group-id', 'trivy/KSV-0020']),
  unsetId('runAsGroup', ['kube-score/container-security-context-user-group-id', 'trivy/KSV-0021']),
  posture(
    {
      code: 'readonly-rootfs-missing',
      title: 'The root file system of a container can be written to',
      happens: 'What the program writes there is lost at each restart, and can fill the node.',
      fix: 'Set readOnlyRootFilesystem: true, and mount an emptyDir where it writes.',
      aliases: [
        'kubescape/C-0017',
        'kyverno/require-ro-rootfs',
        'datree/CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE',
        'kube-linter/no-read-only-root-fs',
        'kube-score/container-security-context-readonlyrootfilesystem',
        'polaris/notReadOnlyRootFilesystem',
        'kubescape/immutable-container-filesystem',
        'trivy/KSV-0014',
        'gatekeeper/read-only-root-filesystem',
      ],
    },
    ({ security: { readOnlyRoot }, name }) =>
      readOnlyRoot ? null : `readOnlyRootFilesystem of ${name} is not true.`,
    (site) => security(site, 'readOnlyRootFilesystem'),
  ),
  {
    code: 'env-plain-secret',
    severity: 'practice',
    title: 'A secret stands as plain text in the value of a variable',
    happens: 'Whoever may read the manifest or the pod knows it.',
    fix: 'Put it into a Secret, and take it with valueFrom.secretKeyRef.',
    aliases: ['kube-linter/env-var-secret', 'polaris/sensitiveContainerEnvVar', 'kubescape/C-0012'],
    find: inContainers(plainSecret, 'values'),
  },
]
