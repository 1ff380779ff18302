import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { recordedIo } from '../../testing/recorded-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-lint-fix-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'pod.yaml')

const POD = `# shop
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app # one
    image: shop/web:1
    command: ["npm start"]
`

const lint = async (args: readonly string[], answer = '', isTerminal = false) => {
  writeFileSync(file, POD)
  const { io, out, err } = recordedIo({
    stdin: answer,
    terminal: { in: isTerminal, out: isTerminal, err: isTerminal },
  })
  const status = await run(['lint', file, ...args, '--color', 'never'], io)
  return { status, out: out(), err: err(), text: readFileSync(file, 'utf8') }
}
const FIXED = POD.replace('["npm start"]', '["npm", "start"]')

describe('unloop lint --fix', () => {
  it('shows the diff, writes it with --yes, and tells what is left', async () => {
    const { status, out, err, text } = await lint(['--fix', '--yes'])
    expect(text).toBe(FIXED)
    expect(status).toBe(0)
    expect(out).toContain('-    command: ["npm start"]\n+    command: ["npm", "start"]\n')
    expect(out).toContain('@@ -6,4 +6,4 @@')
    expect(out).toContain('Nothing found')
    expect(err).toContain('Corrected 1 finding in 1 file.')
  })

  it('writes nothing without an answer, with --diff, or with no', async () => {
    for (const args of [['--fix'], ['--fix', '--diff'], ['--dry-run'], ['--diff', '--yes']]) {
      const { status, text, out, err } = await lint(args)
      expect(text).toBe(POD)
      expect(status).toBe(1)
      expect(out).toContain('+    command: ["npm", "start"]')
      expect(err).toContain('Nothing was written.')
    }
    expect((await lint(['--fix'], 'no\n', true)).text).toBe(POD)
    expect((await lint(['--fix'], 'yes\n', true)).text).toBe(FIXED)
  })

  it('keeps standard output for programs, and refuses standard input', async () => {
    const { out, err } = await lint(['--fix', '--yes', '-o', 'json'])
    expect(JSON.parse(out).findings).toEqual([])
    expect(err).toContain('+    command: ["npm", "start"]')
    const { io, err: said } = recordedIo({ stdin: POD })
    expect(await run(['lint', '-', '--fix', '--yes'], io)).toBe(1)
    expect(said()).toContain('standard input has no file to write to')
  })

  it('shows no value of a Secret', async () => {
    const secret = join(folder, 'secret.yaml')
    writeFileSync(
      secret,
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  a: hunter2\n  b: 12345678\n',
    )
    const { io, out } = recordedIo()
    await run(['lint', secret, '--fix', '--yes'], io)
    expect(readFileSync(secret, 'utf8')).toContain('b: "12345678"')
    expect(out()).toContain('+  b: …')
    expect(out()).not.toMatch(/hunter2|12345678/)
  })
})
