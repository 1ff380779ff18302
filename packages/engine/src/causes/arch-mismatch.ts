import { podPatch, patchFix } from '../fixes/patch.ts'
import { shellQuote, verifyRollout } from '../fixes/commands.ts'
import type { CaseFile } from '../incidents/casefile.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause, Finding } from './cause.ts'
import { against } from './shared/against.ts'
import { execFailure, isScript } from './shared/executable.ts'
import { withOwnFindings } from './shared/own.ts'

/** Exec format error: built for another architecture. */
export const archMismatch: Cause = withOwnFindings({
  id: 'arch-mismatch',
  explain: (file) => {
    const arch = nodeArch(file)
    return `The kernel cannot run ${file.trouble.spec?.image ?? 'the image'}: it is built for another processor architecture than the node's${arch ? ` (${arch})` : ''}. Images built on an ARM laptop and run on amd64 nodes, or the other way round, end so.`
  },
  find: (file) => formatError(file),
  fixes: (file) => fixes(file),
})

const FORMAT =
  /exec:? "?([^\s":]+)"?: exec format error|\bexec format error\b|cannot execute binary file/i

interface NodeObject {
  readonly nodeInfo?: { readonly architecture?: string }
}

const nodeOf = (file: CaseFile) =>
  file.podSpec?.nodeName ? file.inventory.get('Node', '', file.podSpec.nodeName) : null

const nodeArch = (file: CaseFile): string | null =>
  (nodeOf(file)?.object['status'] as NodeObject | undefined)?.nodeInfo?.architecture ?? null

const formatError = (file: CaseFile): readonly Finding[] => {
  const failure = execFailure(file, FORMAT)
  if (!failure) return []
  const arch = nodeArch(file)
  // A script has no architecture: the kernel answers the same where the first line names no interpreter (execve(2), ENOEXEC).
  if (isScript(failure.path))
    return [
      script(file, failure.path, failure.evidence),
      ...against('arch-mismatch/script', 45, 'arch-mismatch'),
    ]
  return [
    {
      cause: 'arch-mismatch',
      weight: 90,
      rule: 'arch-mismatch/format',
      title: `${failure.path || 'The program'} is built for another architecture${arch ? ` than the node's ${arch}` : ''}`,
      evidence: [
        ...failure.evidence,
        ...archEvidence(file),
        ...(file.trouble.spec?.image ? [file.fromSpec('image', file.trouble.spec.image)] : []),
      ],
      facts: arch ? { arch } : {},
    },
    ...against('arch-mismatch/format', 25, 'bad-command', 'runtime-error'),
  ]
}

const script = (file: CaseFile, path: string, evidence: readonly Evidence[]): Finding => ({
  cause: 'bad-command',
  weight: 90,
  rule: 'bad-command/no-interpreter-line',
  title: `${path} is a script without a first line that names its interpreter`,
  explanation: `The kernel cannot execute ${path}: it is a script, and its first line does not begin with #! and the path of an interpreter. It is no matter of processor architecture.`,
  evidence: [
    ...evidence,
    ...(file.trouble.spec?.command ? [file.fromSpec('command', file.trouble.spec.command)] : []),
  ],
  facts: { path },
  fixes: [
    {
      id: 'bad-command/interpreter-line',
      title: `Write #!/bin/sh as the first line of ${path}, or run it with its interpreter: command ["sh", "${path}"]`,
      where: 'image',
      risk: 'low',
      commands: [],
      patch: null,
      verify: verifyRollout(file),
    },
  ],
})

const archEvidence = (file: CaseFile): readonly Evidence[] => {
  const arch = nodeArch(file)
  return arch ? [file.fromObject(nodeOf(file), 'status.nodeInfo.architecture', arch)] : []
}

const fixes = (file: CaseFile): readonly Fix[] => {
  const arch = nodeArch(file)
  const image = file.trouble.spec?.image ?? ''
  const other = arch === 'amd64' ? 'arm64' : 'amd64'
  const hasOther = file.inventory
    .all('Node')
    .some(
      ({ object }) =>
        (object['status'] as NodeObject | undefined)?.nodeInfo?.architecture === other,
    )
  return [
    {
      id: 'arch-mismatch/build',
      title: `Build and push the image for ${arch ?? "the nodes' architecture"}`,
      where: 'image',
      risk: 'low',
      commands: [
        `docker manifest inspect ${shellQuote(image)}`,
        `docker buildx build --platform linux/amd64,linux/arm64 -t ${shellQuote(image)} --push .`,
      ],
      patch: null,
      verify: verifyRollout(file),
    },
    ...(hasOther
      ? [
          patchFix(file, {
            id: 'arch-mismatch/node-selector',
            title: `Or run it on the ${other} nodes`,
            patch: podPatch(file, { nodeSelector: { 'kubernetes.io/arch': other } }),
          }),
        ]
      : []),
  ]
}
