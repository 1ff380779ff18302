import type { Pod } from '@unloop/engine/evidence'
import { afterEach, describe, expect, it } from 'vitest'
import { TEST_START, testCluster, type TestCluster } from '../testing/test-cluster.ts'
import { lifeCheck, lifeOf, NO_LIFE, signsIn } from './life.ts'
import { probeSeconds, statedSeconds } from './period.ts'

it('a listening line and a line that comes again are signs of life, without what varies', () => {
  const log = [
    '2026-01-01 10:00:00 read 12 rows',
    '2026-01-01 10:00:01 listening on 0.0.0.0:8080',
    ...[5, 6, 7].map((second) => `2026-01-01 10:00:0${second} heartbeat ${second * 31}`),
  ].join('\n')
  expect(signsIn(log)).toEqual(['# # listening on #', '# # heartbeat #'])
})

it('a log that only ends has none', () => {
  expect(signsIn('Traceback\nKeyError: A\n')).toEqual([])
})

it('a proof waits longer than the wait that the line names', () => {
  expect(statedSeconds('gave up after 45s')).toBe(45)
  expect(statedSeconds('timeout of 90000ms exceeded')).toBe(90)
  expect(statedSeconds('read 45s of audio')).toBe(0)
})

it('a proof waits longer than a liveness probe takes to kill', () => {
  const pod = (livenessProbe: object) => ({
    kind: 'Pod',
    metadata: {},
    spec: { containers: [{ name: 'a', livenessProbe }] },
  })
  expect(probeSeconds([pod({})])).toBe(30)
  expect(probeSeconds([pod({ initialDelaySeconds: 20, periodSeconds: 5 })])).toBe(35)
  expect(probeSeconds([pod({ initialDelaySeconds: 4000 })])).toBe(120)
})

const podOf = (name: string, image: string, isReady = true): Pod => ({
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: { containers: [{ name: 'web', image }] },
  status: { conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
})

describe('the signs of life of the run that was well', () => {
  const open: TestCluster[] = []
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close()
  })

  const UP = '10:00:00 listening on :8080'

  /** Whether the pod `new` is seen alive by what `old` said; its log grows with the seconds that pass. */
  const check = async (image: string, logAt: (seconds: number) => string) => {
    const made = await testCluster([])
    open.push(made)
    const { server, api, now } = made
    server.logs.set('old', UP)
    server.meddle(({ path }) => {
      if (path.includes('/new/log')) server.logs.set('new', logAt((now() - TEST_START) / 1000))
      return undefined
    })
    const life = await lifeOf(api, [podOf('sick', 'web:2', false), podOf('old', 'web:1')], 'web')
    const fresh = podOf('new', image)
    const podsNow = async () => [fresh]
    const [found] = await lifeCheck({ api, life, container: 'web', levelSeconds: 30, podsNow })
    return { isMet: found?.isMet, seconds: (now() - TEST_START) / 1000 }
  }

  it('are waited for', async () => {
    const found = await check('web:1', (seconds) =>
      seconds > 10 ? '11:11:11 listening on :9090' : '',
    )
    expect(found.isMet).toBe(true)
    expect(found.seconds).toBeGreaterThan(10)
  })

  it('are missing where the same image does not give them', async () => {
    expect((await check('web:1', () => 'starting')).isMet).toBe(false)
  })

  it('may be worded otherwise by another image', async () => {
    expect((await check('web:2', () => 'starting')).isMet).toBeNull()
  })

  it('are not looked for where no pod was well', async () => {
    const made = await testCluster([])
    open.push(made)
    expect(await lifeOf(made.api, [podOf('sick', 'web:2', false)], 'web')).toEqual(NO_LIFE)
    const podsNow = async () => [podOf('new', 'web:2')]
    const request = { api: made.api, life: NO_LIFE, container: 'web', levelSeconds: 30, podsNow }
    expect(await lifeCheck(request)).toEqual([])
  })
})
