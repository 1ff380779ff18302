import type { Report } from '../../packages/engine/src/report/report.ts'
import type { LabelledCase } from './cases.mjs'

export interface Share {
  readonly part: number
  readonly of: number
  readonly share: number | null
}

export interface JudgedCase {
  readonly negative: boolean
  readonly right: boolean
  readonly got: string
}

export interface Figures {
  readonly cases: number
  readonly top1: Share
  readonly cited: Share
  readonly falseAlarms: Share
  readonly victims: Share
  readonly confidentlyWrong: Share
  readonly falseLinks: number
}

export function judgeCase(one: LabelledCase, report: Report): JudgedCase
export function summarise(rows: readonly JudgedCase[]): Figures
