import { sh } from '../commands/sh.ts'
import { kubectl, verifyRollout } from '../fixes/commands.ts'
import { containerPatch, everyContainerPatch, patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { counterEvidence } from './shared/counter-evidence.ts'
import { lastSaid, saidEvidence, relevanceOf, type Said } from './shared/log.ts'
import { statedEvent, statedWords } from './shared/stated.ts'
import { withOwnFindings } from './shared/own.ts'
import { added, NEEDS, wantedBy, wanting } from './shared/capabilities.ts'

/** runAsNonRoot, capabilities, seccomp, privileged port, Pod Security. */
export const securityContext: Cause = withOwnFindings({
  id: 'security-context',
  explain: (file, { rule, facts }) =>
    WORDS[rule]?.(facts, file) ??
    'A rule of the security context stops the container or takes a right from the program.',
  find: (file) => [...refusedStart(file), ...lowPort(file), ...capability(file)],
  fixes: (file, finding) => fixes(file, finding),
})

type Words = (facts: Finding['facts'], file: CaseFile) => string

const WORDS: Readonly<Record<string, Words>> = {
  'security-context/run-as-non-root': ({ user }) =>
    user
      ? `The pod demands runAsNonRoot, and the image's user is given by name (${user}): the kubelet cannot tell from a name that it is not root, so it refuses to start the container.`
      : 'The pod demands runAsNonRoot, but the image runs as root and the pod sets no other user, so the kubelet refuses to start the container.',
  'security-context/profile': ({ what }) =>
    `The ${what ?? 'security'} profile that the pod asks for is not on the node, so the runtime cannot create the container.`,
  'security-context/pod-security': () =>
    "The namespace's Pod Security level (or the cluster's policy) forbids the pod as it is written, so the API server refuses to create it.",
  'security-context/low-port': ({ port }) =>
    `The program runs without root rights and may not listen on port ${port}: ports below 1024 need the capability NET_BIND_SERVICE, which a non-root user does not get from the pod's capabilities.add alone.`,
  'security-context/capability': ({ capability }) =>
    `The program changes owners or users while it starts, and the pod took that right away: the capability ${capability} is dropped.`,
  'security-context/no-new-privileges': () =>
    'The program wants to gain rights (sudo, setuid), which allowPrivilegeEscalation: false forbids.',
}

const NON_ROOT =
  /runAsNonRoot and image will run as root|runAsUser breaks non-root policy|non-numeric user \(([^)]*)\)|cannot verify user is non-root|container has runAsNonRoot/i
const PROFILE = /(seccomp) profile|(apparmor)|(selinux)/i
const PROFILE_FAILS =
  /cannot load seccomp profile|seccomp.{0,60}(?:no such file|not found|invalid)|apparmor.{0,120}(?:not (?:found|loaded|enabled|supported)|failed|no such file)|cannot enforce AppArmor|failed to set up? SELinux|invalid SELinux/i
const POLICY =
  /violates PodSecurity "([^"]+)"|unable to validate against any (?:pod )?security (?:context constraint|policy)|PodSecurityPolicy: unable to admit|forbidden: unable to validate against/i

const refusedStart = (file: CaseFile): readonly Finding[] => {
  const nonRoot = statedWords(file, NON_ROOT)
  if (nonRoot) {
    const user = nonRoot.match[1] ?? /non-numeric user \(([^)]*)\)/.exec(nonRoot.text)?.[1]
    const title = user
      ? `runAsNonRoot cannot be verified: the image's user is the name ${user}`
      : 'runAsNonRoot is set, but the image runs as root'
    return [
      start('run-as-non-root', {
        title,
        evidence: [nonRoot.evidence, ...nonRootSpec(file), ...statedEvent(file, NON_ROOT)],
        facts: user ? { user } : {},
      }),
    ]
  }
  const profile = statedWords(file, PROFILE_FAILS)
  if (profile) {
    const what = PROFILE.exec(profile.text)?.slice(1).find(Boolean)?.toLowerCase() ?? 'security'
    const name = file.failing.spec?.securityContext?.seccompProfile?.localhostProfile ?? ''
    return [
      start('profile', {
        title: `The ${what} profile ${name} is not usable on the node`.replace('  ', ' '),
        evidence: [profile.evidence, ...profileSpec(file)],
        facts: { what },
      }),
      ...counterEvidence('security-context/profile', 30, 'runtime-error'),
    ]
  }
  const policy = statedWords(file, POLICY)
  if (!policy) return []
  const level = policy.match[1]
  return [
    start('pod-security', {
      title: level
        ? `Pod Security "${level}" forbids the pod`
        : 'The security policy of the cluster forbids the pod',
      evidence: [policy.evidence, ...containerSpec(file)],
      facts: { text: policy.text.slice(0, 1000) },
    }),
  ]
}

/** The kubelet, the runtime or the API server refuses to start it. */
const start = (what: string, stated: Pick<Finding, 'title' | 'evidence' | 'facts'>): Finding => ({
  cause: 'security-context',
  weight: 95,
  rule: `security-context/${what}`,
  ...stated,
})

const nonRootSpec = (file: CaseFile): readonly Evidence[] => {
  if (file.failing.spec?.securityContext?.runAsNonRoot)
    return [file.fromSpec('securityContext.runAsNonRoot', true)]
  return file.podSpec?.securityContext?.runAsNonRoot
    ? [file.fromSubject('spec.securityContext.runAsNonRoot', true)]
    : []
}

const profileSpec = (file: CaseFile): readonly Evidence[] => {
  const own = file.failing.spec?.securityContext?.seccompProfile
  if (own) return [file.fromSpec('securityContext.seccompProfile', own)]
  const pod = file.podSpec?.securityContext?.seccompProfile
  return pod ? [file.fromSubject('spec.securityContext.seccompProfile', pod)] : []
}

const containerSpec = (file: CaseFile): readonly Evidence[] => {
  const context = file.failing.spec?.securityContext
  return context ? [file.fromSpec('securityContext', context)] : []
}

const userOf = (file: CaseFile): number | undefined =>
  file.failing.spec?.securityContext?.runAsUser ?? file.podSpec?.securityContext?.runAsUser

const BIND =
  /(?:bind|listen|make_sock|BindException|SocketException).{0,160}(?:permission denied|EACCES|\(13:|access permissions)|(?:permission denied|EACCES|\(13\)).{0,120}(?:bind|listen|make_sock)|can(?:no|')?t (?:bind|listen).{0,80}permission denied/i
const PORT = /(?:[\w\].*]:|\bport[ :=]{1,3}|tcp :|\s:|:::)(\d{1,5})\b(?!:)/gi
const CLOCK = /\d{1,2}:\d{2}:\d{2}/g

const lowPort = (file: CaseFile): readonly Finding[] => {
  const said = lastSaid(file, BIND)
  const text = said?.line.text.slice(0, 2000).replace(CLOCK, '') ?? ''
  const port = [...text.matchAll(PORT)]
    .map(([, digits]) => Number(digits))
    .find((digits) => digits > 0 && digits < 1024)
  if (!said || port === undefined) return []
  const user = userOf(file)
  return [
    {
      cause: 'security-context',
      weight: 88 * relevanceOf(said),
      rule: 'security-context/low-port',
      title: `${user === undefined ? 'The program' : `User ${user}`} may not listen on port ${port}`,
      evidence: [...saidEvidence(file, said), ...containerSpec(file), ...podContext(file)],
      facts: { port: String(port) },
    },
    ...counterEvidence('security-context/low-port', 35, 'permission-denied-fs', 'port-in-use'),
  ]
}

const podContext = (file: CaseFile): readonly Evidence[] => {
  const context = file.podSpec?.securityContext
  return context && Object.keys(context).length > 0
    ? [file.fromSubject('spec.securityContext', context)]
    : []
}

const NO_NEW = /no new privileges|effective uid is not 0, is .{0,60}setuid bit/i

const capability = (file: CaseFile): readonly Finding[] => {
  const privileges = lastSaid(file, NO_NEW)
  if (privileges)
    return [
      capabilityFinding(file, privileges, {
        rule: 'security-context/no-new-privileges',
        title: 'The program wants to gain rights, which the pod forbids',
        facts: {},
      }),
    ]
  for (const { pattern, capabilities } of NEEDS) {
    const said = lastSaid(file, pattern)
    const [first = ''] = capabilities
    if (!said || !wanting(file, first)) continue
    const facts = {
      capability: first,
      add: capabilities.filter((name) => !added(file).includes(name)).join(','),
    }
    return [
      capabilityFinding(file, said, {
        rule: 'security-context/capability',
        title: `The capability ${first} is missing`,
        facts,
      }),
      ...counterEvidence(
        'security-context/capability',
        40,
        'permission-denied-fs',
        'app-exception',
      ),
    ]
  }
  return []
}

const capabilityFinding = (
  file: CaseFile,
  said: Said,
  stated: Pick<Finding, 'rule' | 'title' | 'facts'>,
): Finding => ({
  cause: 'security-context',
  weight: 90 * relevanceOf(said),
  evidence: [...saidEvidence(file, said), ...containerSpec(file)],
  ...stated,
})

/** Numbers that images of the large distributions give to these users. */
const KNOWN_USERS: Readonly<Record<string, number>> = {
  'www-data': 33,
  nobody: 65534,
  nonroot: 65532,
  node: 1000,
  nginx: 101,
  postgres: 999,
  redis: 999,
  mysql: 999,
  elasticsearch: 1000,
  app: 1000,
  appuser: 1000,
  grafana: 472,
}

const fixes = (file: CaseFile, { rule, facts, evidence }: Finding): readonly Fix[] => {
  switch (rule) {
    case 'security-context/run-as-non-root':
      return [runAs(file, KNOWN_USERS[facts['user'] ?? ''] ?? 1000, facts['user'])]
    case 'security-context/profile':
      return [runtimeDefault(file)]
    case 'security-context/low-port':
      return lowPortFixes(file, facts['port'] ?? '80')
    case 'security-context/capability':
      return [addCapabilities(file, (facts['add'] ?? '').split(',').filter(Boolean))]
    case 'security-context/no-new-privileges':
      return [
        patchFix(file, {
          id: 'security-context/escalation',
          title: 'Allow the program to gain rights (better: an image that needs none)',
          risk: 'medium',
          patch: containerPatch(file, { securityContext: { allowPrivilegeEscalation: true } }),
        }),
      ]
    case 'security-context/pod-security':
      return [restricted(file)]
    default:
      // A program's own words on it: the signature names the port, or the line the call that failed.
      return facts['port'] === undefined
        ? capabilityFixes(file, evidence[0]?.excerpt ?? '')
        : lowPortFixes(file, facts['port'])
  }
}

const runAs = (file: CaseFile, user: number, name: string | undefined): Fix => {
  const inPod =
    !file.failing.spec?.securityContext?.runAsNonRoot &&
    file.podSpec?.securityContext?.runAsNonRoot === true
  const change = { securityContext: { runAsUser: user } }
  return patchFix(file, {
    id: 'security-context/run-as-user',
    title: name
      ? `Give the user by number: runAsUser ${user} (check it: \`id -u ${name}\` in the image)`
      : `Run as a user other than root: runAsUser ${user} (or USER in the image)`,
    patch: inPod ? podPatch(file, change) : containerPatch(file, change),
  })
}

const runtimeDefault = (file: CaseFile): Fix => {
  const change = {
    securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: null } },
  }
  return patchFix(file, {
    id: 'security-context/runtime-default',
    title: "Use the runtime's default profile until the profile is on every node",
    patch: file.failing.spec?.securityContext?.seccompProfile
      ? containerPatch(file, change)
      : podPatch(file, change),
    before: file.podSpec?.nodeName
      ? [
          sh`kubectl debug node/${file.podSpec.nodeName} -it --image=busybox -- ls /host/var/lib/kubelet/seccomp`,
        ]
      : [],
  })
}

const lowPortFixes = (file: CaseFile, port: string): readonly Fix[] => [
  {
    id: 'security-context/high-port',
    title: `Let the program listen on a port of 1024 or above (${Number(port) === 443 ? 8443 : 8080}) and point the Service's targetPort to it`,
    where: 'config',
    risk: 'low',
    commands: [kubectl(file, 'get', 'service', '-o', 'wide')],
    patch: null,
    verify: verifyRollout(file),
  },
  patchFix(file, {
    id: 'security-context/unprivileged-port',
    title: `Let the pod's users listen on port ${port}: a sysctl that is safe for pods`,
    patch: podPatch(file, {
      securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
    }),
  }),
]

const capabilityFixes = (file: CaseFile, words: string): readonly Fix[] => {
  const names = wantedBy(file, words)
  return names.length > 0 ? [addCapabilities(file, names)] : []
}

const addCapabilities = (file: CaseFile, names: readonly string[]): Fix => {
  const add = [
    ...new Set([...(file.failing.spec?.securityContext?.capabilities?.add ?? []), ...names]),
  ]
  return patchFix(file, {
    id: 'security-context/capabilities',
    title: `Add the capabilities that it needs: ${names.join(', ')} (or use an image that runs without root)`,
    patch: containerPatch(file, { securityContext: { capabilities: { add } } }),
  })
}

/** Any number but 0: the kubelet refuses images of root, and those whose user is a name (runAsNonRoot). */
const SOME_USER = 1000

/** As most images are: the pod names no user, or names root. What an image states is not known to the cluster. */
const isRoot = (file: CaseFile): boolean =>
  !(file.failing.spec?.securityContext?.runAsUser ?? file.podSpec?.securityContext?.runAsUser ?? 0)

/** What the level "restricted" asks of every container (Pod Security Standards). */
const restricted = (file: CaseFile): Fix =>
  patchFix(file, {
    id: 'security-context/restricted',
    title: 'Write the pod as the Pod Security level asks',
    patch: everyContainerPatch(file, ({ securityContext }) => ({
      securityContext: {
        allowPrivilegeEscalation: false,
        runAsNonRoot: true,
        capabilities: { drop: ['ALL'], add: null },
        seccompProfile: { type: 'RuntimeDefault' },
        ...(securityContext?.privileged ? { privileged: false } : {}),
        ...(isRoot(file) ? { runAsUser: SOME_USER } : {}),
      },
    })),
    before: [sh`kubectl get namespace ${file.failing.namespace} --show-labels`],
    risk: 'medium',
  })
