import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Fits the logistic function of incidents/confidence.ts on leave-one-out results, in five folds so that each Brier score is
 * of cases that the coefficients have not seen, then on all of them for the file.
 */
export const fit = (samples, root) => {
  const folds = Array.from({ length: 5 }, (_, fold) =>
    samples.filter((_, index) => index % 5 === fold),
  )
  const outOfFold = folds.flatMap((held, index) => {
    const model = train(folds.filter((_, other) => other !== index).flat())
    return held.map((sample) => ({ ...sample, p: predict(model, sample) }))
  })
  const rate = mean(samples.map(({ hit }) => Number(hit)))
  console.log(
    `fit on ${samples.length}: right ${rate.toFixed(3)}, Brier out of fold ${brier(outOfFold).toFixed(4)}, of a constant ${(rate * (1 - rate)).toFixed(4)}`,
  )
  const model = train(samples)
  const path = join(root, 'packages/engine/src/verdict/calibration.ts')
  const [bias, score, lead, withoutLog] = model.map((value) => Number(value.toFixed(3)))
  const text = readFileSync(path, 'utf8')
    .replace(/bias: [-\d.]+/, `bias: ${bias}`)
    .replace(/score: [-\d.]+/, `score: ${score}`)
    .replace(/lead: [-\d.]+/, `lead: ${lead}`)
    .replace(/withoutLog: [-\d.]+/, `withoutLog: ${withoutLog}`)
  writeFileSync(path, text)
  console.log(`bias ${bias}, score ${score}, lead ${lead}, without log ${withoutLog}`)
}

const features = ({ score, lead, hasLog }) => [1, score / 100, lead / 40, hasLog ? 0 : 1]
const sigmoid = (x) => 1 / (1 + Math.exp(-x))
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length
const predict = (model, sample) =>
  sigmoid(features(sample).reduce((sum, x, i) => sum + x * model[i], 0))
const brier = (rows) => mean(rows.map(({ p, hit }) => (p - Number(hit)) ** 2))

/** Gradient descent with a ridge on the slopes: a few hundred points and four coefficients need no more. */
const train = (samples) => {
  let model = [0, 0, 0, 0]
  for (let step = 0; step < 20_000; step++) {
    const gradient = [0, 0, 0, 0]
    for (const sample of samples) {
      const error = predict(model, sample) - Number(sample.hit)
      features(sample).forEach((x, i) => (gradient[i] += (error * x) / samples.length))
    }
    model = model.map((value, i) => value - 0.5 * (gradient[i] + (i ? 0.002 * value : 0)))
  }
  return model
}
