import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { recordedIo } from '../testing/recorded-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-lint-day-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pod = (container: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: shop/web:1\n    ${container}\n`

const lint = async (args: readonly string[], stdin: string, path = '/nowhere') => {
  const { io, out, err } = recordedIo({ stdin, env: { PATH: path } })
  const status = await run(['lint', ...args], io)
  return { status, out: out(), err: err() }
}

const START = pod('command: ["npm start"]')

describe('unloop lint, day by day', () => {
  it('writes other forms to files beside what it shows', async () => {
    const file = join(folder, 'out.sarif')
    const { out, status } = await lint(['-', '-o', `sarif=${file}`, '-o', 'text'], START)
    expect(status).toBe(1)
    expect(out).toContain('will crash  cmd-one-string')
    expect(JSON.parse(readFileSync(file, 'utf8')).version).toBe('2.1.0')
    const wrong = await lint(['-', '-o', 'srif=a'], START)
    expect(wrong).toMatchObject({ status: 2 })
    expect(wrong.err).toContain('It takes one of text, json')
  })

  it('says how much of a baseline it hid, and takes another fault for a new one', async () => {
    const file = join(folder, 'baseline.json')
    await lint(['-', '--write-baseline', file], START)
    const known = await lint(['-', '--baseline', file], START)
    expect(known).toMatchObject({ status: 0 })
    expect(known.err).toContain('1 finding of the baseline')
    const other = await lint(['-', '--baseline', file], START.replace('npm start', 'npm run'))
    expect(other).toMatchObject({ status: 1 })
  })

  it('warns of what asks to leave out a check that does not exist', async () => {
    const ask = (code: string) =>
      lint(['-'], pod(`command: ["npm start"] # unloop-ignore: ${code} because`))
    const { err, status } = await ask('cmd-one-strng')
    expect(status).toBe(1)
    expect(err).toContain('<stdin>:9 asks to leave out cmd-one-strng')
    expect(err).toContain('cmd-one-string')
    expect(await ask('cmd-one-string')).toMatchObject({ status: 0, err: '' })
  })

  it('shows the part of a long line around the mistake', async () => {
    const long = pod(`command: [${'"a", '.repeat(60)}"$HOSTNAME"]`)
    const { out } = await lint(['-'], long)
    const lines = out.split('\n')
    const at = lines.findIndex((line) => line.includes('…'))
    const caret = lines[at + 1]?.indexOf('^') ?? -1
    expect(lines[at]?.slice(caret, caret + 11)).toBe('"$HOSTNAME"')
  })

  it('shows the field of a document in one line, and nothing of what stands beside it', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }
    const container = { name: 'a', image: 'shop/web:1', command: ['npm start'] }
    const filler = { annotations: { note: 'x'.repeat(2000) }, name: 'web' }
    const one = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: filler,
      spec: { containers: [container] },
    }
    const items = [{ ...secret, stringData: { key: 'hunter22hunter22' } }, one]
    const list = { apiVersion: 'v1', kind: 'List', items }
    const { out } = await lint(['-'], JSON.stringify(list))
    const lines = out.split('\n')
    const at = lines.findIndex((line) => line.includes('"npm start"'))
    expect(lines[at]).toBe('  1 | … "npm start"')
    expect(lines[at + 1]?.indexOf('^')).toBe(lines[at]?.indexOf('"npm start"'))
    expect(out).not.toContain('hunter22')
  })

  it('says nothing of what the API server fills in, nor of values that a script does', async () => {
    const text = `apiVersion: v1
kind: Service
metadata: { name: a, annotations: { myProj/a: b } }
spec:
  ports: [{ port: 80, targetPort: 0 }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: a }
roleRef: { apiGroup: '', kind: ClusterRole, name: view }
---
apiVersion: batch/v1
kind: Job
metadata: { name: a }
spec:
  completions: NUM_NODES
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: a
        image: shop/web:1
        args: ['
          one
        ']
`
    expect(await lint(['-'], text)).toMatchObject({ status: 0 })
    expect(await lint(['-'], text.replace('NUM_NODES', 'many'))).toMatchObject({ status: 1 })
  })

  it('leaves out test cases, and says so', async () => {
    const cases = join(folder, 'cases', 'one')
    mkdirSync(cases, { recursive: true })
    writeFileSync(join(cases, 'chainsaw-test.yaml'), 'kind: Test\n')
    writeFileSync(join(cases, 'bad.yaml'), START)
    const { status, err } = await lint([join(folder, 'cases')], '')
    expect(status).toBe(0)
    expect(err).toContain('A test case was left out, such as')
    expect(await lint([cases], '')).toMatchObject({ status: 1 })
  })

  it('checks custom resources by schemas in the layouts of kubeconform', async () => {
    const schemas = join(folder, 'schemas')
    mkdirSync(join(schemas, 'a.example'), { recursive: true })
    const size = { type: 'object', properties: { size: { type: 'integer' } } }
    const schema = { type: 'object', properties: { spec: size } }
    writeFileSync(join(schemas, 'a.example', 'gate_v1.json'), JSON.stringify(schema))
    writeFileSync(join(schemas, 'door-b-v1.json'), JSON.stringify(schema))
    const custom = (group: string, kind: string, spec: string) =>
      `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata:\n  name: a\nspec:\n  ${spec}\n`
    const codes = async (text: string) =>
      JSON.parse((await lint(['-', '--schemas', schemas, '-o', 'json'], text)).out).findings.map(
        ({ code }: { readonly code: string }) => code,
      )
    expect(await codes(custom('a.example', 'Gate', 'size: 1'))).toEqual([])
    expect(await codes(custom('a.example', 'Gate', 'sise: 1'))).toEqual(['unknown-field'])
    expect(await codes(custom('b.example', 'Door', 'size: big'))).toEqual(['type-mismatch'])
    expect(await codes(custom('c.example', 'Wall', 'sise: 1'))).toEqual([])
    expect(await lint(['-', '--schemas', join(folder, 'none')], START)).toMatchObject({ status: 2 })
  })

  it('reads no more than 64 MiB of standard input', async () => {
    const chunk = new Uint8Array(16 << 20).fill(35)
    async function* endless() {
      for (;;) yield chunk
    }
    const { io, err } = recordedIo()
    expect(await run(['lint', '-'], { ...io, stdin: endless() })).not.toBe(0)
    expect(err()).toContain('larger than 64 MiB')
  })

  it('gives helm the values and the release', async () => {
    const chart = join(folder, 'chart')
    mkdirSync(join(chart, 'bin'), { recursive: true })
    writeFileSync(join(chart, 'Chart.yaml'), 'name: shop\n')
    writeFileSync(join(chart, 'bin', 'helm'), '#!/bin/sh\necho "$@" >&2\nexit 1\n')
    chmodSync(join(chart, 'bin', 'helm'), 0o755)
    const path = `${join(chart, 'bin')}:/usr/bin:/bin`
    const args = [chart, '-f', 'prod.yaml', '--set', 'a=b', '--kubernetes-version', '1.33']
    const { err } = await lint(args, '', path)
    expect(err).toContain('--values prod.yaml --set a=b --kube-version 1.33')
  })
})
