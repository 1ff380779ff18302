import { expect, it } from 'vitest'
import { grouped } from './grouped.ts'

it.each([0, 7, 999, 1_000, 12_345, 1_234_567, -1_000])(
  'writes %i as the browser would',
  (value) => {
    expect(grouped(value)).toBe(value.toLocaleString('en'))
  },
)
