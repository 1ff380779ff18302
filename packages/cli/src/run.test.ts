import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '@unloop/engine/report'
import { describe, expect, it } from 'vitest'
import { run } from './run.ts'
import { recordedIo } from './testing/recorded-io.ts'

const corpus = fileURLToPath(new URL('../../../test/corpus/', import.meta.url))
const crash = join(corpus, 'a27-nginx-unknown-directive', 'dump')
const healthy = join(corpus, 'b74-old-restarts-now-healthy', 'dump')

async function call(argv: readonly string[], surroundings?: Parameters<typeof recordedIo>[0]) {
  const { io, out, err } = recordedIo(surroundings)
  return { status: await run(argv, io), out: out(), err: err() }
}

describe('diagnose', () => {
  it('ends with 1 and a report on standard output alone where there are incidents', async () => {
    const { status, out, err } = await call(['-f', crash, '-o', 'json'])
    const report = JSON.parse(out) as Report
    expect({ status, err, schema: report.schema }).toEqual({
      status: 1,
      err: '',
      schema: 'unloop/report@1',
    })
    expect(report.generatedAt).toBe('2026-11-20T10:00:00.000Z')
    expect(report.incidents[0]?.workload).toEqual({ kind: 'Deployment', name: 'edge' })
  })

  it('ends with 0 where nothing is wrong', async () => {
    const { status, out } = await call(['diagnose', '-f', healthy])
    expect(status).toBe(0)
    expect(out).toContain('No incident')
  })

  it('reads a paste from standard input', async () => {
    const stdin =
      'NAME    READY   STATUS             RESTARTS      AGE\nweb-0   0/1     CrashLoopBackOff   5 (30s ago)   4m\n'
    const { status, out } = await call(['-f', '-', '-o', 'json'], { stdin })
    expect(status).toBe(1)
    expect((JSON.parse(out) as Report).source.kind).toBe('text')
  })

  it('takes several files as one story', async () => {
    const { out } = await call(['-f', crash, '-f', healthy, '-o', 'json'])
    expect((JSON.parse(out) as Report).source.name).toContain(', ')
  })

  it('narrows to a workload, and says what does not exist', async () => {
    expect((await call(['-f', crash, 'deploy/edge'])).status).toBe(1)
    const { status, out, err } = await call(['-f', crash, 'deploy/egde'])
    expect({ status, out }).toEqual({ status: 3, out: '' })
    expect(err).toContain('Did you mean edge?')
  })

  it('ends with 3 and names the path where a source cannot be read', async () => {
    const { status, out, err } = await call(['-f', '/nonexistent/dump'])
    expect({ status, out }).toEqual({ status: 3, out: '' })
    expect(err).toContain('/nonexistent/dump')
    expect(err).not.toMatch(/\bat .*:\d+:\d+/)
  })

  it('shows a stack only to who asks for it', async () => {
    const { err } = await call(['-f', '/nonexistent/dump'], { env: { UNLOOP_DEBUG: '1' } })
    expect(err).toMatch(/\bat .*:\d+:\d+/)
  })

  it.each([
    [['-n', 'a', '-A'], 'exclude each other'],
    [['-f', 'x', '--context', 'y'], 'exclude each other'],
    [['-f', 'x', '--watch'], 'exclude each other'],
    [['--interval', 'soon'], '--interval'],
    [['-l', 'a b c'], 'selector'],
    [['deploy/'], 'names no object'],
    [['diagnose', 'web'], 'names no object'],
    [['diagnos'], 'Did you mean diagnose?'],
    [['explain', '137x'], 'no cause, exit code or reason'],
    [['help', 'nothing'], 'no command'],
    [['completion', 'bsh'], 'Did you mean bash?'],
  ])('ends with 2 for %j', async (argv, said) => {
    const { status, out, err } = await call(argv)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toContain(said)
  })
})

describe('where no cluster is configured', () => {
  it('shows the recorded demo under one banner, and says on standard error why', async () => {
    const { status, out, err } = await call([])
    expect(status).toBe(1)
    expect(out).toContain('RECORDED DEMO: this is not your cluster')
    expect(err).toMatch(/^unloop: This is the RECORDED DEMO\. No cluster is configured/)
    expect(`${out}${err}`.match(/not your cluster/g)).toHaveLength(1)
  })

  it('says how many of the incidents follow from another', async () => {
    const { out } = await call(['demo'])
    const [, all = 0, victims = 0] = /^(\d+) incidents[\s\S]*?; (\d+) more follow/m.exec(out) ?? []
    const listed = out.split('\n').filter((line) => /^ {0,1}\d{1,2} {2}\S+\/\S/.test(line))
    expect(Number(all)).toBe(listed.length + Number(victims))
  })

  it('keeps the banner out of a machine’s report and in a person’s', async () => {
    const json = await call(['-o', 'json'])
    expect((JSON.parse(json.out) as Report).incidents.length).toBeGreaterThan(11)
    expect(json.err).toContain('RECORDED DEMO')
    expect((await call(['-o', 'html'])).out).toContain('RECORDED DEMO')
  })

  it('never answers a question about a workload with the demo', async () => {
    for (const argv of [
      ['deploy/web'],
      ['-n', 'shop'],
      ['--watch'],
      ['-l', 'app=web'],
      ['--context', 'prod'],
    ]) {
      const { status, out } = await call(argv)
      expect({ status, out }, argv.join(' ')).toEqual({ status: 3, out: '' })
    }
  })

  it('takes a kubeconfig that is there and fails for an error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unloop-'))
    const file = join(folder, 'config')
    writeFileSync(file, 'clusters: [\n')
    for (const env of [{ KUBECONFIG: file }, { KUBECONFIG: join(folder, 'missing') }] as const) {
      const { status, out, err } = await call([], { env })
      expect({ status, out }).toEqual({ status: 3, out: '' })
      expect(err).toContain('KUBECONFIG' in env && env.KUBECONFIG === file ? file : 'missing')
    }
  })
})

describe('demo', () => {
  it('has a dozen incidents, a cascade among them, and healthy pods', async () => {
    const { out } = await call(['demo', '-o', 'json'])
    const { incidents, scanned } = JSON.parse(out) as Report
    const namespaces = new Set(incidents.map(({ namespace }) => namespace))
    expect(incidents.filter(({ victimOf }) => victimOf === null).length).toBeGreaterThanOrEqual(12)
    expect(incidents.some(({ victims }) => victims.length > 1)).toBe(true)
    expect(namespaces.size).toBeGreaterThanOrEqual(12)
    expect(scanned.pods).toBeGreaterThan(incidents.length)
  })

  it('is narrowed like any cluster', async () => {
    const { out } = await call(['demo', '-n', 'fulfilment', '-o', 'json'])
    expect((JSON.parse(out) as Report).incidents.map(({ namespace }) => namespace)).toEqual([
      'fulfilment',
    ])
  })
})

describe('the rest', () => {
  it('masks nothing in its own texts', async () => {
    const names = [...(await call(['help'])).out.matchAll(/^ {2}([a-z-]+) /gm)].map(
      ([, name]) => name,
    )
    expect(names).toContain('serve')
    for (const name of names)
      expect((await call(['help', name ?? ''])).out, name).not.toContain('***')
  })

  it('prints version, help and explanations', async () => {
    expect((await call(['version'])).out).toMatch(/^unloop \d+\.\d+\.\d+ \(Node\.js v\d+/)
    expect((await call(['help'])).out).toContain('Usage:')
    expect((await call(['help', 'collect'])).out).toContain('--archive FILE')
    expect((await call(['explain'])).out).toContain('oom-killed')
    expect((await call(['explain', '137'])).status).toBe(0)
  })

  it('takes escape sequences of a hostile log out of every format', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unloop-'))
    const path = join(folder, 'evil.txt')
    writeFileSync(
      path,
      'NAME READY STATUS RESTARTS AGE\nweb-0 0/1 CrashLoopBackOff 5 4m\n\u001b]0;owned\u0007Error: \u001b[31mbad\u202e thing\n',
    )
    for (const format of ['text', 'json', 'yaml', 'markdown', 'html']) {
      const { out } = await call(['-f', path, '-o', format])
      expect(out, format).not.toMatch(/[\u001b\u0007\u202e]|\\u001b|\\e\[/)
    }
  })
})
