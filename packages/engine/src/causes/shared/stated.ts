import type { CaseFile } from '../../case/case-file.ts'
import type { Evidence } from '../../report/report.ts'

/** Words of the kubelet, the runtime or a controller about why a container or pod was not made or started. */
export interface Stated {
  readonly text: string
  readonly match: RegExpExecArray
  readonly evidence: Evidence
}

/** The status first, then the newest fitting event, then a controller's condition. */
export function statedWords(file: CaseFile, pattern: RegExp): Stated | null {
  for (const { text, evidence } of sources(file)) {
    const match = pattern.exec(text)
    if (match) return { text, match, evidence: evidence() }
  }
  return null
}

/** The event that says the same as the status, as a second proof. */
export function statedEvent(file: CaseFile, pattern: RegExp): readonly Evidence[] {
  const event = [...file.events]
    .reverse()
    .find(({ message, type }) => type !== 'Normal' && pattern.test(message))
  return event ? [file.fromEvent(event)] : []
}

interface Source {
  readonly text: string
  readonly evidence: () => Evidence
}

const known = new WeakMap<CaseFile, readonly Source[]>()

/** Dozens of patterns are tried on the same few words. */
const sources = (file: CaseFile): readonly Source[] => {
  const before = known.get(file)
  if (before) return before
  const found = sourcesOf(file)
  known.set(file, found)
  return found
}

const sourcesOf = (file: CaseFile): readonly Source[] => {
  const { status, exits, pod } = file.failing
  const found: Source[] = []
  const ofStatus = (field: string, text: string | null | undefined): void => {
    if (text) found.push({ text, evidence: () => file.fromStatus(field, text) })
  }
  const waiting = status?.state?.waiting
  if (waiting?.reason !== 'CrashLoopBackOff') ofStatus('state.waiting.message', waiting?.message)
  for (const { field, message } of exits) ofStatus(`${field}.message`, message)
  for (const event of file.events.toReversed())
    if (event.type !== 'Normal')
      found.push({ text: event.message, evidence: () => file.fromEvent(event) })
  return pod === null ? [...found, ...conditionsOf(file)] : found
}

/** What a controller says of the pods that it cannot make. */
const conditionsOf = (file: CaseFile): readonly Source[] => {
  const { subject } = file.failing
  const status = subject?.object['status'] as
    { conditions?: readonly { message?: string }[] } | undefined
  return (status?.conditions ?? []).flatMap(({ message }, index) => {
    const field = `status.conditions[${index}].message`
    return message ? [{ text: message, evidence: () => file.fromSubject(field, message) }] : []
  })
}
