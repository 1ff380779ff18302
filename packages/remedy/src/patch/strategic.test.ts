import { describe, expect, it } from 'vitest'
import { strategicMerge } from './strategic.ts'
import type { JsonObject } from './value.ts'

const web: JsonObject = {
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'web',
            args: ['a', 'b'],
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
            ports: [{ containerPort: 80, name: 'http' }],
            livenessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 5 },
          },
          { name: 'side', image: 'side:1' },
        ],
        volumes: [{ name: 'data', emptyDir: { medium: 'Memory' } }],
        tolerations: [{ key: 'a' }],
      },
    },
  },
}

const template = (fields: JsonObject): JsonObject => ({ spec: { template: { spec: fields } } })
const patched = (fields: JsonObject): JsonObject => {
  const { spec } = strategicMerge(web, template(fields)) as { spec: JsonObject }
  return (spec['template'] as { spec: JsonObject }).spec
}
const container = (fields: JsonObject): JsonObject =>
  (
    patched({ containers: [{ name: 'web', ...fields }] })['containers'] as readonly JsonObject[]
  )[0] ?? {}

describe('a strategic merge', () => {
  it('merges containers and env by name, and leaves the others', () => {
    expect(
      container({
        env: [
          { name: 'B', value: '3' },
          { name: 'C', value: '4' },
        ],
      })['env'],
    ).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '3' },
      { name: 'C', value: '4' },
    ])
    expect((patched({ containers: [{ name: 'web' }] })['containers'] as unknown[]).length).toBe(2)
  })

  it('replaces plain lists and lists without a merge key', () => {
    expect(container({ args: ['c'] })['args']).toEqual(['c'])
    expect(patched({ tolerations: [] })['tolerations']).toEqual([])
  })

  it('deletes with null and with $patch', () => {
    expect(
      container({ livenessProbe: { httpGet: null, tcpSocket: { port: 80 } } })['livenessProbe'],
    ).toEqual({
      tcpSocket: { port: 80 },
      periodSeconds: 5,
    })
    expect(container({ env: [{ name: 'A', $patch: 'delete' }] })['env']).toEqual([
      { name: 'B', value: '2' },
    ])
    expect(patched({ volumes: [{ name: 'data', emptyDir: { medium: null } }] })['volumes']).toEqual(
      [{ name: 'data', emptyDir: {} }],
    )
  })

  it('replaces with $patch: replace, and keeps only $retainKeys', () => {
    expect(
      container({ livenessProbe: { $patch: 'replace', tcpSocket: { port: 80 } } })['livenessProbe'],
    ).toEqual({ tcpSocket: { port: 80 } })
    expect(
      patched({
        volumes: [{ name: 'data', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/x' } }],
      })['volumes'],
    ).toEqual([{ name: 'data', hostPath: { path: '/x' } }])
  })

  it('knows ports of containers by containerPort, those of Services by port', () => {
    expect(container({ ports: [{ containerPort: 80, name: 'web' }] })['ports']).toEqual([
      { containerPort: 80, name: 'web' },
    ])
    expect(
      strategicMerge(
        { spec: { ports: [{ port: 80, targetPort: 1 }] } },
        { spec: { ports: [{ port: 80, targetPort: 2 }] } },
      ),
    ).toEqual({ spec: { ports: [{ port: 80, targetPort: 2 }] } })
  })

  it('leaves the patched value as it was', () => {
    const before = structuredClone(web)
    container({ args: null })
    expect(web).toEqual(before)
  })
})
