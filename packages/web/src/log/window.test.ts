import { describe, expect, it } from 'vitest'
import { scrollTopOf, windowOf } from './window.ts'

const view = { rowHeight: 20, viewHeight: 600 }

describe('the rows in sight', () => {
  it('are those at the place of the scroll bar, and a few around them', () => {
    const { start, end, top, height } = windowOf({ ...view, count: 10_000, scrollTop: 2_000 })
    expect(start).toBeLessThanOrEqual(100)
    expect(end).toBeGreaterThanOrEqual(130)
    expect(end - start).toBeLessThan(60)
    expect(top).toBe(start * 20)
    expect(height).toBe(200_000)
  })

  it.each([0, 1, 499_999, 999_999])('of a million: row %d can be scrolled to', (row) => {
    const options = { ...view, count: 1_000_000 }
    const { start, end } = windowOf({ ...options, scrollTop: scrollTopOf(row, options) })
    expect(start).toBeLessThanOrEqual(row)
    expect(end).toBeGreaterThan(row)
  })

  it('end with the last one', () => {
    const count = 1_000_000
    const { height } = windowOf({ ...view, count, scrollTop: 0 })
    expect(height).toBeLessThan(17_000_000)
    expect(windowOf({ ...view, count, scrollTop: height - 600 }).end).toBe(count)
  })
})
