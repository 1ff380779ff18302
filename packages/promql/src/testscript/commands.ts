import type { Labels } from '../labels/labels.ts'
import type { SequenceValue } from './series-description.ts'
import type { LoadedSeries } from './custom-histograms.ts'

export type ExpectationKind = 'ordered' | 'fail' | 'warn' | 'no_warn' | 'info' | 'no_info'

/** What a query is expected to do besides its result. */
export interface Expectation {
  readonly kind: ExpectationKind
  /** Whether a text is as expected. */
  readonly matches: (text: string) => boolean
  /** How the expectation was written. */
  readonly text: string
}

export interface ExpectedSeries {
  readonly labels: Labels
  readonly values: readonly SequenceValue[]
  /** Its place among the expected series, from 1. */
  readonly position: number
}

/** What an evaluation is expected to give. */
export type ExpectedResult =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'series'; readonly series: readonly ExpectedSeries[] }

export interface EvalCommand {
  readonly kind: 'eval'
  readonly line: number
  readonly query: string
  readonly instant: boolean
  /** The time of an instant query; the first time of a range. Milliseconds. */
  readonly start: number
  readonly end: number
  readonly step: number
  readonly expectations: readonly Expectation[]
  readonly expected: ExpectedResult
  /** The result is a range vector or a text, which no range query gives. */
  readonly instantOnly: boolean
}

export interface LoadCommand {
  readonly kind: 'load'
  readonly line: number
  readonly series: readonly LoadedSeries[]
  readonly withCustomHistograms: boolean
}

export interface ClearCommand {
  readonly kind: 'clear'
}

/** A command that could not be read. */
export interface BrokenCommand {
  readonly kind: 'broken'
  readonly line: number
  readonly isEval: boolean
  readonly reason: string
}

export type Command = EvalCommand | LoadCommand | ClearCommand | BrokenCommand
