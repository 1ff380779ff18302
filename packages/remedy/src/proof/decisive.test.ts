import type { Incident } from '@unloop/engine/report'
import { describe, expect, it } from 'vitest'
import { decisiveLine, decisiveLines, decisivePattern, withoutNumbers } from './decisive.ts'

const decidedBy = (excerpt: string, rest: { id?: string; kind?: string } = {}) => {
  const { id = 'config-invalid', kind = 'log' } = rest
  return { causes: [{ id, evidence: [{ kind, excerpt }] }] } as unknown as Incident
}

describe('the pattern of the decisive line', () => {
  it('leaves out what differs from run to run', () => {
    const said = '2026-11-21T10:00:00.123Z worker 7 failed: key id 1f3c9a77b2 is unknown'
    const pattern = decisivePattern(decidedBy(said))
    expect(pattern).toBe('# worker # failed: key id # is unknown')
    const again = '2026-11-22T08:15:59.001Z worker 12 failed: key id 99ffee0011 is unknown'
    expect(decisiveLine(again, pattern ?? '')).toBe(again)
  })

  it('is none where no log line decided it', () => {
    expect(decisivePattern(decidedBy('exit code 137', { kind: 'status' }))).toBeNull()
    expect(decisivePattern({ causes: [] })).toBeNull()
  })

  it('is none of a line that good runs print too', () => {
    expect(decisivePattern(decidedBy('[notice] 1#1: signal process started'))).toBeNull()
    expect(decisivePattern(decidedBy('all done, bye', { id: 'completes-exit-0' }))).toBeNull()
  })

  it('is none of a line that says too little to be told again', () => {
    expect(decisivePattern(decidedBy('error 12'))).toBeNull()
  })
})

it('every line that says the same is found, and no other', () => {
  const log = 'ready\nerror: 3 rows are bad\nerror: 14 rows are bad\nerror: rows are good'
  expect(decisiveLines(log, 'error: # rows are bad')).toHaveLength(2)
  expect(decisiveLine(log, 'error: # columns are bad')).toBeNull()
})

it.each([
  ['at 0x7ffe12 of 10.0.0.2:8080', 'at # of #'],
  ['2026/11/21 10:00:00 up', '# # up'],
  ['commit deadbeef01', 'commit #'],
])('numbers are taken out of `%s`', (line, rest) => {
  expect(withoutNumbers(line)).toBe(rest)
})
