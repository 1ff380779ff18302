import type { Seen, Snapshot } from '@unloop/engine/evidence'
import type { LookWish } from '@unloop/engine'
import { addressMeaning, seenVerdict, seenWords, type Verdict } from '@unloop/engine/inspection'
import type { Fix, Incident } from '@unloop/engine/report'
import type { Leftover, Looked, LookRequest } from '@unloop/inspect'
import type { Picked } from '@unloop/remedy'

/** All that one look inside has to say: what every form of its output is made from. */
export interface LookPage {
  readonly schema: 'unloop/debug@1' | 'unloop/net@1'
  readonly context: string
  readonly namespace: string
  /** The topmost owner; the pod itself where nothing is wrong with it. */
  readonly workload: { readonly kind: string; readonly name: string }
  readonly pod: string
  readonly container: string
  readonly way: Looked['way']
  readonly added: string | null
  readonly isRemoved: boolean
  readonly node: string | null
  readonly user: { readonly uid: number; readonly gids: readonly number[] } | null
  readonly before: CauseView | null
  readonly after: CauseView | null
  readonly seen: readonly SeenView[]
  readonly fixes: readonly Pick<Fix, 'id' | 'title' | 'commands'>[]
  /** Full sentences on what could not be seen. */
  readonly notes: readonly string[]
  readonly leftovers: readonly Leftover[]
  readonly isWell: boolean
}

export interface CauseView {
  readonly id: string
  readonly title: string
  readonly confidence: number
  readonly explanation: string
}

export interface SeenView {
  readonly verdict: Verdict
  readonly words: string
  /** What it means, for a name or a port that does not answer. */
  readonly meaning: string | null
  /** What names the address. */
  readonly from: string | null
  readonly fact: Seen
}

export interface PageParts {
  readonly what: LookRequest['what']
  readonly context: string
  readonly picked: Picked
  readonly looked: Looked
  readonly wish: LookWish
  /** With the look in it. */
  readonly snapshot: Snapshot
  readonly after: Incident | null
  readonly leftovers: readonly Leftover[]
}

export function lookPage(parts: PageParts): LookPage {
  const { what, context, picked, looked, after } = parts
  const { look } = looked
  const seen = look.seen.map((fact) => seenView(parts, fact))
  return {
    schema: what === 'debug' ? 'unloop/debug@1' : 'unloop/net@1',
    context,
    namespace: look.namespace,
    workload: picked.incident?.workload ?? { kind: 'Pod', name: look.pod },
    pod: look.pod,
    container: look.container,
    way: looked.way,
    added: looked.added,
    isRemoved: looked.isRemoved,
    node: looked.node,
    user: look.user,
    before: causeView(picked.incident),
    after: causeView(after),
    seen,
    fixes: (after?.fixes ?? [])
      .slice(0, 3)
      .map(({ id, title, commands }) => ({ id, title, commands })),
    notes: [
      ...(looked.isWhole
        ? []
        : ['The look was cut off before its end: what it had seen by then is shown.']),
      ...looked.notes,
    ],
    leftovers: parts.leftovers,
    isWell: seen.every(({ verdict }) => verdict !== 'wrong') && (what === 'net' || after === null),
  }
}

function seenView({ picked, looked, wish, snapshot }: PageParts, fact: Seen): SeenView {
  const isAddress = fact.kind === 'name' || fact.kind === 'port'
  return {
    verdict: seenVerdict(looked.look, fact),
    words: seenWords(looked.look, fact),
    meaning: isAddress ? addressMeaning(snapshot, picked.pod, fact) : null,
    from: isAddress ? (wish.addresses.find(({ host }) => host === fact.host)?.from ?? null) : null,
    fact,
  }
}

const causeView = (incident: Incident | null): CauseView | null => {
  const cause = incident?.causes[0]
  return cause
    ? {
        id: cause.id,
        title: cause.title,
        confidence: cause.confidence,
        explanation: cause.explanation,
      }
    : null
}
