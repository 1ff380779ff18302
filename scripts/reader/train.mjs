import { BUCKETS, featuresOf } from '../../packages/engine/src/reader/features.ts'

const ROUNDS = 25
const RATE = 0.5
const DECAY = 2e-5

/** A softmax regression over hashed words, fitted by AdaGrad in a fixed order: the same samples give the same weights. */
export function train(samples, causes) {
  const width = causes.length
  const weights = new Float64Array(BUCKETS * width)
  const sums = new Float64Array(BUCKETS * width).fill(1e-2)
  const bias = new Float64Array(width)
  const indexOf = new Map(causes.map((cause, index) => [cause, index]))
  const rows = samples.map(({ text, cause, weight = 1 }) => ({
    buckets: Int32Array.from(featuresOf(text), ({ bucket }) => bucket),
    target: indexOf.get(cause),
    weight,
  }))
  const random = generator(7)
  const order = rows.map((_, index) => index)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const at of order) step(rows[at], { weights, sums, bias, width })
  }
  return { weights, bias, causes }
}

function step({ buckets, target, weight }, { weights, sums, bias, width }) {
  const scale = 1 / Math.sqrt(buckets.length || 1)
  const p = softmax(scoresOf(buckets, { weights, bias, width }))
  for (let c = 0; c < width; c++) {
    const gradient = (p[c] - (c === target ? 1 : 0)) * weight
    if (Math.abs(gradient) < 1e-4) continue
    bias[c] -= 0.01 * gradient
    for (const bucket of buckets) {
      const at = bucket * width + c
      const g = gradient * scale + DECAY * weights[at]
      sums[at] += g * g
      weights[at] -= (RATE * g) / Math.sqrt(sums[at]) / 4
    }
  }
}

export function scoresOf(buckets, { weights, bias, width }) {
  const scores = Float64Array.from(bias)
  const scale = 1 / Math.sqrt(buckets.length || 1)
  for (const bucket of buckets)
    for (let c = 0; c < width; c++) scores[c] += weights[bucket * width + c] * scale
  return scores
}

export function softmax(scores) {
  const most = Math.max(...scores)
  const e = scores.map((score) => Math.exp(score - most))
  const sum = e.reduce((a, b) => a + b, 0)
  return e.map((each) => each / sum)
}

/** Park and Miller's generator. */
function generator(seed) {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

function shuffle(order, random) {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j], order[i]]
  }
}
