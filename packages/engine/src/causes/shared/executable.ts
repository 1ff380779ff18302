import { previousRevision } from '../../changes/change.ts'
import type { Container } from '../../evidence/kube.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Evidence } from '../../report/report.ts'
import { lastSaid, saidEvidence } from './log.ts'
import { statedWords } from './stated.ts'

/** A start that failed at the executable itself. */
export interface ExecFailure {
  /** Empty where the message does not name it and the spec has no command. */
  readonly path: string
  readonly evidence: readonly Evidence[]
  readonly match: RegExpExecArray
  /** The runtime refused before it started anything (StartError), against a line that runc's own init wrote to the log. */
  readonly refused: boolean
}

/** The newest word on it in the log, else in the status and events. */
export function execFailure(file: CaseFile, pattern: RegExp): ExecFailure | null {
  const said = lastSaid(file, pattern)
  if (said)
    return {
      path: said.match[1] ?? commandOf(file),
      evidence: saidEvidence(file, said),
      match: said.match,
      refused: false,
    }
  const stated = statedWords(file, pattern)
  if (!stated) return null
  return {
    path: stated.match[1] ?? commandOf(file),
    evidence: [stated.evidence],
    match: stated.match,
    refused: true,
  }
}

const commandOf = ({ failing }: CaseFile): string => failing.spec?.command?.[0] ?? ''

/** Endings of scripts, and names that images give their start scripts. */
const SCRIPT =
  /\.(?:sh|bash|py|rb|pl|php|js|mjs|lua|tcl|ksh|zsh)$|(?:^|\/)(?:docker-)?entrypoint(?:\.\w+)?$/i

/** Whether a path is named as scripts are. */
export function isScript(path: string): boolean {
  return SCRIPT.test(path)
}

/** The container as the revision before had it. */
export function previousContainer(file: CaseFile): Container | null {
  const before = previousRevision(file)?.spec
  const name = file.failing.container?.name
  return (
    [...(before?.containers ?? []), ...(before?.initContainers ?? [])].find(
      (container) => container.name === name,
    ) ?? null
  )
}

/** Another image with the same command, args and mounts: what is missing is missing from the image. */
export function onlyImageChanged(file: CaseFile): Container | null {
  const before = previousContainer(file)
  const now = file.failing.spec
  if (!before || !now || before.image === now.image) return null
  const same = (['command', 'args', 'volumeMounts', 'workingDir'] as const).every(
    (field) => JSON.stringify(plain(before[field])) === JSON.stringify(plain(now[field])),
  )
  return same ? before : null
}

/** The service account's mount is in pods, not in templates. */
const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.filter(
        (item) =>
          !String((item as { mountPath?: string } | null)?.mountPath ?? '').startsWith(
            '/var/run/secrets/kubernetes.io',
          ),
      )
    : (value ?? [])
