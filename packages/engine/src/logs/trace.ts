import type { LogLine } from './line.ts'
export interface Trace {
  readonly deepest: {
    readonly type: string
    readonly message: string
    readonly line: number
  } | null
  readonly uncaught: boolean
  readonly start: number
  readonly end: number
}
export const findTraces = (_lines: readonly LogLine[]): readonly Trace[] => []
