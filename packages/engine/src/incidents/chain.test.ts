import { describe, expect, it } from 'vitest'
import { crashed, event, log, pod, report } from '../testing/build.ts'

const refused = 'Error: getaddrinfo ENOTFOUND db.shop.svc.cluster.local'

describe('the chain of an incident', () => {
  it('ends with the kill by the probe', () => {
    const { incidents } = report(
      [
        pod({ status: crashed(137) }),
        event({
          reason: 'Unhealthy',
          message: 'Liveness probe failed: dial tcp 10.0.0.7:8080: connect: connection refused',
        }),
        event({
          reason: 'Killing',
          type: 'Normal',
          message: 'Container app failed liveness probe, will be restarted',
        }),
      ],
      [log(`starting\n${refused}\n`)],
    )
    expect(incidents[0]?.causes[0]?.id).toBe('dns-failure')
    expect(incidents[0]?.chain?.at(-1)?.id).toBe('liveness-probe')
  })

  it('is absent where the cause led to nothing that is on record', () => {
    const { incidents } = report([pod({ status: crashed(1) })], [log(`starting\n${refused}\n`)])
    expect(incidents[0]?.causes[0]?.id).toBe('dns-failure')
    expect(incidents[0]).not.toHaveProperty('chain')
  })
})
