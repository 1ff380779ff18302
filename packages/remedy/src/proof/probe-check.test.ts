import type { Container, KubeEvent, KubeObject, Pod } from '@unloop/engine/evidence'
import { afterEach, describe, expect, it } from 'vitest'
import { TEST_START, testCluster, type TestCluster } from '../testing/test-cluster.ts'
import { probeCheck } from './probe-check.ts'

const PROBE = { tcpSocket: { port: 8080 } }

/** A pod that became ready `seconds` before the test's clock starts. */
const podOf = (container: Partial<Container>, seconds: number, started?: boolean): Pod => ({
  kind: 'Pod',
  metadata: { name: 'web-2', namespace: 'shop', uid: 'new' },
  spec: { containers: [{ name: 'web', ...container }] },
  status: {
    containerStatuses: [
      {
        name: 'web',
        ready: true,
        ...(started === undefined ? {} : { started }),
        state: { running: { startedAt: at(-seconds) } },
      },
    ],
  },
})

const at = (seconds: number): string => new Date(TEST_START + seconds * 1000).toISOString()

const event = (seconds: number, fields: Partial<KubeEvent> = {}): KubeEvent => ({
  kind: 'Event',
  metadata: { name: `web-2.${seconds}`, namespace: 'shop' },
  involvedObject: { kind: 'Pod', name: 'web-2', uid: 'new', fieldPath: 'spec.containers{web}' },
  reason: 'Unhealthy',
  message: 'Liveness probe failed: dial tcp 10.0.0.2:8080: connect: connection refused',
  lastTimestamp: at(seconds),
  ...fields,
})

const open: TestCluster[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

interface Scene {
  readonly pod: Pod
  readonly events?: readonly KubeEvent[]
  /** When the pods became level, in seconds before the test's clock starts. */
  readonly level?: number
  /** Called before each answer to a request for events, with the seconds that have passed. */
  readonly happens?: (seconds: number, put: (event: KubeObject) => void) => void
  /** How far the cluster's clock is behind ours, in seconds. */
  readonly behind?: number
}

const check = async ({ pod, events = [], level = 60, happens, behind }: Scene) => {
  const made = await testCluster([pod, ...events])
  open.push(made)
  const { server, api, now } = made
  if (behind !== undefined) server.clock = () => now() - behind * 1000
  server.meddle(({ path }, own) => {
    if (path.endsWith('/events')) happens?.((now() - TEST_START) / 1000, (one) => void own.put(one))
    return undefined
  })
  const since = TEST_START - level * 1000
  const [found] = await probeCheck({
    api,
    namespace: 'shop',
    container: 'web',
    decisive: '',
    pods: [pod],
    since,
  })
  return { ...found, seconds: (now() - TEST_START) / 1000 }
}

describe('a program that is well', () => {
  it('is proven at once where no probe failed', async () => {
    expect(await check({ pod: podOf({ livenessProbe: PROBE }, 70) })).toMatchObject({
      isMet: true,
      seconds: 0,
    })
  })

  it('may have failed its liveness probe while it came up', async () => {
    const pod = podOf({ livenessProbe: PROBE }, 70)
    expect(await check({ pod, events: [event(-55)] })).toMatchObject({ isMet: true, seconds: 0 })
  })

  it('is waited for where it has only just come up', async () => {
    const pod = podOf({ livenessProbe: PROBE }, 70)
    const found = await check({ pod, events: [event(-9)] })
    expect(found.isMet).toBe(true)
    expect(found.seconds).toBeGreaterThan(10)
    expect(found.seconds).toBeLessThan(25)
  })

  it('may have failed a startup probe that has succeeded since', async () => {
    const pod = podOf({ startupProbe: PROBE }, 30, true)
    const message = 'Startup probe failed: connection refused'
    expect(await check({ pod, events: [event(-1, { message })] })).toMatchObject({ isMet: true })
  })

  it('is not blamed for the pod of the same name that it replaces', async () => {
    const pod = podOf({ livenessProbe: PROBE }, 70)
    const involvedObject = { name: 'web-2', uid: 'old', fieldPath: 'spec.containers{web}' }
    const old = event(-1, { reason: 'Killing', involvedObject })
    expect((await check({ pod, events: [old] })).isMet).toBe(true)
  })

  it('is not blamed for the kill of its run before this one', async () => {
    const pod = podOf({ livenessProbe: PROBE }, 70)
    expect((await check({ pod, events: [event(-71, { reason: 'Killing' })] })).isMet).toBe(true)
  })
})

describe('a program that still fails its probe is never proven', () => {
  it('that fails at every period', async () => {
    const pod = podOf({ livenessProbe: PROBE }, 70)
    const found = await check({
      pod,
      events: [event(-3)],
      happens: (seconds, put) =>
        put(event(-3, { lastTimestamp: at(seconds - ((seconds + 3) % 10)) })),
    })
    expect(found).toMatchObject({ isMet: false, seen: expect.stringContaining('Liveness') })
  })

  it('whose probe waits longer than its period', async () => {
    const livenessProbe = { ...PROBE, periodSeconds: 1, timeoutSeconds: 20 }
    const found = await check({
      pod: podOf({ livenessProbe }, 70),
      events: [event(-15)],
      happens: (seconds, put) =>
        put(event(-15, { lastTimestamp: at(Math.floor((seconds + 15) / 20) * 20 - 15) })),
    })
    expect(found.isMet).toBe(false)
  })

  it('of whose many failures the kubelet tells no more', async () => {
    const livenessProbe = { ...PROBE, periodSeconds: 2, failureThreshold: 100 }
    const pod = podOf({ livenessProbe }, 120)
    expect(await check({ pod, events: [event(-70, { count: 22 })] })).toMatchObject({
      isMet: false,
      seen: expect.stringContaining('tells no more'),
    })
  })

  it('whose failures differ, so that the kubelet combines them', async () => {
    const message = '(combined from similar events): Liveness probe failed: read tcp 10.0.0.2:40001'
    const found = await check({
      pod: podOf({ livenessProbe: PROBE }, 70),
      happens: (seconds, put) => put(event(0, { message, lastTimestamp: at(seconds - 4) })),
    })
    expect(found.isMet).toBe(false)
  })

  it('where our clock is ahead of the cluster', async () => {
    const found = await check({
      pod: podOf({ livenessProbe: PROBE }, 270),
      behind: 200,
      happens: (seconds, put) => put(event(0, { lastTimestamp: at(seconds - 205) })),
    })
    expect(found.isMet).toBe(false)
  })

  it('that was killed and has not ended yet', async () => {
    const pod = podOf({ livenessProbe: PROBE }, 70)
    const killing = event(-65, {
      reason: 'Killing',
      message: 'Container web failed liveness probe',
    })
    expect(await check({ pod, events: [killing] })).toMatchObject({ isMet: false, seconds: 0 })
  })

  it('whose probe has been given more time than the proof takes', async () => {
    const livenessProbe = { ...PROBE, initialDelaySeconds: 300 }
    const found = await check({
      pod: podOf({ livenessProbe }, 60),
      happens: (seconds, put) => {
        if (seconds >= 245) put(event(245, { lastTimestamp: at(245) }))
        if (seconds >= 255) put(event(255, { lastTimestamp: at(seconds - 3) }))
      },
    })
    expect(found).toMatchObject({ isMet: false, seen: expect.stringContaining('Liveness') })
    expect(found.seconds).toBeGreaterThan(240)
  })

  it('whose probe does not run within ten minutes', async () => {
    const livenessProbe = { ...PROBE, initialDelaySeconds: 4000 }
    const found = await check({ pod: podOf({ livenessProbe }, 60) })
    expect(found.isMet).toBe(false)
    expect(found.seen).toBe('the liveness probe of pod web-2 has not run yet')
  })

  it('whose events can be read no more once a failure was seen', async () => {
    const pod = podOf({ livenessProbe: PROBE }, 70)
    const made = await testCluster([pod, event(-3)])
    open.push(made)
    let asked = 0
    made.server.meddle(({ path }) =>
      path.endsWith('/events') && asked++ > 0 ? { status: 403, message: 'no' } : undefined,
    )
    const level = { api: made.api, namespace: 'shop', container: 'web', decisive: '', pods: [pod] }
    const [found] = await probeCheck({ ...level, since: TEST_START - 60_000 })
    expect(found?.isMet).toBe(false)
  })
})

it('says that it does not know where events cannot be read', async () => {
  const made = await testCluster([])
  open.push(made)
  made.server.meddle(() => ({ status: 403, message: 'no' }))
  const pod = podOf({ livenessProbe: PROBE }, 70)
  const level = { api: made.api, namespace: 'shop', container: 'web', decisive: '', pods: [pod] }
  expect((await probeCheck({ ...level, since: TEST_START }))[0]?.isMet).toBeNull()
})
