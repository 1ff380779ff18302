import { expect, test } from 'vitest'
import { tableTime } from './table-time.ts'

const pod = (name: string, finishedAt?: string, namespace = 'shop') => ({
  kind: 'Pod',
  metadata: { name, namespace, creationTimestamp: '2026-11-21T11:46:58Z' },
  status: { containerStatuses: [{ lastState: finishedAt ? { terminated: { finishedAt } } : {} }] },
})
const at = (text: string, pods: Parameters<typeof tableTime>[1]) => {
  const time = tableTime(text, pods)
  return time === null ? null : new Date(time).toISOString()
}
const HEAD = 'NAME     READY   STATUS    RESTARTS        AGE'

test('the age of a young pod and the time since a restart tell when the table was printed', () => {
  expect(at(`${HEAD}\nmail-1   1/1     Running   0   2m50s`, [pod('mail-1')])).toBe(
    '2026-11-21T11:49:48.000Z',
  )
  const restarted = [pod('mail-1', '2026-11-21T14:00:00Z')]
  expect(at(`${HEAD}\nmail-1   1/1     Running   3 (2m34s ago)   3h`, restarted)).toBe(
    '2026-11-21T14:02:34.000Z',
  )
})

test('old, unknown and ambiguous pods tell nothing', () => {
  expect(at(`${HEAD}\nmail-1   1/1     Running   0   26h`, [pod('mail-1')])).toBeNull()
  expect(at(`${HEAD}\nother   1/1     Running   0   2m50s`, [pod('mail-1')])).toBeNull()
  const twins = [pod('db-0'), pod('db-0', undefined, 'prod')]
  expect(at(`${HEAD}\ndb-0   1/1     Running   0   2m50s`, twins)).toBeNull()
})
