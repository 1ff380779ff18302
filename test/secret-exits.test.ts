import { gunzipSync } from 'node:zlib'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { KubeObject } from '@unloop/engine/evidence'
import { afterAll, describe, expect, test } from 'vitest'
import { Admission } from '../packages/admission/src/webhook/admission.ts'
import { Metrics } from '../packages/admission/src/webhook/metrics.ts'
import { deployment, OPTIONS, review } from '../packages/admission/src/testing/samples.ts'
import { framed } from '../packages/cli/src/lint/lsp/framing.ts'
import { LINT_FORMATS } from '../packages/cli/src/options/lint-values.ts'
import { run } from '../packages/cli/src/run.ts'
import { recordedIo } from '../packages/cli/src/testing/recorded-io.ts'
import { SECRET_SHAPES } from '../packages/engine/src/testing/secret-shapes.ts'
import { startFakeApi } from '../packages/sources/src/testing/fake-api.ts'
import { kubeconfigText } from '../packages/sources/src/testing/kubeconfig.ts'
import { leaks } from './secrets/leaks.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-exits-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

async function outputOf(argv: readonly string[], stdin = ''): Promise<string> {
  const { io, out, err } = recordedIo({ stdin })
  await run(argv, io)
  return `${out()}\n${err()}`
}

const PER_POD = 8
const GROUPS = Array.from({ length: Math.ceil(SECRET_SHAPES.length / PER_POD) }, (_each, at) =>
  SECRET_SHAPES.slice(at * PER_POD, (at + 1) * PER_POD).map(({ text }) => text),
)

/** A pod that crashes, its event and its ConfigMap for some shapes, which stand in every field that holds text. */
const OBJECTS = GROUPS.flatMap((texts, index) => {
  const name = `web-${index}`
  const named = texts.map((text, at) => [`text${at}`, text] as const)
  const containers = [
    {
      name: 'web',
      image: 'registry.example/web:1',
      command: ['web', ...texts],
      env: named.map(([key, value]) => ({ name: key, value })),
      livenessProbe: { httpGet: { path: `/${texts[0]}`, port: 8080 } },
    },
  ]
  const terminated = { exitCode: 1, reason: 'Error', message: `panic: ${texts.join('\n')}` }
  const status = {
    name: 'web',
    restartCount: 7,
    ready: false,
    image: 'registry.example/web:1',
    state: { waiting: { reason: 'CrashLoopBackOff', message: texts.join('\n') } },
    lastState: { terminated },
  }
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'shop', annotations: Object.fromEntries(named) },
      spec: { containers },
      status: { phase: 'Running', containerStatuses: [status] },
    },
    ...texts.map((text, at) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${at}`, namespace: 'shop' },
      involvedObject: { kind: 'Pod', name, namespace: 'shop' },
      type: 'Warning',
      reason: 'Failed',
      message: `Error: failed to start container: ${text}`,
      count: 3,
      lastTimestamp: '2026-11-20T09:20:05Z',
    })),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'shop' },
      data: Object.fromEntries(named),
    },
  ] as unknown as KubeObject[]
})
const LOGS = Object.fromEntries(
  GROUPS.flatMap((texts, index) => [
    [`shop/web-${index}/web?previous`, `starting\n${texts.join('\n')}\npanic: dial ${texts[0]}\n`],
    [`shop/web-${index}/web`, `starting\nuses ${texts.join('\nuses ')}\n`],
  ]),
)

describe('of a live cluster', () => {
  const cluster = startFakeApi({ objects: OBJECTS, logs: LOGS })
  const at = async (): Promise<readonly string[]> => {
    const { url } = await cluster
    return ['--kubeconfig', write('kubeconfig', kubeconfigText({ server: url }))]
  }
  afterAll(async () => (await cluster).close())

  test('no secret goes into the archive of collect', { timeout: 300_000 }, async () => {
    const archive = join(folder, 'evidence.tar.gz')
    const output = await outputOf(['collect', '-n', 'shop', '-o', archive, ...(await at())])
    expect(leaks(output)).toEqual([])
    expect(leaks(gunzipSync(readFileSync(archive)).toString())).toEqual([])
    expect(JSON.parse(await outputOf(['-f', archive, '-o', 'json']).then(firstJson))).toMatchObject(
      {
        incidents: { length: expect.any(Number) as number },
      },
    )
  })

  test.each([[[]], [['-o', 'json']], [['--brief']]])(
    'none is in the report: %s',
    { timeout: 300_000 },
    async (more) => {
      expect(leaks(await outputOf(['-n', 'shop', ...more, ...(await at())]))).toEqual([])
    },
  )

  test(
    'none is in the plan of a fix, whose diff shows what is there now',
    { timeout: 300_000 },
    async () => {
      for (const name of ['web-0', 'web-5', 'web-10'])
        expect(
          leaks(await outputOf(['fix', `pod/${name}`, '-n', 'shop', ...(await at())])),
        ).toEqual([])
    },
  )
})

describe('of commands that look or wait', () => {
  const cluster = startFakeApi({ objects: OBJECTS, logs: LOGS })
  afterAll(async () => (await cluster).close())

  test.each([
    ['wait', 'pod/web-0', '--timeout', '1s'],
    ['net', 'pod/web-0', '--yes'],
    ['debug', 'pod/web-0', '--yes'],
    ['undo'],
    ['repro', 'pod/web-0'],
  ])('none is in what %s says', { timeout: 300_000 }, async (...argv) => {
    const { url } = await cluster
    const config = write('kubeconfig-look', kubeconfigText({ server: url }))
    const output = await outputOf([...argv, '-n', 'shop', '--kubeconfig', config])
    expect(output.trim()).not.toBe('')
    expect(leaks(output)).toEqual([])
  })
})

const firstJson = (text: string): string => text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)

describe('of manifests', () => {
  const manifests = write(
    'pods.yaml',
    OBJECTS.filter(({ kind }) => kind !== 'Event')
      .map((one) => JSON.stringify(one))
      .join('\n---\n'),
  )
  const dockerfile = write(
    'Dockerfile',
    `FROM alpine\n${SECRET_SHAPES.filter(({ text }) => !text.includes('\n'))
      .map(({ text }) => `ENV EXTRA="${text.replaceAll('"', '')}"\nRUN curl ${text}\nCMD ${text}`)
      .join('\n')}\n`,
  )
  test.each(LINT_FORMATS)('none is in lint -o %s', { timeout: 300_000 }, async (format) => {
    const lint = (path: string): Promise<string> => outputOf(['lint', path, '-o', format])
    expect(leaks(await lint(manifests))).toEqual([])
    expect(leaks(await lint(dockerfile))).toEqual([])
  })

  test('none is in what the language server says', { timeout: 300_000 }, async () => {
    const uri = pathToFileURL(manifests).href
    const { io, out } = recordedIo({})
    const said = (method: string, params: object, id?: number): Uint8Array =>
      new TextEncoder().encode(framed({ jsonrpc: '2.0', method, params, ...(id ? { id } : {}) }))
    async function* typed(): AsyncIterable<Uint8Array> {
      yield said('initialize', { capabilities: {} }, 1)
      const textDocument = {
        uri,
        languageId: 'yaml',
        version: 1,
        text: readFileSync(manifests, 'utf8'),
      }
      yield said('textDocument/didOpen', { textDocument })
      while (!out().includes('publishDiagnostics'))
        await new Promise((done) => setTimeout(done, 50))
      yield said('exit', {})
    }
    await run(['lint', '--lsp'], { ...io, stdin: typed() })
    expect(out()).toContain('publishDiagnostics')
    expect(leaks(out())).toEqual([])
  })

  test('none is in an answer of the webhook, nor in its log', { timeout: 300_000 }, async () => {
    const lines: string[] = []
    const admission = new Admission({
      options: { ...OPTIONS, practice: true },
      live: null,
      width: 1,
      metrics: new Metrics(),
      log: (event) => lines.push(JSON.stringify(event)),
    })
    try {
      await admission.warmUp()
      for (const shape of SECRET_SHAPES) {
        const { text } = shape
        const container = {
          command: [`sh -c ${text}`],
          args: [text],
          env: [{ name: 'A', value: text }],
          image: text,
          workingDir: text,
        }
        const body = {
          kind: 'whole',
          bytes: new TextEncoder().encode(
            JSON.stringify(
              review({ object: deployment({ container, metadata: { annotations: { a: text } } }) }),
            ),
          ),
        } as const
        const answer = await admission.answer(body, '/validate?timeout=10s')
        expect(leaks(answer ?? '', [shape])).toEqual([])
      }
      expect(leaks(lines.join('\n'))).toEqual([])
    } finally {
      await admission.close()
    }
  })
})

test('none is in what a command says about its own words', { timeout: 120_000 }, async () => {
  for (const shape of SECRET_SHAPES.filter(({ text }) => !text.includes('\n')))
    for (const argv of [['explain', shape.text], [`pod/${shape.text}`]])
      expect(leaks(await outputOf(argv), [shape])).toEqual([])
  const output = `Error: Error acquiring the state lock\n${SECRET_SHAPES.map(({ text }) => text).join('\n')}\n`
  expect(leaks(await outputOf(['unlock', '-f', '-'], output))).toEqual([])
})
