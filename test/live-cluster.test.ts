import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KubeObject } from '@unloop/engine/evidence'
import type { Report } from '@unloop/engine/report'
import { afterEach, describe, expect, it } from 'vitest'
import { run } from '../packages/cli/src/run.ts'
import { recordedIo } from '../packages/cli/src/testing/recorded-io.ts'
import {
  startFakeApi,
  status,
  type FakeApi,
  type FakeApiOptions,
} from '../packages/sources/src/testing/fake-api.ts'
import {
  kubeconfigText,
  testFolder,
  type TestFolder,
} from '../packages/sources/src/testing/kubeconfig.ts'

const corpus = fileURLToPath(new URL('./corpus/', import.meta.url))

/** A recorded case as an API server would give it. */
function recorded(name: string): FakeApiOptions {
  const dump = join(corpus, name, 'dump')
  const { items } = JSON.parse(readFileSync(join(dump, 'objects.json'), 'utf8')) as {
    items: readonly KubeObject[]
  }
  const logs: Record<string, string> = {}
  for (const file of readdirSync(join(dump, 'logs'), { recursive: true, encoding: 'utf8' })) {
    const [namespace, pod, rest] = file.split('/')
    const [, container, previous] = /^(.*?)(\.previous)?\.log$/.exec(rest ?? '') ?? []
    if (container === undefined) continue
    const key = `${namespace}/${pod}/${container}${previous === undefined ? '' : '?previous'}`
    logs[key] = readFileSync(join(dump, 'logs', file), 'utf8')
  }
  return { objects: items, logs }
}

const open: (FakeApi | TestFolder)[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await ('close' in each ? each.close() : each.remove())
})

async function cluster(options: FakeApiOptions, name = 'test') {
  const api = await startFakeApi(options)
  const folder = testFolder()
  open.push(api, folder)
  const kubeconfig = folder.write('config', kubeconfigText({ server: api.url, name }))
  return { api, folder, kubeconfig }
}

async function call(argv: readonly string[], surroundings?: Parameters<typeof recordedIo>[0]) {
  const { io, out, err } = recordedIo(surroundings)
  return { status: await run(argv, io), out: out(), err: err() }
}

const answers = ({ incidents }: Report) =>
  incidents.map(({ id, kind, workload, causes }) => [id, kind, workload.name, causes[0]?.id])

const CASE = 'a27-nginx-unknown-directive'

describe('a live cluster', () => {
  it('is diagnosed as its dump is, and so is what was collected from it', async () => {
    const { kubeconfig, folder } = await cluster(recorded(CASE))
    const fromDump = await call(['-f', join(corpus, CASE, 'dump'), '-o', 'json'])
    const live = await call(['--kubeconfig', kubeconfig, '-o', 'json'])
    expect(live.status).toBe(1)
    const report = JSON.parse(live.out) as Report
    expect(report.source).toMatchObject({ kind: 'cluster', name: 'test' })
    expect(answers(report)).toEqual(answers(JSON.parse(fromDump.out) as Report))

    const archive = join(folder.path, 'evidence.tar.gz')
    const collected = await call(['collect', '--kubeconfig', kubeconfig, '-o', archive])
    expect(collected).toMatchObject({ status: 0, out: '' })
    const again = await call(['-f', archive, '-o', 'json'])
    expect(answers(JSON.parse(again.out) as Report)).toEqual(answers(report))
  })

  it('shows progress on a terminal only, and leaves nothing of it', async () => {
    const { kubeconfig } = await cluster(recorded(CASE))
    expect((await call(['--kubeconfig', kubeconfig])).err).toBe('')
    const { err } = await call(['--kubeconfig', kubeconfig], { terminal: { err: true } })
    expect(err).toContain('Reading logs')
    expect(err.endsWith('\r\u001b[K')).toBe(true)
  })

  it('ends with 3 where it may not be read', async () => {
    const { kubeconfig } = await cluster({ override: () => status(401, 'Unauthorized') })
    const { status: exit, out, err } = await call(['--kubeconfig', kubeconfig])
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(/^unloop: /)
  })

  it('is watched until the user interrupts, and shown again when there is news', async () => {
    const { kubeconfig } = await cluster(recorded(CASE))
    let looks = 0
    const { io, out } = recordedIo()
    const argv = ['--kubeconfig', kubeconfig, '--watch', '-o', 'json']
    const exit = await run(argv, {
      ...io,
      pause: async () => (++looks < 3 ? 'elapsed' : 'interrupted'),
    })
    expect({ exit, looks, lines: out().trim().split('\n').length }).toEqual({
      exit: 1,
      looks: 3,
      lines: 1,
    })
  })
})

describe('several clusters', () => {
  it('are one report, each incident with its cluster, and what fails is a gap', async () => {
    const one = await cluster(recorded(CASE), 'one')
    const two = await cluster(recorded('c53-cascade-rabbitmq-cookie'), 'two')
    const broken = await cluster({ override: () => status(401, 'Unauthorized') }, 'broken')
    const env = { KUBECONFIG: [one, two, broken].map(({ kubeconfig }) => kubeconfig).join(':') }
    const contexts = ['one', 'two', 'broken'].flatMap((name) => ['--context', name])
    const { status: exit, out } = await call([...contexts, '-o', 'json'], { env })
    const { incidents, gaps } = JSON.parse(out) as Report
    expect(exit).toBe(1)
    expect(new Set(incidents.map(({ cluster: name }) => name))).toEqual(new Set(['one', 'two']))
    expect(gaps.some((gap) => gap.startsWith('broken: '))).toBe(true)
    const ids = new Set(incidents.map(({ id }) => id))
    expect(incidents.every(({ victimOf }) => victimOf === null || ids.has(victimOf))).toBe(true)
  })
})
