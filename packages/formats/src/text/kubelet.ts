import type { Line } from '../lines/line.ts'
import type { TextDraft } from './draft.ts'
import { podInMessage } from './events.ts'

/** `"StartContainer" for "web" with CrashLoopBackOff: "back-off …"`, with however many backslashes a journal adds. */
const SYNC =
  /failed to \\*"(?:StartContainer|RunContainer)\\*" for \\*"([a-z0-9][-a-z0-9]*)\\*" with (\w+): \\*"(.*)/
/** Kubelets and agents: `start failed in pod web-0_shop(uid): RunContainerError: …` */
const START_FAILED =
  /start failed in pod ([a-z0-9][-a-z0-9.]*)_([a-z0-9][-a-z0-9]*)\([^)]*\): (\w+): (.*)/
/** The waiting message itself, as status, dashboards and tools repeat it. */
const BACK_OFF =
  /([Bb]ack-off (?:\S+ )?restarting failed container=([a-z0-9][-a-z0-9]*) pod=([a-z0-9][-a-z0-9.]*)_([a-z0-9][-a-z0-9]*)\([^)]*\)?)/
const POD_FIELD = /\bpod="([a-z0-9][-a-z0-9]*)\/([a-z0-9][-a-z0-9.]*)"/

interface Found {
  readonly container: string
  readonly reason: string
  readonly message: string
  readonly line: Line
}

/**
 * The pod and the waiting state that lines of a kubelet's journal tell; the lines themselves stay a log. Where the journal
 * names no pod, nothing is made up.
 */
export function readKubeletLines(lines: readonly Line[], source: string, draft: TextDraft): void {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line
    const { text } = line
    if (!text.includes('failed')) continue
    const sync = SYNC.exec(text)
    const start = START_FAILED.exec(text)
    const backOff = BACK_OFF.exec(text)
    if (sync !== null) {
      const pod = podOf(text) ?? podOf(lines[i + 1]?.text ?? '')
      const found = {
        container: sync[1] ?? '',
        reason: sync[2] ?? '',
        message: unescaped(sync[3] ?? ''),
        line,
      }
      if (pod !== null) addWaiting(draft, source, { ...pod, ...found })
    } else if (backOff !== null) {
      const [, message = '', container = '', name = '', namespace = null] = backOff
      addWaiting(draft, source, {
        name,
        namespace,
        container,
        reason: 'CrashLoopBackOff',
        message,
        line,
      })
    } else if (start !== null) {
      const found = { container: '', reason: start[3] ?? '', message: start[4] ?? '', line }
      addWaiting(draft, source, { name: start[1] ?? '', namespace: start[2] ?? null, ...found })
    }
  }
}

function podOf(text: string): { readonly name: string; readonly namespace: string | null } | null {
  const field = POD_FIELD.exec(text)
  if (field !== null) return { namespace: field[1] ?? null, name: field[2] ?? '' }
  const sync = /\(\\*"([a-z0-9][-a-z0-9.]*)_([a-z0-9][-a-z0-9]*)\(/.exec(text)
  if (sync !== null) return { name: sync[1] ?? '', namespace: sync[2] ?? null }
  return podInMessage(text)
}

const unescaped = (text: string): string =>
  text.replace(/\\*"(?:,? skipping)?"?(?:\s+pod(?:UID)?=.*)?$/, '').replace(/\\+"/g, '"')

function addWaiting(
  draft: TextDraft,
  source: string,
  found: Found & { readonly name: string; readonly namespace: string | null },
): void {
  const { line, name, namespace, container, reason, message } = found
  const pod = draft.object('Pod', { source, line, name, namespace })
  const nameless = pod.containers.find((c) => c.name === '')
  if (nameless !== undefined && container !== '') nameless.name = container
  const into =
    container === ''
      ? (pod.containers[0] ?? pod.container('', false))
      : pod.container(container, false)
  into.set('status', 'state.waiting.reason', { value: reason, line })
  into.set('status', 'state.waiting.message', { value: message, line })
}
