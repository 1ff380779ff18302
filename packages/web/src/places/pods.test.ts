import { expect, it } from 'vitest'
import type { IncidentRow, RunRow } from '../api/answers.ts'
import { podsOf } from './pods.ts'

const run = (pod: string, number: number, more: Partial<RunRow> = {}): RunRow =>
  ({
    namespace: 'shop',
    pod,
    container: 'web',
    workload: 'web',
    node: 'node-a',
    run: number,
    started: `2026-11-30T10:0${number}:00Z`,
    exit_code: 1,
    reason: 'Error',
    ...more,
  }) as RunRow

const incident = {
  id: 'x',
  state: 'open',
  namespace: 'shop',
  workload: 'api',
  newest: { pods: ['api-1', 'web-2'], reason: 'CreateContainerConfigError' },
} as unknown as IncidentRow

it('tells a pod by the last run of each of its containers', () => {
  const runs = [
    run('web-1', 3, { exit_code: -1 }),
    run('web-1', 2),
    run('web-2', 4),
    run('web-2', 0, { container: 'proxy', exit_code: -1 }),
    run('job-1', 0, { exit_code: 0, reason: 'Completed' }),
  ]
  const pods = podsOf(runs, [incident])
  const told = pods.map(({ name, state, restarts }) => [name, state, restarts])
  expect(told).toEqual([
    ['web-2', 'exit 1', 4],
    ['web-1', 'running', 3],
    ['job-1', 'exit 0, Completed', 0],
    ['api-1', 'CreateContainerConfigError', 0],
  ])
  expect(pods.map((pod) => pod.incident?.id ?? null)).toEqual(['x', null, null, 'x'])
})
