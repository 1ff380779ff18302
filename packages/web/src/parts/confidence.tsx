import { confidenceWords, percent } from '@unloop/engine/phrases'
import css from './parts.module.css'

export interface ConfidenceProps {
  readonly cause: { readonly id: string; readonly confidence: number }
  /** False where the number says enough. */
  readonly words?: boolean
}

// Strokes of the meter.
const STEPS = Array.from({ length: 10 }, (_, step) => step)

/** A probability as a word, a number and ten strokes. */
export function Confidence({ cause, words = true }: ConfidenceProps) {
  const { confidence } = cause
  return (
    <span className={css['confidence']}>
      <span className={css['meter']} aria-hidden="true">
        {STEPS.map((step) => (
          <span key={step} className={step < Math.round(confidence * 10) ? css['on'] : undefined} />
        ))}
      </span>
      <span>
        {words ? `${confidenceWords(cause as never)}, ` : ''}
        {percent(confidence)}
      </span>
    </span>
  )
}
