import type { EventDraft, TextDraft } from './draft.ts'
import { podInMessage } from './events.ts'

/** Kubelets name a pod's own objects so: `in Secret shop/db`, `object "shop"/"db" not registered`. */
const OWN_OBJECT =
  /\b(?:Secret|ConfigMap) ([a-z0-9][-a-z0-9]{0,62})\/[a-z0-9]|\bobject "([a-z0-9][-a-z0-9]{0,62})"\/"/

/**
 * Gives a pod the namespace that only a message about it says: tables of one namespace have no column for it, and a command
 * without it would look, or write, elsewhere. Nothing is filled in for a name that stands in two namespaces.
 */
export function fillNamespaces({ drafts, events, logs }: TextDraft): void {
  const pods = drafts.filter(({ kind }) => kind === 'Pod')
  const told = new Map<string, Set<string>>()
  const tell = (name: string | null, namespace: string | null | undefined): void => {
    if (!name || !namespace) return
    told.set(name, (told.get(name) ?? new Set()).add(namespace))
  }
  for (const pod of pods) tell(pod.name, pod.namespace)
  for (const event of events)
    if (event.involved?.kind === 'Pod') tell(event.involved.name, namespaceOf(event))
  const only = (name: string | null | undefined): string | null => {
    const [first, second] = told.get(name ?? '') ?? []
    return second === undefined ? (first ?? null) : null
  }
  for (const pod of pods) pod.namespace ??= only(pod.name)
  for (const { involved } of events)
    if (involved?.kind === 'Pod') involved.namespace ??= only(involved.name)
  for (const log of logs) {
    const { target } = log
    if (target !== null && target.namespace === null)
      log.target = { ...target, namespace: only(target.pod) }
  }
}

function namespaceOf({ involved, message }: EventDraft): string | null {
  if (involved?.namespace != null) return involved.namespace
  const pod = podInMessage(message)
  if (pod !== null && pod.name === involved?.name) return pod.namespace
  const match = OWN_OBJECT.exec(message)
  return match?.[1] ?? match?.[2] ?? null
}
