/** What one execution may take. A template that goes beyond fails with an error, it never hangs or fills memory. */
export interface Limits {
  /** UTF-16 units of output. */
  readonly maxOutput: number
  /** Templates that call templates. */
  readonly maxDepth: number
  /** Nodes carried out, loops counted each time. */
  readonly maxSteps: number
}

/** Far above what a message needs. Go itself bounds only how deep templates call each other (maxExecDepth). */
export const DEFAULT_LIMITS: Limits = {
  maxOutput: 16 * 1024 * 1024,
  maxDepth: 400,
  maxSteps: 5_000_000,
}
