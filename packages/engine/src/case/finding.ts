import type { CauseId } from '../catalogue.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Strength } from '../scanner/signature.ts'

/** What a finding knows by name: `host`, `port`, `file`, `key` … from a signature's groups or a cross-check. */
export type Facts = Readonly<Record<string, string>>

/**
 * One reason to believe (weight above 0) or to doubt (below 0) a cause for one container.
 *
 * Weights share one scale, so that findings of all causes compete:
 * 90 and above: the kernel, the kubelet or the runtime states it; 75–89: the program states it as the reason for its end;
 * 55–74: an error that commonly is the reason; 35–54: it fits, nothing states it; below 35: a hint.
 */
export interface Finding {
  readonly cause: CauseId
  readonly weight: number
  /** Id of the signature, or `<cause>/<what>` of a rule: names the reason in tests and leave-one-out scores. */
  readonly rule: string
  /** One line without a full stop. */
  readonly title: string
  readonly explanation?: string
  /** The decisive line first. */
  readonly evidence: readonly Evidence[]
  /** How strongly the message of a signature states its cause; absent for rules. */
  readonly strength?: Strength
  /** Where in its run the line stands, from 0 (noise) to 1 (it ends the run); absent where it is no line of a log. */
  readonly relevance?: number
  /** Further lines that say the same; shown after the evidence of all findings of the cause. */
  readonly also?: readonly Evidence[]
  readonly facts: Facts
  /** Remedies that belong to this very finding, before the cause's own. */
  readonly fixes?: readonly Fix[]
}
