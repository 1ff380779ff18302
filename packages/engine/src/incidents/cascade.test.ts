import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../evidence/kube.ts'
import { crashed, log, pod, report } from '../testing/build.ts'

const service = (name: string, app: string, port = 5432): KubeObject => ({
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: { selector: { app }, clusterIP: '10.96.0.9', ports: [{ port, targetPort: port }] },
})

const client = (name: string, host: string) => {
  const object = pod({ name, labels: { app: name }, status: crashed(1) })
  const line = `Error: connect ECONNREFUSED ${host}:5432\n`
  return { object, log: log(line, { pod: name, origin: { source: `${name}.log` } }) }
}

const broken = pod({ name: 'pg', labels: { app: 'pg' }, status: crashed(132) })

describe('cascades', () => {
  it('links who fails to reach a Service to the incident behind it', () => {
    const a = client('api', 'postgres')
    const b = client('worker', 'postgres.shop.svc.cluster.local')
    const { incidents } = report(
      [broken, a.object, b.object, service('postgres', 'pg')],
      [a.log, b.log],
    )
    const root = incidents.find(({ workload }) => workload.name === 'pg')
    expect(incidents[0]).toBe(root)
    expect(root?.victims).toHaveLength(2)
    for (const one of incidents.filter(({ workload }) => workload.name !== 'pg'))
      expect(one.victimOf).toBe(root?.id)
  })

  it('links nothing to a dependency that is well', () => {
    const a = client('api', 'postgres')
    const well = pod({ name: 'pg', labels: { app: 'pg' } })
    const { incidents } = report([well, a.object, service('postgres', 'pg')], [a.log])
    expect(incidents.map(({ victimOf }) => victimOf)).toEqual([null])
  })

  it('links nothing to another workload that happens to crash', () => {
    const a = client('api', 'elsewhere.example.com')
    const { incidents } = report([broken, a.object, service('postgres', 'pg')], [a.log])
    expect(incidents.every(({ victimOf }) => victimOf === null)).toBe(true)
  })

  it('names a Deployment that is scaled to nothing as the root', () => {
    const a = client('api', 'postgres')
    const asleep: KubeObject = {
      kind: 'Deployment',
      metadata: { name: 'pg', namespace: 'shop' },
      spec: { replicas: 0, template: { metadata: { labels: { app: 'pg' } }, spec: {} } },
    }
    const { incidents } = report([asleep, a.object, service('postgres', 'pg')], [a.log])
    expect(incidents[0]).toMatchObject({
      kind: 'root',
      workload: { kind: 'Deployment', name: 'pg' },
      container: null,
    })
    expect(incidents[1]?.victimOf).toBe(incidents[0]?.id)
  })
})
