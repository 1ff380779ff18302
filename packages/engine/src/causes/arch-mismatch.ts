import { sh } from '../commands/sh.ts'
import { podPatch, patchFix } from '../fixes/patch.ts'
import { verifyRollout } from '../fixes/commands.ts'
import type { KubeObject } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { counterEvidence } from './shared/counter-evidence.ts'
import { execFailure, isScript, type ExecFailure } from './shared/executable.ts'
import { mountAt } from './shared/mounts.ts'
import { withOwnFindings } from './shared/own.ts'

/** Exec format error: built for another architecture. */
export const archMismatch: Cause = withOwnFindings({
  id: 'arch-mismatch',
  explain: (file) => {
    const arch = nodeArch(file)
    return `The kernel cannot run ${file.failing.spec?.image ?? 'the image'}: it is built for another processor architecture than the node's${arch ? ` (${arch})` : ''}. Images built on an ARM laptop and run on amd64 nodes, or the other way round, end so.`
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

const architecture = (node: KubeObject): string | undefined =>
  (node['status'] as NodeObject | undefined)?.nodeInfo?.architecture

const nodeArch = (file: CaseFile): string | null => {
  const node = nodeOf(file)
  return (node && architecture(node.object)) ?? null
}

/** Start scripts that come with images: their first line is there, so what the kernel refuses is its interpreter. */
const SHIPPED =
  /^(?:\/usr(?:\/local)?\/bin)?\/(?:docker-)?entrypoint(?:\.\w+)?$|^\/(?:usr(?:\/local)?\/bin|opt\/bitnami)\/|^\/init$/

/**
 * The kernel answers ENOEXEC for a binary of another architecture, for a script whose first line names no interpreter, and
 * for one whose interpreter is of another architecture (execve(2), fs/binfmt_script.c).
 */
const formatError = (file: CaseFile): readonly Finding[] => {
  const failure = execFailure(file, FORMAT)
  if (!failure) return []
  const { path, evidence } = failure
  const mounted = isScript(path) && MADE_HERE.has(mountAt(file, path)?.kind ?? 'other')
  if (mounted)
    return [
      script(file, { path, evidence, weight: 92 }),
      ...counterEvidence('arch-mismatch/script', 45, 'arch-mismatch'),
    ]
  if (!isScript(path) || SHIPPED.test(path))
    return [
      foreign(file, failure, 90),
      ...counterEvidence('arch-mismatch/format', 25, 'bad-command', 'runtime-error'),
    ]
  const [ofScript, ofImage] = isOtherThanUsual(file) ? [60, 84] : [84, 60]
  return [script(file, { path, evidence, weight: ofScript }), foreign(file, failure, ofImage)]
}

/** Volumes whose files are written in the cluster, not built into an image. */
const MADE_HERE: ReadonlySet<string> = new Set(['configMap', 'secret'])

/** How people and `uname` name processors that few images are built for by default. */
const TOLD_OTHER =
  /\b(?:aarch64|arm64|armv[678]l?|armhf|raspberry ?pi|raspi|apple silicon|graviton|ppc64le|s390x|riscv64)\b|\bM[1-4] (?:mac|chip|pro|max|air)\b/i

/** Nodes of several architectures, or one that few images are built for by default. */
const isOtherThanUsual = (file: CaseFile): boolean => {
  if (TOLD_OTHER.test(file.inventory.snapshot.whole ?? '')) return true
  const all = file.inventory.all('Node').map(({ object }) => architecture(object))
  const known = new Set(all.filter((arch) => arch !== undefined))
  return known.size > 1 || (known.size === 1 && !known.has('amd64'))
}

const foreign = (file: CaseFile, failure: ExecFailure, weight: number): Finding => {
  const arch = nodeArch(file)
  return {
    cause: 'arch-mismatch',
    weight,
    rule: 'arch-mismatch/format',
    title: `${isScript(failure.path) ? `The image with ${failure.path}` : failure.path || 'The program'} is built for another architecture${arch ? ` than the node's ${arch}` : ''}`,
    evidence: [
      ...failure.evidence,
      ...archEvidence(file),
      ...(file.failing.spec?.image ? [file.fromSpec('image', file.failing.spec.image)] : []),
    ],
    facts: arch ? { arch } : {},
  }
}

interface FailedScript {
  readonly path: string
  readonly evidence: readonly Evidence[]
  readonly weight: number
}

const script = (file: CaseFile, { path, evidence, weight }: FailedScript): Finding => ({
  cause: 'bad-command',
  weight,
  rule: 'bad-command/no-interpreter-line',
  title: `${path} is a script without a first line that names its interpreter`,
  explanation: `The kernel cannot execute ${path}: it is a script, and its first line does not begin with #! and the path of an interpreter. (Where it does, the interpreter is built for another processor architecture than the node's.)`,
  evidence: [
    ...evidence,
    ...(file.failing.spec?.command ? [file.fromSpec('command', file.failing.spec.command)] : []),
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
  const image = file.failing.spec?.image ?? ''
  const other = arch === 'amd64' ? 'arm64' : 'amd64'
  const hasOther = file.inventory.all('Node').some(({ object }) => architecture(object) === other)
  return [
    {
      id: 'arch-mismatch/build',
      title: `Build and push the image for ${arch ?? "the nodes' architecture"}`,
      where: 'image',
      risk: 'low',
      commands: [
        sh`docker manifest inspect ${image}`,
        sh`docker buildx build --platform linux/amd64,linux/arm64 -t ${image} --push .`,
      ],
      patch: null,
      verify: verifyRollout(file),
    },
    ...(hasOther
      ? [
          patchFix(file, {
            id: 'arch-mismatch/node-selector',
            title: `Run it on the ${other} nodes`,
            patch: podPatch(file, { nodeSelector: { 'kubernetes.io/arch': other } }),
          }),
        ]
      : []),
  ]
}
