import { expect, test } from 'vitest'
import type { Pod } from '@unloop/engine/evidence'
import { snapshotFromText } from './from-text.ts'
import { withoutSlips } from './slips.ts'

test('known words and their numbers are read as they were meant', () => {
  const text = `NAME                      READY   STATUS             RESTARTS     AGE
ingest-7c9d8f5b44-q2wzx   0/1     CrashL00pBackOff   7 (2m ago)   l9m

Last State:     Terminated
  Reas0n:       00MKilled
  Exit C0de:    l37
Restart C0unt:  1O`
  const [pod] = snapshotFromText(text, 'paste').objects.map(({ object }) => object as Pod)
  expect(pod?.status?.containerStatuses?.[0]).toMatchObject({
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
    restartCount: 10,
  })
})

test('a text without a slip stays as it is', () => {
  const text = 'Exit Code: l37 of Runnlng, l9m\n'
  expect(withoutSlips(text)).toBe(text)
})
