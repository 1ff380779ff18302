import { describe, expect, it } from 'vitest'
import type { Incident, RankedCause } from '@unloop/engine/report'
import type { Run, Story, StoryEvent, Version } from '../story/story.ts'
import { runbookOf } from './branches.ts'
import type { Looked } from './looked.ts'

const cause = (id: string, branch: string, confidence: number): RankedCause =>
  ({ id, branch, confidence, title: `The title of ${id}`, evidence: [] }) as never

const run: Run = {
  key: 'web-1/web/3',
  pod: 'web-1',
  container: 'web',
  run: 3,
  startedMs: 1_000,
  finishedMs: 2_000,
  exitCode: 1,
  signal: null,
  reason: 'Error',
  message: '',
  image: 'web:2',
  imageId: '',
  node: '',
}
const event: StoryEvent = {
  ms: 1_500,
  kind: 'Pod',
  name: 'web-1',
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  count: 4,
}
const deployment = (container: object): Version => ({
  ms: 0,
  kind: 'Deployment',
  namespace: 'shop',
  name: 'web',
  change: 'seen',
  object: { spec: { template: { spec: { containers: [{ name: 'web', ...container }] } } } },
})

interface Parts extends Partial<Omit<Looked, 'story'>>, Partial<Story> {
  readonly causes: readonly RankedCause[]
}

function looked({ causes, log = { lines: 0, runs: 0 }, curves = [], ...story }: Parts): Looked {
  const incident = {
    causes,
    namespace: 'shop',
    pods: ['web-1'],
    workload: { kind: 'Deployment', name: 'web' },
    container: { name: 'web', role: 'main' },
    change: null,
  } as unknown as Incident
  return {
    log,
    curves,
    story: {
      incident,
      tracked: null,
      relatives: [],
      runs: [],
      events: [],
      calls: [],
      versions: [],
      nowMs: 3_000,
      ...story,
    },
  }
}

const verdicts = (what: Looked) =>
  Object.fromEntries(runbookOf(what).map(({ branch, verdict }) => [branch, verdict]))
const answers = (what: Looked, wanted: string) =>
  runbookOf(what)
    .find(({ branch }) => branch === wanted)!
    .checks.map(({ answer }) => answer)
    .join(' ')

describe('the runbook', () => {
  it('names the cause and rivals in their branches', () => {
    const what = looked({
      causes: [
        cause('env-missing', 'app', 0.8),
        cause('dns-failure', 'network-deps', 0.15),
        cause('oom-killed', 'resources', 0.02),
      ],
      runs: [run],
      events: [event],
      log: { lines: 1, runs: 1 },
    })
    expect(verdicts(what)).toMatchObject({ app: 'cause', 'network-deps': 'rival' })
    expect(answers(what, 'resources')).toContain('Unlikely, 2 %: The title of oom-killed.')
  })

  it('leaves every branch without a cause where the evidence does not decide', () => {
    expect(
      Object.values(verdicts(looked({ causes: [cause('unknown', 'app', 0.5)] }))),
    ).not.toContain('cause')
  })

  it('calls no branch clear where nothing was there to look at, and says what to run', () => {
    const answered = runbookOf(looked({ causes: [cause('unknown', 'app', 0.5)] }))
    for (const { branch, verdict, checks } of answered) {
      expect([branch, verdict]).toEqual([branch, 'open'])
      expect(checks.some((check) => check.kind === 'unlooked' && check.command !== null)).toBe(true)
    }
    expect(answered).toHaveLength(6)
  })

  it('quotes what it names in a command', () => {
    const what = looked({ causes: [] })
    const incident = { ...what.story.incident, pods: ['$(reboot)'] }
    const answered = runbookOf({ ...what, story: { ...what.story, incident } })
    const commands = answered.flatMap(({ checks }) =>
      checks.flatMap((check) => (check.kind === 'unlooked' ? [check.command] : [])),
    )
    expect(commands).toContain("kubectl logs -n shop '$(reboot)' -c web --previous")
  })
})

describe('a branch', () => {
  const causes = [cause('dns-failure', 'network-deps', 0.9)]

  it('is clear where all of it was looked at', () => {
    const what = looked({
      causes,
      runs: [run],
      events: [event],
      log: { lines: 1, runs: 1 },
      versions: [deployment({ image: 'web:2' })],
      curves: [
        { name: 'Memory', unit: 'bytes', limit: 100, points: [{ ms: 1, value: 40 }] },
        { name: 'Throttled', unit: 'share', limit: null, points: [{ ms: 1, value: 0.02 }] },
      ],
    })
    expect(verdicts(what)).toMatchObject({
      app: 'clear',
      resources: 'clear',
      probes: 'clear',
      'rbac-mounts': 'clear',
      'image-config': 'part',
    })
    expect(answers(what, 'probes')).toBe('It has no liveness or startup probe and no hook.')
  })

  it('is worth a look at what is seen: a probe that failed, memory at its limit, a run that the kernel ended', () => {
    const unhealthy = { ...event, reason: 'Unhealthy', message: 'Liveness probe failed: 404' }
    const what = looked({
      causes,
      runs: [{ ...run, exitCode: 137, reason: 'OOMKilled' }],
      events: [unhealthy],
      versions: [deployment({ livenessProbe: {} })],
      curves: [{ name: 'Memory', unit: 'bytes', limit: 100, points: [{ ms: 1, value: 97 }] }],
    })
    expect(verdicts(what)).toMatchObject({ probes: 'look', resources: 'look' })
    expect(answers(what, 'probes')).toContain('Unhealthy, 4 times: Liveness probe failed: 404')
    expect(answers(what, 'resources')).toContain('97 % of its limit')
  })

  it('does not take events of other objects for those of its pods', () => {
    const what = looked({ causes, events: [{ ...event, name: 'web-worker-1' }] })
    expect(answers(what, 'probes')).toContain('No event of its pods is here.')
  })

  it('does not call volumes mounted before a run began', () => {
    const mount = { ...event, reason: 'FailedMount', message: 'secret "tls" not found' }
    const what = looked({ causes, events: [mount] })
    expect(answers(what, 'rbac-mounts')).toContain('FailedMount, 4 times: secret "tls" not found')
  })
})
