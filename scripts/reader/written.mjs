import { KNOWN_BYTES, STEPS, rowBytes } from '../../packages/engine/src/reader/weights.ts'

/** A larger weight is written as this share of the largest: few are, and the others get finer steps. */
const CAPPED = 0.7

/** A model as it is shipped: a bit a known place, then its weights in half a byte each, as base64. */
export function written({ weights, bias, causes, places }) {
  const scale = CAPPED * weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const width = rowBytes(causes.length)
  const bytes = new Uint8Array(KNOWN_BYTES + places.length * width)
  for (const [row, place] of places.entries()) {
    bytes[place >> 3] |= 1 << (place & 7)
    for (let cause = 0; cause < causes.length; cause++) {
      const code = codeOf(weights[row * causes.length + cause] / scale)
      bytes[KNOWN_BYTES + row * width + (cause >> 1)] |= code << (cause & 1 ? 4 : 0)
    }
  }
  return {
    causes,
    bias: Array.from(bias, (each) => Number(each.toFixed(4))),
    scale: Number(scale.toPrecision(6)),
    weights: Buffer.from(bytes).toString('base64'),
  }
}

const codeOf = (share) =>
  8 + Math.sign(share) * Math.round(STEPS * Math.sqrt(Math.min(1, Math.abs(share))))
