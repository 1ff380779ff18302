import { expect, it } from 'vitest'
import { demoSnapshot } from '../demo.ts'
import { loopsOf } from './loops.ts'
import { replay } from './replay.ts'

const START = Date.parse('2026-11-30T10:00:00Z')

/** The pod's container statuses in what was played. */
function restartsIn(snapshot: ReturnType<typeof demoSnapshot>, prefix: string): number[] {
  return snapshot.objects
    .filter(({ object }) => object.kind === 'Pod' && object.metadata.name?.startsWith(prefix))
    .flatMap(({ object }) => {
      const { containerStatuses } = object['status'] as {
        containerStatuses: { restartCount: number }[]
      }
      return containerStatuses.map(({ restartCount }) => restartCount)
    })
}

it('tells the crashes before, shows the recording as of now, and goes on by the back-off', async () => {
  const stop = new AbortController()
  let nowMs = START
  const played = replay(demoSnapshot(), {
    signal: stop.signal,
    intervalMs: 5_000,
    now: () => nowMs,
    pause: async (ms) => {
      nowMs += ms
    },
  })
  const past: number[] = []
  for await (const look of played) {
    if (look.kind === 'past') {
      past.push(...restartsIn(look.snapshot, 'loyalty-api'))
      continue
    }
    const [restarts] = restartsIn(look.snapshot, 'loyalty-api')
    if (nowMs === START) {
      expect(Date.parse(look.snapshot.source.capturedAt ?? '')).toBe(START)
      expect(restarts).toBe(3)
    }
    if (nowMs - START > 60_000) {
      // Its back-off of 20 s is over, and a run lives for 11 s.
      expect(restarts).toBe(4)
      const log = look.snapshot.logs.find(({ pod }) => pod?.startsWith('loyalty-api'))
      expect(log?.text.slice(0, 10)).toBe('2026-11-30')
      break
    }
  }
  stop.abort()
  expect(past).toEqual([0, 1, 2])
})

it('finds the loops of the recording, each with its log', () => {
  const loops = loopsOf(demoSnapshot())
  expect(loops.length).toBeGreaterThan(8)
  expect(loops.filter(({ log }) => log === null)).toEqual([])
})
