import { describe, expect, it } from 'vitest'
import { collapsed, ticksOf, type Mark } from './lanes.ts'

const mark = (ms: number, tone: Mark['tone'] = 'calm'): Mark => ({ ms, tone, label: 'x', count: 1 })

describe('marks', () => {
  it('that lie near each other are one, with their number and the worst of their tones', () => {
    expect(collapsed([mark(0), mark(5, 'bad'), mark(100)], 10)).toEqual([
      { ms: 0, tone: 'bad', label: 'x', count: 2 },
      mark(100),
    ])
  })
})

describe('the axis', () => {
  it.each([
    [60_000, 6],
    [3_600_000, 8],
    [86_400_000 * 3, 5],
  ])('has round moments in a range of %d ms, at most %d', (span, most) => {
    const ticks = ticksOf({ fromMs: 1_000_001, toMs: 1_000_001 + span }, most)
    expect(ticks.length).toBeGreaterThan(1)
    expect(ticks.length).toBeLessThanOrEqual(most + 1)
    expect(ticks.every((ms) => ms % 1_000 === 0)).toBe(true)
  })
})
