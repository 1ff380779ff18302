import { expect, it } from 'vitest'
import type { Incident, RankedCause } from '@unloop/engine/report'
import type { Story } from '../story/story.ts'
import { runbookOf } from './branches.ts'

const cause = (id: string, branch: string, confidence: number): RankedCause =>
  ({ id, branch, confidence, title: `The title of ${id}`, evidence: [] }) as never

const story = (causes: readonly RankedCause[]): Story =>
  ({
    incident: { causes } as unknown as Incident,
    runs: [{ exitCode: 1, reason: 'Error' }],
    events: [{ reason: 'BackOff' }],
  }) as never

it('answers each of the six branches, the cause first of all and rivals as such', () => {
  const answers = runbookOf(
    story([
      cause('env-missing', 'app', 0.8),
      cause('dns-failure', 'network-deps', 0.15),
      cause('oom-killed', 'resources', 0.02),
    ]),
  )
  expect(answers.map(({ branch, verdict }) => [branch, verdict])).toEqual([
    ['app', 'cause'],
    ['resources', 'clear'],
    ['probes', 'clear'],
    ['rbac-mounts', 'clear'],
    ['image-config', 'clear'],
    ['network-deps', 'rival'],
  ])
})

it('leaves every branch without a cause where the evidence does not decide', () => {
  const answers = runbookOf(story([cause('unknown', 'app', 0.5)]))
  expect(answers.some(({ verdict }) => verdict === 'cause')).toBe(false)
})
