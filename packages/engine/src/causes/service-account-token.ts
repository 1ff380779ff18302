import { objectPatch, patchFix, podPatch } from '../fixes/patch.ts'
import { kubectl, patchCommand, restartCommand, verifyRollout } from '../fixes/commands.ts'
import type { CaseFile } from '../case/case-file.ts'
import { nearest } from '../evidence/names.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { counterEvidence } from './shared/counter-evidence.ts'
import { allSaid, saidEvidence, relevanceOf } from './shared/log.ts'
import { withOwnFindings } from './shared/own.ts'

/** The token is not mounted, expired, or for the wrong account or audience. */
export const serviceAccountToken: Cause = withOwnFindings({
  id: 'service-account-token',
  explain: (file, { rule, facts }) => explain(file, rule, facts),
  find: (file) => [...stated(file), ...noAccount(file)],
  fixes: (file, finding) => fixes(file, finding),
})

const explain = (file: CaseFile, rule: string, facts: Finding['facts']): string => {
  const account = accountName(file)
  if (rule === 'service-account-token/no-account')
    return `The pod asks for ServiceAccount ${facts['name'] ?? account}, which does not exist in its namespace, so the API server refuses to create the pod.`
  if (rule === 'service-account-token/rejected')
    return 'The API server does not accept the token that the program sends (401): it is expired, belongs to another cluster or audience, or none was sent. Tokens in use are renewed on disk; a program that read its token once at start loses it after an hour or so.'
  const off = switchedOff(file)
  const why = off ? ` ${off.words}` : ''
  return `The program looks for the token of its service account in /var/run/secrets/kubernetes.io/serviceaccount and finds none, so it cannot talk to the API server.${why} Clients then fall back to an empty configuration or to localhost:8080; that refused connection is no network fault.`
}

const accountName = (file: CaseFile): string => file.podSpec?.serviceAccountName ?? 'default'

const MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

/** client-go, pykube, kubernetes-client of Python, Java and JavaScript, kubectl. */
const NO_TOKEN =
  /serviceaccount\/(?:token|ca\.crt|namespace)\S{0,4}.{0,60}(?:no such file|not (?:be )?(?:found|exist)|cannot find|ENOENT)|(?:no such file|not found|ENOENT|FileNotFound|NoSuchFile|cannot (?:find|open)).{0,160}kubernetes\.io\/serviceaccount|no configuration has been provided, try setting KUBERNETES_MASTER|unable to load in-?cluster config|could not (?:load|find|create) in-?cluster|Service (?:token|account token|certification|certificate) file does ?n[o']t exist|serviceaccount.{0,40}token.{0,20}(?:not|no) /i
const FALLBACK =
  /connection to the server localhost:8080 was refused|(?:localhost|127\.0\.0\.1|\[::1\]):8080.{0,80}connect(?:ion)?:? (?:connection )?refused|dial tcp (?:127\.0\.0\.1|\[::1\]):8080/i
const REJECTED =
  /User "system:anonymous" cannot|(?:service ?account|bearer|jwt|k8s|kubernetes).{0,40}token.{0,40}(?:expired|invalid|not valid|rejected)|invalid bearer token|token (?:has|is) expired.{0,60}(?:kube|api)|You must be logged in to the server(?!.{0,120}\bpods\/log\b)|the server has asked for the client to provide credentials(?! \( ?(?:get )?pods\/log\b)|\(401\)\s*Reason: Unauthorized|oidc: verify token|invalid audience|audience.{0,20}not (?:valid|match)/i

const stated = (file: CaseFile): readonly Finding[] => {
  const missing = [...allSaid(file, NO_TOKEN), ...allSaid(file, FALLBACK)].sort(
    (a, b) => a.line.number - b.line.number,
  )
  const last = missing.at(-1)
  if (last) return missingToken(file, missing)
  const rejected = allSaid(file, REJECTED).at(-1)
  if (!rejected) return []
  return [
    {
      cause: 'service-account-token',
      weight: 78 * relevanceOf(rejected),
      rule: 'service-account-token/rejected',
      title: "The API server does not accept the program's token",
      evidence: [...saidEvidence(file, rejected), ...spec(file)],
      facts: {},
    },
    ...(/anonymous/.test(rejected.line.text)
      ? counterEvidence('service-account-token/anonymous', 30, 'rbac-forbidden')
      : []),
  ]
}

const missingToken = (file: CaseFile, said: ReturnType<typeof allSaid>): readonly Finding[] => {
  const last = said.at(-1)
  const off = switchedOff(file)
  const first = said[0]
  if (!last || !first) return []
  // A tool that is given a kubeconfig or has a token mounted really means a server on localhost.
  const onlyFallback = said.every(({ line }) => !NO_TOKEN.test(line.text))
  if (onlyFallback && !off && hasToken(file)) return []
  const weight = off ? 93 : onlyFallback ? 62 : 84
  return [
    {
      cause: 'service-account-token',
      weight: weight * (off ? 1 : relevanceOf(last)),
      rule: 'service-account-token/missing',
      title: off
        ? `No service account token is mounted: ${off.title}`
        : 'The program finds no service account token',
      evidence: [
        ...saidEvidence(file, last),
        ...(off ? [off.evidence] : spec(file)),
        ...(first === last ? [] : saidEvidence(file, first)),
      ],
      facts: off ? { off: off.kind } : {},
    },
    ...(off
      ? counterEvidence(
          'service-account-token/not-the-network',
          45,
          'dependency-unreachable',
          'config-file-missing',
          'app-config-invalid',
          'env-missing',
          'app-exception',
        )
      : []),
  ]
}

const hasToken = (file: CaseFile): boolean =>
  (file.failing.spec?.volumeMounts ?? []).some(
    ({ mountPath }) => mountPath.replace(/\/$/, '') === MOUNT,
  )

interface Off {
  readonly kind: 'pod' | 'account' | 'unmounted'
  readonly title: string
  readonly words: string
  readonly evidence: Evidence
}

/** Who switched the mount off: the pod's own field goes before the account's (ServiceAccount admission). */
const switchedOff = (file: CaseFile): Off | null => {
  const { subject, namespace } = file.failing
  const { podSpec } = file
  if (!podSpec || subject?.partial || hasToken(file)) return null
  if (podSpec.automountServiceAccountToken === false)
    return {
      kind: 'pod',
      title: 'automountServiceAccountToken is false in the pod',
      words: 'The pod template sets automountServiceAccountToken: false.',
      evidence: file.fromSubject('spec.automountServiceAccountToken', false),
    }
  const account = file.inventory.get('ServiceAccount', namespace, accountName(file))
  if (account?.object['automountServiceAccountToken'] === false)
    return {
      kind: 'account',
      title: `ServiceAccount ${accountName(file)} switches it off`,
      words: `ServiceAccount ${accountName(file)} sets automountServiceAccountToken: false.`,
      evidence: file.fromObject(account, 'automountServiceAccountToken', false),
    }
  if (!file.failing.spec || file.failing.pod === null) return null
  return {
    kind: 'unmounted',
    title: `nothing is mounted at ${MOUNT}`,
    words: `The container has no mount at ${MOUNT}.`,
    evidence: file.fromSubject('spec.serviceAccountName', accountName(file)),
  }
}

const spec = (file: CaseFile): readonly Evidence[] => {
  const name = file.podSpec?.serviceAccountName
  return name ? [file.fromSubject('spec.serviceAccountName', name)] : []
}

const NO_ACCOUNT =
  /(?:error looking up service account \S+: )?serviceaccounts? "([^"]+)" (?:is forbidden|not found)|error looking up service account/i

/** The account itself is missing: the controller may not create the pod, or its token cannot be requested. */
const noAccount = (file: CaseFile): readonly Finding[] => {
  if (file.failing.kind === 'crash-loop') return []
  const event = [...file.events]
    .reverse()
    .find(({ reason, message }) => /^Failed/.test(reason) && NO_ACCOUNT.test(message))
  if (!event) return []
  const name = NO_ACCOUNT.exec(event.message)?.[1] ?? accountName(file)
  return [
    {
      cause: 'service-account-token',
      weight: 95,
      rule: 'service-account-token/no-account',
      title: `ServiceAccount ${name} does not exist`,
      evidence: [file.fromEvent(event), ...spec(file)],
      facts: { name },
    },
  ]
}

const fixes = (file: CaseFile, { rule, facts }: Finding): readonly Fix[] => {
  if (rule === 'service-account-token/no-account')
    return accountFixes(file, facts['name'] ?? accountName(file))
  const mount = patchFix(file, {
    id: 'service-account-token/automount',
    title: 'Let the token be mounted into the pod',
    patch: podPatch(file, { automountServiceAccountToken: true }),
  })
  if (facts['off'] === 'account') return [accountFix(file), mount]
  return facts['off'] ? [mount] : [restart(file)]
}

/** The account of nearly that name is meant, where there is one; a new one may do what every account may, and nothing else. */
const accountFixes = (file: CaseFile, name: string): readonly Fix[] => {
  const { namespace } = file.failing
  const names = file.inventory
    .inNamespace('ServiceAccount', namespace)
    .map(({ object }) => object.metadata.name ?? '')
  const right = nearest(name, names)
  const other = patchFix(file, {
    id: 'service-account-token/other-account',
    title: `Run as ServiceAccount ${right}, the nearest that exists, instead of ${name}, which does not`,
    patch: podPatch(file, { serviceAccountName: right }),
  })
  return [
    ...(right === null || names.includes(name) ? [] : [other]),
    {
      id: 'service-account-token/create',
      title: `Create ServiceAccount ${name}, without any rights of its own`,
      where: 'rbac',
      risk: 'low',
      commands: [kubectl(file, 'create', 'serviceaccount', name)],
      patch: null,
      create: [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } }],
      verify: verifyRollout(file),
    },
  ]
}

const accountFix = (file: CaseFile): Fix => {
  const target = {
    kind: 'ServiceAccount',
    namespace: file.failing.namespace,
    name: accountName(file),
  }
  const patch = objectPatch(target, { automountServiceAccountToken: true })
  return {
    id: 'service-account-token/account',
    title: `Let ServiceAccount ${target.name} mount its token again`,
    where: 'manifest',
    risk: 'low',
    commands: [patchCommand(patch), restartCommand(file)],
    patch,
    verify: verifyRollout(file),
  }
}

const restart = (file: CaseFile): Fix => ({
  id: 'service-account-token/restart',
  title: 'Look at the account and start the pod anew with a fresh token',
  where: 'infra',
  risk: 'low',
  commands: [
    kubectl(file, 'get', 'serviceaccount', accountName(file), '-o', 'yaml'),
    restartCommand(file),
  ],
  patch: null,
  verify: verifyRollout(file),
})
