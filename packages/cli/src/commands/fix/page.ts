import { shownFix } from '@unloop/engine/fixes'
import type { Fix, Incident } from '@unloop/engine/report'
import type { Choice, Outcome, StepView } from '@unloop/remedy'

/** All that one run of `unloop fix` has to say: what every form of its output is made from. */
export interface FixPage {
  readonly schema: 'unloop/fix@1'
  readonly context: string
  readonly target: { readonly kind: string; readonly namespace: string; readonly name: string }
  readonly cause: { readonly id: string; readonly title: string; readonly confidence: number }
  readonly plan: Pick<Fix, 'id' | 'title' | 'where' | 'risk' | 'commands' | 'verify'>
  /** True where unloop can carry it out itself. */
  readonly isApplicable: boolean
  /** True where it only buys time. */
  readonly isTemporary: boolean
  readonly others: readonly {
    readonly number: number
    readonly id: string
    readonly title: string
    readonly isApplicable: boolean
    readonly isTemporary: boolean
  }[]
  readonly changes: readonly ChangeView[]
  /** Values that only the user knows, each a sentence. */
  readonly asks: readonly { readonly name: string; readonly what: string }[]
  /** Plans that were carried out before it, did not help, and were put back. */
  readonly tried: readonly Tried[]
  /** Null where nothing was applied. */
  readonly outcome: OutcomeView | null
}

/** A plan that was carried out before this one. */
export interface Tried {
  readonly id: string
  readonly title: string
  readonly outcome: OutcomeView
}

/** One object or file with what changes in it. */
export interface ChangeView extends Omit<StepView, 'op'> {
  readonly op: StepView['op'] | 'edit'
}

/** How a plan went, without what the journal alone needs. */
export interface OutcomeView extends Pick<Outcome, 'state' | 'checks' | 'seconds'> {
  readonly id: string
  readonly undone: { readonly isExact: boolean; readonly words: readonly string[] } | null
}

export interface PageParts {
  readonly context: string
  readonly choice: Choice
  readonly choices: readonly Choice[]
  readonly applicable: (fix: Fix) => boolean
  readonly changes: readonly ChangeView[]
  readonly tried?: readonly Tried[]
}

/** The value that all forms of the answer are made from. */
export function pageOf(parts: PageParts): FixPage {
  const { context, choice, choices, applicable, changes, tried = [] } = parts
  const { incident, fix } = choice
  return {
    schema: 'unloop/fix@1',
    context,
    target: { ...incident.workload, namespace: incident.namespace },
    cause: causeOf(incident),
    plan: planOf(shownFix(fix)),
    isApplicable: applicable(fix),
    isTemporary: fix.temporary === true,
    others: choices.flatMap((each, index) =>
      each.fix === fix
        ? []
        : [
            {
              number: index + 1,
              id: each.fix.id,
              title: shownFix(each.fix).title,
              isApplicable: applicable(each.fix),
              isTemporary: each.fix.temporary === true,
            },
          ],
    ),
    changes,
    // What the cluster has already is not asked for.
    asks: (shownFix(fix).asks ?? []).flatMap(({ name, what, from }) =>
      from ? [] : [{ name, what }],
    ),
    tried,
    outcome: null,
  }
}

const causeOf = ({ causes: [cause] }: Incident): FixPage['cause'] => ({
  id: cause?.id ?? 'unknown',
  title: cause?.title ?? 'unknown',
  confidence: cause?.confidence ?? 0,
})

const planOf = ({ id, title, where, risk, commands, verify }: Fix): FixPage['plan'] => ({
  id,
  title,
  where,
  risk,
  commands,
  verify,
})

export function outcomeView({ state, checks, seconds, entry, undone }: Outcome): OutcomeView {
  return {
    id: entry.id,
    state,
    checks,
    seconds,
    undone: undone && { isExact: undone.isExact, words: undone.words },
  }
}
