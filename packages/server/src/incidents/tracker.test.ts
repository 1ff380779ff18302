import type { Incident, Report } from '@unloop/engine/report'
import { expect, it } from 'vitest'
import { IncidentTracker } from './tracker.ts'

const report = (...incidents: object[]): Report => ({ incidents }) as unknown as Report
const crash = (id: string, restarts: number, cause = 'oom'): Incident =>
  ({
    id,
    causes: [{ id: cause }],
    state: { restarts, reason: 'Error', exitCode: 137 },
    pods: ['web-1'],
    victimOf: null,
    victims: [],
  }) as unknown as Incident
const kinds = (changes: readonly { kind: string }[]): string[] => changes.map(({ kind }) => kind)

it('an incident keeps its id from the first crash to the last, and is not new between two back-offs', () => {
  const tracker = new IncidentTracker()
  expect(kinds(tracker.update(report(crash('a', 1)), 0))).toEqual(['opened'])
  expect(kinds(tracker.update(report(crash('a', 1)), 5_000))).toEqual([])
  expect(kinds(tracker.update(report(crash('a', 3)), 10_000))).toEqual(['changed'])
  expect(kinds(tracker.update(report(), 20_000))).toEqual([])
  expect(kinds(tracker.update(report(crash('a', 4)), 400_000))).toEqual(['changed'])
  expect(tracker.open.map(({ id, crashes, openedMs }) => [id, crashes, openedMs])).toEqual([
    ['a', 4, 0],
  ])
})

it('it is resolved once it was quiet for longer than the back-off is kept, and comes back under its id', () => {
  const tracker = new IncidentTracker()
  tracker.update(report(crash('a', 5)), 0)
  expect(kinds(tracker.update(report(), 599_000))).toEqual([])
  expect(kinds(tracker.update(report(), 601_000))).toEqual(['resolved'])
  expect(tracker.open).toEqual([])
  const [back] = tracker.update(report(crash('a', 6, 'config')), 700_000)
  expect(back).toMatchObject({
    kind: 'came-back',
    tracked: { id: 'a', state: 'open', openedMs: 0, crashes: 6 },
  })
})

it('what an earlier process knew goes on', () => {
  const first = new IncidentTracker()
  first.update(report(crash('a', 2)), 1_000)
  const second = new IncidentTracker()
  second.restore(first.open, 50_000)
  expect(kinds(second.update(report(crash('a', 2)), 51_000))).toEqual([])
  expect(second.open[0]!.openedMs).toBe(1_000)
})

it('it is told from a mere change where more pods fail, and is over at once where what failed was replaced', () => {
  const tracker = new IncidentTracker()
  const pods = (...names: string[]) => ({ ...crash('a', 1), pods: names }) as unknown as Incident
  tracker.update(report(pods('web-1')), 0)
  expect(kinds(tracker.update(report(pods('web-1', 'web-2')), 1_000))).toEqual(['escalated'])
  expect(kinds(tracker.update(report(pods('web-2')), 2_000))).toEqual(['changed'])
  expect(kinds(tracker.update(report(), 3_000, { isReplaced: () => false }))).toEqual([])
  expect(kinds(tracker.update(report(), 4_000, { isReplaced: ({ id }) => id === 'a' }))).toEqual([
    'resolved',
  ])
})

it('a report of a part says nothing of the rest', () => {
  const tracker = new IncidentTracker()
  tracker.update(report(crash('a', 1), crash('b', 1)), 0)
  const isCovered = ({ id }: Incident): boolean => id === 'a'
  expect(kinds(tracker.update(report(), 601_000, { isCovered }))).toEqual(['resolved'])
  expect(tracker.open.map(({ id }) => id)).toEqual(['b'])
  expect(kinds(tracker.stay(1_300_000, () => false))).toEqual([])
  expect(kinds(tracker.update(report(), 1_400_000))).toEqual([])
  expect(kinds(tracker.stay(1_950_000, () => false))).toEqual(['resolved'])
})

it('what failed is over at once where it was replaced, also where nothing else is looked at', () => {
  const tracker = new IncidentTracker()
  tracker.update(report(crash('a', 1), crash('b', 1)), 0)
  expect(kinds(tracker.stay(1_000, ({ id }) => id === 'a'))).toEqual(['resolved'])
  expect(tracker.open.map(({ id }) => id)).toEqual(['b'])
})
