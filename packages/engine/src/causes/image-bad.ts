import { sh } from '../commands/sh.ts'
import { kubectl, verifyRollout } from '../fixes/commands.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { counterEvidence } from './shared/counter-evidence.ts'
import {
  execFailure,
  type ExecFailure,
  isScript,
  onlyImageChanged,
  previousContainer,
} from './shared/executable.ts'
import { missingFile } from './shared/missing-file.ts'
import { mountAt } from './shared/mounts.ts'
import { statedEvent } from './shared/stated.ts'
import { withOwnFindings } from './shared/own.ts'

/** The wrong image or tag, or one that lacks its files. */
export const imageBad: Cause = withOwnFindings({
  id: 'image-bad',
  explain: (file, { rule, facts }) => explain(file, rule, facts),
  find: (file) => [...pull(file), ...noLoader(file), ...lacksFile(file)],
  fixes: (file, { rule, facts }) => fixes(file, rule, facts),
})

const explain = (file: CaseFile, rule: string, facts: Finding['facts']): string => {
  const image = file.failing.spec?.image ?? 'The image'
  if (rule === 'image-bad/loader')
    return `${facts['path']} is in the image, but the kernel answers "no such file" for what it needs to run: a program linked against glibc needs its dynamic loader, which a busybox, alpine or scratch image does not have.`
  if (rule === 'image-bad/lacks-file')
    return `${facts['path']} is not in ${image}. Command and mounts are the same as in the revision before, which used ${facts['before']}: the new image is built without it, or is the wrong one.`
  return `${PULL_WORDS[facts['what'] ?? ''] ?? 'The node cannot pull the image.'} The container cannot start until ${image} can be pulled.`
}

const PULL_WORDS: Readonly<Record<string, string>> = {
  'not-found': 'The registry has no such image or tag.',
  denied:
    'The registry refuses the pull: the image is private and the pod has no valid pull secret, or the name is wrong (registries answer the same for both).',
  never: 'imagePullPolicy is Never and the image is not on the node.',
  name: "The image's name cannot be parsed.",
  limit: 'The registry limits how often this address may pull.',
  network: 'The node cannot reach the registry.',
  tls: "The node does not accept the registry's certificate.",
  platform: "The image has no variant for the node's architecture.",
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  [
    'platform',
    /no matching manifest for|no match for platform|does not provide the specified platform/i,
  ],
  ['never', /not present with pull policy of Never/i],
  ['name', /InvalidImageName|couldn't parse image|invalid reference format/i],
  ['limit', /toomanyrequests|rate limit|429/i],
  ['not-found', /not found|manifest unknown|does not exist(?! or may require)|name unknown|404/i],
  ['denied', /unauthorized|authentication required|denied|401|403|forbidden|no basic auth/i],
  ['tls', /x509|certificate|server gave HTTP response to HTTPS client/i],
  [
    'network',
    /i\/o timeout|no such host|connection refused|deadline exceeded|dial tcp|EOF|no route|proxyconnect/i,
  ],
]

const PULL_REASONS =
  /^(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|ImageInspectError|RegistryUnavailable|SignatureValidationFailed)$/
const PULL_EVENT =
  /Failed to pull image|not present with pull policy|couldn't parse image|Failed to inspect image|Failed to apply default image/i

const pull = (file: CaseFile): readonly Finding[] => {
  const waiting = file.failing.status?.state?.waiting
  const event = [...file.events].reverse().find(({ message }) => PULL_EVENT.test(message))
  const reason = waiting?.reason ?? ''
  if (
    !PULL_REASONS.test(reason) &&
    !(event && !waiting && file.exit === null && file.runs.length === 0)
  )
    return []
  const text = event?.message ?? waiting?.message ?? reason
  const what =
    KINDS.find(([, pattern]) => pattern.test(text))?.[0] ??
    KINDS.find(([, pattern]) => pattern.test(reason))?.[0] ??
    ''
  const platform = what === 'platform'
  return [
    {
      cause: platform ? 'arch-mismatch' : 'image-bad',
      weight: 95,
      rule: platform ? 'arch-mismatch/manifest' : 'image-bad/pull',
      title: `${file.failing.spec?.image ? `Image ${file.failing.spec.image}` : 'The image'} cannot be pulled${SHORT[what] ? `: ${SHORT[what]}` : ''}`,
      evidence: [
        ...(event ? [file.fromEvent(event)] : []),
        ...(waiting?.message && PULL_REASONS.test(reason)
          ? [file.fromStatus('state.waiting.message', waiting.message)]
          : []),
        ...(waiting && PULL_REASONS.test(reason)
          ? [file.fromStatus('state.waiting.reason', reason)]
          : []),
        ...(file.failing.spec?.image ? [file.fromSpec('image', file.failing.spec.image)] : []),
        ...statedEvent(
          file,
          /FailedToRetrieveImagePullSecret|Unable to retrieve some image pull secrets/,
        ),
      ],
      facts: { what },
    },
  ]
}

const SHORT: Readonly<Record<string, string>> = {
  'not-found': 'no such image or tag',
  denied: 'the registry refuses',
  never: 'the policy is Never and it is not on the node',
  name: 'the name is not valid',
  limit: 'the registry limits pulls',
  network: 'the registry is not reached',
  tls: "the registry's certificate is not accepted",
  platform: "no variant for the node's architecture",
}

/** runc's init found the file and the kernel did not find what runs it (execve(2), ENOENT: the ELF interpreter). */
const NO_LOADER =
  /^(?:\S+ )?exec (\/?[\w./@+-]+): no such file or directory$|exec user process caused:? "?no such file or directory/

const noLoader = (file: CaseFile): readonly Finding[] => {
  const failure = execFailure(file, NO_LOADER)
  if (!failure || failure.refused) return []
  if (isScript(failure.path)) return [noInterpreter(file, failure)]
  const before = onlyImageChanged(file)
  const known = failure.path !== ''
  const weight = before ? 90 : known && !file.failing.spec?.command ? 80 : 58
  return [
    {
      cause: 'image-bad',
      weight,
      rule: 'image-bad/loader',
      title: `${failure.path || 'The program'} cannot run in its image: its loader is missing`,
      evidence: [...failure.evidence, ...imageEvidence(file)],
      facts: { path: failure.path, ...(before?.image ? { before: before.image } : {}) },
    },
    ...(weight >= 80
      ? counterEvidence(
          'image-bad/loader',
          35,
          'bad-command',
          'missing-dependency',
          'config-file-missing',
        )
      : []),
  ]
}

/** For a script the missing file is the interpreter that its first line names; a line end of Windows is part of that name. */
const noInterpreter = (file: CaseFile, { path, evidence }: ExecFailure): Finding => ({
  cause: 'bad-command',
  weight: 88,
  rule: 'bad-command/interpreter-missing',
  title: `${path} or the interpreter that its first line names is not in the image`,
  explanation: `The kernel answers "no such file" when it executes ${path}: either the script is not there, or the interpreter in its first line is not (also where the line ends with a carriage return).`,
  evidence: [...evidence, ...imageEvidence(file)],
  facts: { path },
})

const imageEvidence = (file: CaseFile): Finding['evidence'] =>
  file.failing.spec?.image ? [file.fromSpec('image', file.failing.spec.image)] : []

/** The program's file is gone although only the image changed. */
const lacksFile = (file: CaseFile): readonly Finding[] => {
  const before = onlyImageChanged(file)
  const missing = before ? missingFile(file) : null
  const found =
    before && !missing
      ? execFailure(
          file,
          /exec:? "([^"]+)": (?:executable file not found|stat [^:]+: no such file)/,
        )
      : null
  const path = missing?.program ? missing.path : found?.path
  if (!before || !path || mountAt(file, path)) return []
  return [
    {
      cause: 'image-bad',
      weight: 84 * (missing?.relevance ?? 1),
      rule: 'image-bad/lacks-file',
      title: `The image lacks ${path}, which the revision before had`,
      evidence: [...(missing?.evidence ?? found?.evidence ?? []), ...imageEvidence(file)],
      facts: { path, before: before.image ?? '' },
    },
    ...counterEvidence('image-bad/lacks-file', 15, 'bad-command', 'missing-dependency'),
  ]
}

const fixes = (file: CaseFile, rule: string, facts: Finding['facts']): readonly Fix[] => {
  const before = previousContainer(file)
  const back =
    before?.image && before.image !== file.failing.spec?.image ? [goBack(file, before.image)] : []
  if (rule !== 'image-bad/pull') return [...back, rebuild(file, facts)]
  if (facts['what'] === 'never')
    return [
      patchFix(file, {
        id: 'image-bad/policy',
        title: 'Let the node pull the image: imagePullPolicy IfNotPresent',
        patch: containerPatch(file, { imagePullPolicy: 'IfNotPresent' }),
      }),
      ...back,
    ]
  return [...back, facts['what'] === 'denied' ? secret(file) : check(file)]
}

const goBack = (file: CaseFile, image: string): Fix =>
  patchFix(file, {
    id: 'image-bad/previous',
    title: `Use the image of the revision before: ${image}`,
    patch: containerPatch(file, { image }),
  })

const rebuild = (file: CaseFile, { path = 'the program' }: Finding['facts']): Fix => ({
  id: 'image-bad/rebuild',
  title: `Build the image so that ${path} runs in it (a static binary, or a base image with the libraries that it is linked to)`,
  where: 'image',
  risk: 'low',
  commands: [
    sh`docker run --rm --entrypoint sh ${file.failing.spec?.image ?? ''} -c ${sh`ls -l ${path}`}`,
  ],
  patch: null,
  verify: verifyRollout(file),
})

const secret = (file: CaseFile): Fix => ({
  id: 'image-bad/pull-secret',
  title: 'Give the pod a pull secret for the registry, or correct the name',
  where: 'manifest',
  risk: 'low',
  commands: [
    kubectl(
      file,
      'create',
      'secret',
      'docker-registry',
      'registry',
      `--docker-server=${(file.failing.spec?.image ?? '').split('/')[0] ?? ''}`,
      '--docker-username=USER',
      '--docker-password=PASSWORD',
    ),
    kubectl(
      file,
      'patch',
      'serviceaccount',
      file.podSpec?.serviceAccountName ?? 'default',
      '-p',
      '{"imagePullSecrets":[{"name":"registry"}]}',
    ),
  ],
  patch: null,
  verify: verifyRollout(file),
})

const check = (file: CaseFile): Fix => ({
  id: 'image-bad/name',
  title: 'Check that name and tag exist, and correct them',
  where: 'manifest',
  risk: 'low',
  commands: [
    sh`docker manifest inspect ${file.failing.spec?.image ?? ''}`,
    kubectl(file, 'edit', file.target),
  ],
  patch: null,
  verify: verifyRollout(file),
})
