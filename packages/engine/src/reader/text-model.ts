import type { CauseId } from '../catalogue.ts'
import { featuresOf, wordsOf, type Feature } from './features.ts'
import { addRow, rowAt, rowBytes, weightOf, weightsOf, type Weights } from './weights.ts'

/** A linear model from the words of a line to a cause, fitted by `npm run train` on lines whose cause is known. */
export interface TextModel {
  readonly causes: readonly CauseId[]
  /** One a cause. */
  readonly bias: readonly number[]
  readonly weights: Weights
}

/** What the words of a line say. */
export interface Reading {
  readonly cause: CauseId
  /** How far the model is sure, from 0 to 1: its own figure, not yet a confidence. */
  readonly probability: number
  /** The words that decided, the most telling first. */
  readonly words: readonly string[]
}

const SHOWN_WORDS = 4

/** A word of a line that the model knows, or two neighbouring ones. */
interface KnownWord extends Feature {
  readonly row: number
}

/** The two likeliest causes of a line, the likeliest first; none where the model knows none of its words. */
export function readText(model: TextModel, line: string): readonly Reading[] {
  const words = wordsOf(line)
  const known = knownWords(model, words)
  if (known.length === 0) return []
  const scores = scoresOf(model, known)
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((a, b) => a + b, 0)
  return [...powers.keys()]
    .sort((a, b) => (powers[b] ?? 0) - (powers[a] ?? 0) || a - b)
    .slice(0, 2)
    .flatMap((index) => {
      const cause = model.causes[index]
      return cause
        ? [
            {
              cause,
              probability: (powers[index] ?? 0) / sum,
              words: tellingWords(known, (row) => weightOf(model.weights, row, index), words),
            },
          ]
        : []
    })
}

function knownWords({ weights }: TextModel, words: readonly string[]): readonly KnownWord[] {
  const known: KnownWord[] = []
  for (const feature of featuresOf(words)) {
    const row = rowAt(weights, feature.place)
    if (row !== null) known.push({ ...feature, row })
  }
  return known
}

function scoresOf({ bias, weights }: TextModel, known: readonly KnownWord[]): number[] {
  const sums = new Float64Array(2 * rowBytes(bias.length))
  for (const { row } of known) addRow(weights, row, sums)
  const factor = 1 / Math.sqrt(known.length)
  return bias.map((each, cause) => (sums[cause] ?? 0) * factor + each)
}

function tellingWords(
  known: readonly KnownWord[],
  worth: (row: number) => number,
  words: readonly string[],
): readonly string[] {
  const telling = known
    .map(({ row, word, length }) => ({ weight: worth(row), word, length }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.word - b.word || a.length - b.length)
    .slice(0, 2 * SHOWN_WORDS)
    .map(({ word, length }) => words.slice(word, word + length).join(' '))
  return [...new Set(telling)].slice(0, SHOWN_WORDS)
}

/** A model as it is shipped: the weights as base64, or as a bundle keeps them. */
export interface WrittenModel {
  readonly causes: readonly CauseId[]
  readonly bias: readonly number[]
  /** The largest weight. */
  readonly scale: number
  readonly weights: string | Uint8Array
}

/** Of Node.js and browsers alike. */
declare function atob(text: string): string

export function textModelOf({ causes, bias, scale, weights }: WrittenModel): TextModel {
  const bytes = typeof weights === 'string' ? decoded(weights) : weights
  return { causes, bias, weights: weightsOf(bytes, causes.length, scale) }
}

function decoded(base64: string): Uint8Array {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
