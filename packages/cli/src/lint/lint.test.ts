import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { recordedIo } from '../testing/recorded-io.ts'
import { LINT_FORMATS } from '../options/lint-values.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-lint-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: shop/web:1\n    command: ["npm start"]\n'

const lint = async (args: readonly string[], stdin = POD) => {
  const { io, out, err } = recordedIo({ stdin })
  const status = await run(['lint', ...args], io)
  return { status, out: out(), err: err() }
}

describe('unloop lint', () => {
  it('reads standard input and fails by the severity asked for', async () => {
    const { status, out } = await lint(['-'])
    expect(status).toBe(1)
    expect(out).toContain('<stdin>:9:15  will crash  cmd-one-string')
    expect((await lint(['-', '--fail-on', 'never'])).status).toBe(0)
    expect((await lint(['-'], POD.replace('npm start', 'web'))).status).toBe(0)
    expect(
      (await lint(['-', '--fail-on', 'practice'], POD.replace('npm start', 'web'))).status,
    ).toBe(1)
  })

  it('writes every format', async () => {
    for (const format of LINT_FORMATS) {
      const { out } = await lint(['-', '-o', format])
      expect(out, format).toContain('cmd-one-string')
    }
    const { findings } = JSON.parse((await lint(['-', '-o', 'json'])).out)
    expect(findings).toMatchObject([
      { code: 'cmd-one-string', file: '<stdin>', line: 9, column: 15 },
    ])
    const sarif = JSON.parse((await lint(['-', '-o', 'sarif'])).out)
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.region).toEqual({
      startLine: 9,
      startColumn: 15,
    })
  })

  it('reads folders and patterns, and tells what is not there', async () => {
    writeFileSync(join(folder, 'pod.yaml'), POD)
    writeFileSync(join(folder, 'values.yaml'), 'replicas: 1\n')
    expect((await lint([folder])).out).toContain('in 1 object in 1 file.')
    expect((await lint([join(folder, '*.yaml')])).status).toBe(1)
    const { status, err } = await lint([join(folder, 'nothing.yaml')])
    expect(status).toBe(3)
    expect(err).toContain('There is no manifest at')
  })

  it('looks at Dockerfiles and start scripts beside the manifests', async () => {
    const web = join(folder, 'images', 'web')
    mkdirSync(web, { recursive: true })
    writeFileSync(
      join(web, 'Dockerfile'),
      'FROM debian\nCOPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]\n',
    )
    writeFileSync(join(web, 'run.sh'), '#!/bin/sh\nserver\n', { mode: 0o644 })
    const { out } = await lint([join(folder, 'images')])
    expect(out).toContain(`${join(web, 'Dockerfile')}:3:1  will crash  build-script-not-executable`)
    expect(out).toContain(`${join(web, 'run.sh')}:2:1  may crash  build-script-no-exec`)
  })

  it('keeps a baseline', async () => {
    const file = join(folder, 'baseline.json')
    await lint(['-', '--write-baseline', file])
    expect(await lint(['-', '--baseline', file])).toMatchObject({ status: 0 })
    expect((await lint(['-', '--baseline', join(folder, 'none.json')])).status).toBe(2)
  })

  it('explains its checks, and knows which are none', async () => {
    expect((await lint(['explain', 'cmd-one-string'])).out).toContain('will crash')
    expect((await lint(['explain'])).out).toContain('unknown-field')
    expect((await lint(['explain', 'cmd-one-strin'])).err).toContain('cmd-one-string')
    expect((await lint(['-', '--only', 'nothing'])).status).toBe(2)
  })
})
