import type { CauseId } from '../catalogue.ts'
import { BUCKETS, featuresOf, type Feature } from './features.ts'

/** A linear model from the words of a line to a cause, fitted by `npm run train` on lines whose cause is known. */
export interface TextModel {
  readonly causes: readonly CauseId[]
  /** One a cause. */
  readonly bias: readonly number[]
  /** A weight is `weights[bucket * causes.length + cause] * scale`. */
  readonly scale: number
  readonly weights: Int8Array
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

/** The two likeliest causes of a line, the likeliest first; none where the model knows none of its words. */
export function readText(model: TextModel, line: string): readonly Reading[] {
  const features = featuresOf(line)
  if (features.length === 0) return []
  const scores = scoresOf(model, features)
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
              words: tellingWords(model, features, index),
            },
          ]
        : []
    })
}

function scoresOf(
  { bias, weights, scale, causes }: TextModel,
  features: readonly Feature[],
): number[] {
  const width = causes.length
  const factor = scale / Math.sqrt(features.length)
  const scores = [...bias]
  for (const { bucket } of features)
    for (let cause = 0; cause < width; cause++)
      scores[cause] = (scores[cause] ?? 0) + (weights[bucket * width + cause] ?? 0) * factor
  return scores
}

function tellingWords(
  { weights, causes }: TextModel,
  features: readonly Feature[],
  cause: number,
): readonly string[] {
  const worth = ({ bucket }: Feature): number => weights[bucket * causes.length + cause] ?? 0
  return features
    .filter((feature) => worth(feature) > 0)
    .sort((a, b) => worth(b) - worth(a) || (a.text < b.text ? -1 : 1))
    .slice(0, SHOWN_WORDS)
    .map(({ text }) => text)
}

/** A model as it is shipped: the weights as base64, or as a bundle keeps them. */
export interface WrittenModel {
  readonly causes: readonly CauseId[]
  readonly bias: readonly number[]
  readonly scale: number
  readonly weights: string | Int8Array
}

/** Of Node.js and browsers alike. */
declare function atob(text: string): string

export function textModelOf({ weights, ...model }: WrittenModel): TextModel {
  const bytes = typeof weights === 'string' ? decoded(weights) : weights
  if (bytes.length !== BUCKETS * model.causes.length)
    throw new TypeError('The text model does not fit the words that it is asked about.')
  return { ...model, weights: bytes }
}

function decoded(base64: string): Int8Array {
  const text = atob(base64)
  const bytes = new Int8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
