import { expect, it } from 'vitest'
import { recordedIo } from '../testing/recorded-io.ts'
import { sampleIncident, sampleReport } from '../testing/sample-report.ts'
import { changes } from './watch.ts'

const { io } = recordedIo({})
const asked = { io, options: { color: 'never' } as Parameters<typeof changes>[2]['options'] }
const of = (...names: readonly string[]) =>
  sampleReport({
    gaps: [],
    incidents: names.map((name) =>
      sampleIncident({ id: name, workload: { kind: 'Deployment', name }, victims: [] }),
    ),
  })

it('tells of what began alone', async () => {
  const text = await changes(of('a'), of('a', 'b'), asked)
  expect(text).toContain('shop/deployment/b')
  expect(text).not.toContain('shop/deployment/a')
})

it('tells what ended in a line', async () => {
  expect(await changes(of('a', 'b'), of('b'), asked)).toMatch(
    /^\S+ {2}ended: shop\/deployment\/a, env-missing\n$/,
  )
})

it('has nothing to say where nothing changed', async () => {
  expect(await changes(of('a'), of('a'), asked)).toBe('')
})
