import { featuresOf, wordsOf } from '../../packages/engine/src/reader/features.ts'

const ROUNDS = 15
const RATE = 0.5
const DECAY = 2e-5
/** A word that so many sources use can mean the same in another program's line; others are left out. */
const LEAST_SOURCES = 3
/** So many words are kept, those of the most sources: the model stays below 300 kB. */
const MOST_WORDS = 8500

/**
 * A softmax regression over hashed words, fitted by AdaGrad in a fixed order: the same samples give the same weights.
 * `places` are the places of the words that it knows, in their order; the weights have a row for each.
 */
export function train(samples, causes) {
  const read = samples.map((sample) => ({
    ...sample,
    found: [...new Set(featuresOf(wordsOf(sample.text)).map(({ place }) => place))],
  }))
  const places = sharedPlaces(read)
  const rowOf = new Map(places.map((place, row) => [place, row]))
  const width = causes.length
  const model = {
    causes,
    places,
    weights: new Float32Array(places.length * width),
    bias: new Float64Array(width),
  }
  const sums = new Float32Array(places.length * width).fill(1e-2)
  const indexOf = new Map(causes.map((cause, index) => [cause, index]))
  const lines = read
    .map(({ found, cause, weight = 1 }) => ({
      rows: found.flatMap((place) => rowOf.get(place) ?? []),
      target: indexOf.get(cause),
      weight,
    }))
    .filter(({ rows }) => rows.length > 0)
  const random = generator(7)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(lines, random)
    for (const line of lines) step(line, model, sums)
  }
  return model
}

/** The places of words that several sources use: programs, cases, or lines of general knowledge. */
function sharedPlaces(read) {
  const sources = new Map()
  for (const { found, family } of read)
    for (const place of found) sources.set(place, (sources.get(place) ?? new Set()).add(family))
  return [...sources]
    .filter(([, { size }]) => size >= LEAST_SOURCES)
    .sort(([a, first], [b, second]) => second.size - first.size || a - b)
    .slice(0, MOST_WORDS)
    .map(([place]) => place)
    .sort((a, b) => a - b)
}

/** A cause whose score is this near to where it should be is left alone. */
const NEAR = 5e-4

function step({ rows, target, weight }, { weights, bias }, sums) {
  const width = bias.length
  const scale = 1 / Math.sqrt(rows.length)
  const gradients = softmax(scoresOf(rows, { weights, bias }))
  gradients[target] -= 1
  const wrong = []
  for (let c = 0; c < width; c++) {
    gradients[c] *= weight
    if (Math.abs(gradients[c]) < NEAR) continue
    wrong.push(c)
    bias[c] -= 0.01 * gradients[c]
  }
  for (const row of rows)
    for (const c of wrong) {
      const at = row * width + c
      const g = gradients[c] * scale + DECAY * weights[at]
      sums[at] += g * g
      weights[at] -= (RATE * g) / Math.sqrt(sums[at]) / 4
    }
}

function scoresOf(rows, { weights, bias }) {
  const width = bias.length
  const scale = 1 / Math.sqrt(rows.length)
  const scores = new Float64Array(width)
  for (const row of rows)
    for (let c = 0, at = row * width; c < width; c++, at++) scores[c] += weights[at]
  for (let c = 0; c < width; c++) scores[c] = scores[c] * scale + bias[c]
  return scores
}

/** In place. */
function softmax(scores) {
  let most = scores[0]
  for (const score of scores) if (score > most) most = score
  let sum = 0
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c] - most)
  for (let c = 0; c < scores.length; c++) scores[c] /= sum
  return scores
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
