import { expect, test } from 'vitest'
import { recordedCrashes } from './clusters/plants.ts'
import { LAYOUTS } from './clusters/render.ts'
import { tryOut } from './clusters/trial.ts'

/** `npm run clusters -- --seeds N` tries as many as one likes, and larger ones. */
const PODS = 80

const crashes = recordedCrashes()

test.each(LAYOUTS.map((layout, index) => ({ layout, seed: index + 1 })))(
  'a whole cluster saved as $layout.name',
  { timeout: 300_000 },
  ({ layout, seed }) => {
    const { falseAlarms, lost, pods } = tryOut({ seed, layout, crashes, pods: PODS })
    expect(falseAlarms).toEqual([])
    expect(lost).toEqual([])
    expect(pods).toBeGreaterThanOrEqual(PODS)
  },
)

test('crashes are put into clusters and found', { timeout: 300_000 }, () => {
  const [layout] = LAYOUTS
  if (layout === undefined) throw new Error('there are layouts')
  const { planted, found } = tryOut({ seed: 3, layout, crashes, pods: PODS })
  expect(planted).toBeGreaterThan(0)
  expect(found).toBe(planted)
})
