import { expect, test } from 'vitest'
import { recordedCrashes } from './clusters/plants.ts'
import { LAYOUTS } from './clusters/render.ts'
import { tryOut } from './clusters/trial.ts'

/** `npm run clusters -- --seeds N` tries as many as one likes. */
const SEEDS = [1, 2]

const crashes = recordedCrashes()

test.each(LAYOUTS)('a whole cluster saved as $name', { timeout: 120_000 }, (layout) => {
  const trials = SEEDS.map((seed) => tryOut(seed, layout, crashes))
  expect(trials.flatMap(({ falseAlarms }) => falseAlarms)).toEqual([])
  expect(trials.flatMap(({ lost }) => lost)).toEqual([])
  expect(trials.map(({ pods }) => pods).every((pods) => pods >= 60)).toBe(true)
})

test('crashes are put into clusters and found where they stand alone', { timeout: 120_000 }, () => {
  const [layout] = LAYOUTS
  if (layout === undefined) throw new Error('there are layouts')
  const { planted, foundAlone } = tryOut(3, layout, crashes)
  expect(planted).toBeGreaterThan(0)
  expect(foundAlone).toBe(planted)
})
