import { mask, maskValue } from '@unloop/engine/masking'

/** A set of labels: an object that holds strings alone. */
const LABELS = /\{(?:"(?:[^"\\]|\\.)*":"(?:[^"\\]|\\.)*",?)+\}/g
/** Any string but a number, of which an answer may hold millions. */
const TEXTS = /"(?!(?:[-+]?(?:\d[\d.]*(?:e[-+]?\d+)?|Inf)|NaN)")(?:[^"\\]|\\.)*"/g

/** An answer of Prometheus' API, which is JSON without blanks, with the secrets in its labels and messages masked. */
export function maskedBody(body: string): string {
  return body
    .replace(LABELS, (labels) => rewritten(labels, maskValue))
    .replace(TEXTS, (text) => rewritten(text, (value) => mask(value as string)))
}

/** The very text where nothing changes. */
function rewritten(json: string, change: (value: unknown) => unknown): string {
  const value: unknown = JSON.parse(json)
  const changed = change(value)
  return changed === value ? json : JSON.stringify(changed)
}
