import type { Observation, Snapshot } from '@unloop/engine/evidence'
import type { InspectionPlan } from '@unloop/engine'
import {
  addressMeaning,
  observationVerdict,
  observationText,
  type Verdict,
} from '@unloop/engine/inspection'
import type { Fix, Incident } from '@unloop/engine/report'
import type { Leftover, InspectionResult, InspectionRequest } from '@unloop/inspect'
import type { Picked } from '@unloop/remedy'

/** All that one inspection has to say: what every form of its output is made from. */
export interface InspectionPage {
  readonly schema: 'unloop/debug@1' | 'unloop/net@1'
  readonly context: string
  readonly namespace: string
  /** The topmost owner; the pod itself where nothing is wrong with it. */
  readonly workload: { readonly kind: string; readonly name: string }
  readonly pod: string
  readonly container: string
  readonly way: InspectionResult['way']
  /** The name of the copy or of the ephemeral container; null where nothing was added. */
  readonly added: string | null
  readonly isRemoved: boolean
  readonly node: string | null
  readonly user: { readonly uid: number; readonly gids: readonly number[] } | null
  /** The first cause without what was observed. */
  readonly before: CauseView | null
  readonly after: CauseView | null
  readonly seen: readonly ObservationView[]
  readonly fixes: readonly Pick<Fix, 'id' | 'title' | 'commands'>[]
  /** Full sentences on what could not be seen. */
  readonly notes: readonly string[]
  readonly leftovers: readonly Leftover[]
  readonly isWell: boolean
}

/** A cause as it is before or after what was observed. */
export interface CauseView {
  readonly id: string
  readonly title: string
  readonly confidence: number
  readonly explanation: string
}

/** One thing that was observed, and whether it is as it should be. */
export interface ObservationView {
  readonly verdict: Verdict
  readonly words: string
  /** What it means, for a name or a port that does not answer. */
  readonly meaning: string | null
  /** What names the address. */
  readonly from: string | null
  readonly fact: Observation
}

/** All that the page is made from. */
export interface PageParts {
  readonly what: InspectionRequest['what']
  readonly context: string
  readonly picked: Picked
  readonly result: InspectionResult
  readonly plan: InspectionPlan
  /** With the inspection in it. */
  readonly snapshot: Snapshot
  readonly after: Incident | null
  readonly leftovers: readonly Leftover[]
}

/** The value that all forms of the answer are made from; secrets are masked further out. */
export function inspectionPage(parts: PageParts): InspectionPage {
  const { what, context, picked, result, after } = parts
  const { inspection } = result
  const seen = inspection.observations.map((fact) => observationView(parts, fact))
  return {
    schema: what === 'debug' ? 'unloop/debug@1' : 'unloop/net@1',
    context,
    namespace: inspection.namespace,
    workload: picked.incident?.workload ?? { kind: 'Pod', name: inspection.pod },
    pod: inspection.pod,
    container: inspection.container,
    way: result.way,
    added: result.added,
    isRemoved: result.isRemoved,
    node: result.node,
    user: inspection.user,
    before: causeView(picked.incident),
    after: causeView(after),
    seen,
    fixes: (after?.fixes ?? [])
      .slice(0, 3)
      .map(({ id, title, commands }) => ({ id, title, commands })),
    notes: [
      ...(result.isWhole
        ? []
        : ['The look was cut off before its end: what it had seen by then is shown.']),
      ...result.notes,
    ],
    leftovers: parts.leftovers,
    isWell: seen.every(({ verdict }) => verdict !== 'wrong') && (what === 'net' || after === null),
  }
}

function observationView(
  { picked, result, plan, snapshot }: PageParts,
  fact: Observation,
): ObservationView {
  const isAddress = fact.kind === 'name' || fact.kind === 'port'
  return {
    verdict: observationVerdict(result.inspection, fact),
    words: observationText(result.inspection, fact),
    meaning: isAddress ? addressMeaning(snapshot, picked.pod, fact) : null,
    from: isAddress ? (plan.addresses.find(({ host }) => host === fact.host)?.from ?? null) : null,
    fact,
  }
}

/** The first cause of an incident. */
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
