import type { LogLine } from './line.ts'
export interface Passage {
  standing(index: number): number
  readonly fallback: { readonly index: number } | null
}
export const passage = (lines: readonly LogLine[]): Passage => ({
  standing: (i) => 0.9 + 0.1 * (i / Math.max(1, lines.length)),
  fallback: lines.length ? { index: lines.length - 1 } : null,
})
