import { expect, test } from 'vitest'
import { isTurnedAway } from './turned-away.ts'

test.each([
  'SysctlForbidden',
  'PodOSNotSupported',
  'OutOfcpu',
  'OutOfephemeral-storage',
  'OutOfnvidia.com/gpu',
  'NodeShutdown',
  'TopologyAffinityError',
])('%s: no container is made', (reason) => {
  expect(isTurnedAway(reason)).toBe(true)
})

test.each(['Evicted', 'DeadlineExceeded', 'OOMKilled', 'FailedMount', ''])(
  '%s: the pod may have run',
  (reason) => {
    expect(isTurnedAway(reason)).toBe(false)
  },
)
