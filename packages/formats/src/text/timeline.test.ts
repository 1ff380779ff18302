import type { KubeEvent } from '@unloop/engine/evidence'
import { expect, test } from 'vitest'
import { snapshotFromText } from './from-text.ts'
import { timelineEvent } from './timeline.ts'

const TIMELINE = `2026-06-03 09:40:11
Back-off restarting failed container notes in pod notes-7c9f6d5b84-q8rzt_ix-notes(0b1c7f3e)
2026-06-03 09:40:01
Started container notes
2026-06-03 09:39:40
Scaled up replica set notes-7c9f6d5b84 to 1
`

test('a time on one line and a message of the kubelet on the next are an event', () => {
  const events = snapshotFromText(TIMELINE, 'paste').objects.flatMap(({ object }) =>
    object.kind === 'Event' ? [object as KubeEvent] : [],
  )
  expect(events.map(({ reason }) => reason)).toEqual(['BackOff', 'Started', 'ScalingReplicaSet'])
  expect(events[0]).toMatchObject({
    type: 'Warning',
    involvedObject: { kind: 'Pod', name: 'notes-7c9f6d5b84-q8rzt', namespace: 'ix-notes' },
    lastTimestamp: '2026-06-03T09:40:11Z',
  })
})

test('a time above what a program says is none', () => {
  expect(timelineEvent('2026-06-03 09:40:11', 'cannot open database')).toBeNull()
  expect(timelineEvent('2026-06-03 09:40:11 INFO', 'Started container notes')).toBeNull()
})

test('the last values of a field that was cut above a description are no log', () => {
  const cut = `      /bin/server --config-file /etc/server.yaml

    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Exit Code:    137
`
  expect(snapshotFromText(cut, 'paste').logs).toEqual([])
  expect(snapshotFromText(cut.replace('      /bin', '/bin'), 'paste').logs).toHaveLength(1)
})

test('the number below `echo $?` is the exit code of what ran before', () => {
  const { objects } = snapshotFromText('$ docker run -i --rm acme:1\n$ echo $?\n132\n', 'paste')
  expect(objects[0]?.object).toMatchObject({
    status: { containerStatuses: [{ lastState: { terminated: { exitCode: 132 } } }] },
  })
})

test("the letter that Ruby's logger begins a line with is no person", () => {
  const line =
    'I, [2026-06-13T12:36:54.500Z #1]  INFO -- : [15] Completed 200 OK in 61ms (Views: 1ms)'
  const { logs } = snapshotFromText(`$ kubectl logs web-0\n${line}\n\n${line}\n`, 'paste')
  expect(logs.map(({ pod }) => pod)).toEqual(['web-0'])
})
