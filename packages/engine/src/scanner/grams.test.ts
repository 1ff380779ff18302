import { describe, expect, it } from 'vitest'
import { SIGNATURES } from '../../../signatures/src/index.ts'
import { Grams, neededBy } from './grams.ts'

const gramsOf = (...lines: readonly string[]): Grams => {
  const grams = new Grams()
  for (const line of lines) grams.add(line)
  return grams
}

describe('Grams', () => {
  it('never denies a pattern that matches', () => {
    const missed = SIGNATURES.flatMap(({ id, pattern, example }) =>
      [example].flat().flatMap((text) => {
        const needed = neededBy(pattern)
        const match = pattern.exec(text)
        return match === null || needed === null || gramsOf(text).holds(needed) ? [] : [id]
      }),
    )
    expect(missed).toEqual([])
  })

  it('denies what no line holds, also where two lines together would', () => {
    const needed = neededBy(/permission denied/)
    expect(gramsOf('PERMISSION DENIED').holds(needed ?? [])).toBe(true)
    expect(gramsOf('listening on :8080', 'ready').holds(needed ?? [])).toBe(false)
    expect(gramsOf('permissi', 'on denied').holds(needed ?? [])).toBe(false)
  })

  it('takes numbers for each other, wherever a long text is cut', () => {
    const needed = neededBy(/exit code 137 seen/) ?? []
    expect(gramsOf('exit code 2 seen').holds(needed)).toBe(true)
    for (const before of [4080, 4085, 4090, 4095])
      expect(gramsOf(`${'x'.repeat(before)} exit code 1234567 seen`).holds(needed)).toBe(true)
    expect(gramsOf('exit code unseen').holds(needed)).toBe(false)
  })

  it('knows nothing of a pattern without literals', () => {
    expect(neededBy(/^\d+: \w+$/)).toBeNull()
  })
})
