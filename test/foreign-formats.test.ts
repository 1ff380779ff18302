import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Report } from '@unloop/engine/report'
import { expect, test, vi } from 'vitest'
import { run } from '../packages/cli/src/run.ts'
import { recordedIo } from '../packages/cli/src/testing/recorded-io.ts'

// The first one loads all signatures.
vi.setConfig({ testTimeout: 240_000 })

async function diagnosed(file: string): Promise<{ status: number; report: Report | null }> {
  const stdin = readFileSync(fileURLToPath(new URL(`foreign/${file}`, import.meta.url)), 'utf8')
  const { io, out } = recordedIo({ stdin })
  const status = await run(['-f', '-', '-o', 'json'], io)
  return { status, report: out() === '' ? null : (JSON.parse(out()) as Report) }
}

test.each([
  ['crictl-inspect-oom.json', 'oom-killed', 'web-1'],
  ['crictl-inspect-start.json', 'bad-command', 'web-1'],
  ['docker-inspect-oom.json', 'oom-killed', 'web'],
  ['docker-inspect-start.json', 'bad-command', 'web'],
  ['events-image.json', 'image-bad', 'web-1'],
  ['events-image.yaml', 'image-bad', 'web-1'],
  ['events-probe.json', 'liveness-probe', 'web-1'],
  ['watch-oom.txt', 'oom-killed', 'web-7d4b9c6f5d-x2x7k'],
  ['github-actions.txt', 'missing-dependency', 'web-7d4b9c6f5d-x2x7k'],
  ['github-actions-cli.txt', 'missing-dependency', 'web-7d4b9c6f5d-x2x7k'],
  ['k9s.txt', 'unknown', 'web-7d4b9c6f5d-x2x7k'],
  ['lens.txt', 'unknown', 'web-7d4b9c6f5d-x2x7k'],
])('%s is diagnosed: %s', async (file, cause, pod) => {
  const { status, report } = await diagnosed(file)
  expect(status).toBe(1)
  expect(report?.incidents.map(({ causes, pods }) => [causes[0]?.id, ...pods])).toEqual([
    [cause, pod],
  ])
})

test.each([
  ['events-image.json', 'events-image.txt'],
  ['events-image.yaml', 'events-image.txt'],
  ['events-probe.json', 'events-probe.txt'],
])('%s says the same as %s', async (file, plain) => {
  const told = async (name: string): Promise<unknown> =>
    (await diagnosed(name)).report?.incidents.map(({ causes, kind }) => [kind, causes[0]?.id])
  expect(await told(file)).toEqual(await told(plain))
})

test.each(['crictl-ps.json', 'crictl-inspectp.json', 'argocd.txt', 'flux.txt', 'helm-debug.txt'])(
  '%s names no cause, and is no all-clear',
  async (file) => {
    expect(await diagnosed(file)).toEqual({ status: 3, report: null })
  },
)
