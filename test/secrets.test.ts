import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { demoSnapshot } from '../packages/cli/src/demo.ts'
import { diagnoseAll } from '../packages/cli/src/diagnosis.ts'
import { rendered } from '../packages/cli/src/reporters/show.ts'
import { run } from '../packages/cli/src/run.ts'
import { recordedIo } from '../packages/cli/src/testing/recorded-io.ts'
import { mask } from '../packages/engine/src/masking/mask.ts'
import { SECRET_SHAPES } from '../packages/engine/src/testing/secret-shapes.ts'
import { leaks } from './secrets/leaks.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A pod that crashes, with texts in fields of it. */
const pod = (
  text: Partial<Record<'env' | 'args' | 'annotation' | 'termination' | 'path' | 'image', string>>,
): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    ...(text.annotation === undefined ? {} : { annotations: { note: text.annotation } }),
  },
  spec: {
    containers: [
      {
        name: 'web',
        image: 'registry.example/web:1',
        command: ['web'],
        // A text of several lines is one argument.
        args: text.args === undefined ? [] : text.args.split(text.args.includes('\n') ? '\0' : ' '),
        env: text.env === undefined ? [] : [{ name: 'EXTRA', value: text.env }],
        livenessProbe: { httpGet: { path: text.path ?? '/healthz', port: 8080 } },
      },
    ],
  },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'web',
        restartCount: 7,
        ready: false,
        image: 'registry.example/web:1',
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: {
          terminated: {
            exitCode: 1,
            reason: 'Error',
            startedAt: '2026-11-30T09:00:00Z',
            finishedAt: '2026-11-30T09:00:05Z',
            ...(text.termination === undefined ? {} : { message: text.termination }),
          },
        },
      },
    ],
  },
})

const event = (message: string): object => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'web-1.1', namespace: 'shop' },
  involvedObject: { kind: 'Pod', name: 'web-1', namespace: 'shop' },
  type: 'Warning',
  reason: 'Failed',
  message,
  count: 3,
  lastTimestamp: '2026-11-30T09:00:05Z',
})

const config = (text: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web-config', namespace: 'shop' },
  data: { 'app.conf': text },
})

/** Logs that hold the text; each shape has one of them. */
const LOGS: readonly ((text: string) => string)[] = [
  (text) => `starting\npanic: dial ${text}: refused\n`,
  (text) => `starting\nFATAL: connection refused ${text}\n`,
  (text) => `${JSON.stringify({ level: 'fatal', msg: text })}\n`,
  (text) => `GET http://api:8080/?q=${text} failed: connection refused\n`,
]

/** Every shape in every field of the evidence of a pod in a namespace of its own. */
function dump(): string {
  const path = join(folder, 'dump')
  SECRET_SHAPES.forEach(({ text }, index) => {
    const items = [
      pod({
        env: text,
        args: text,
        annotation: text,
        termination: `panic: ${text}`,
        path: `/${text}`,
      }),
      event(`Error: failed to start container: ${text}`),
      config(text),
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: text, namespace: 'shop' },
        spec: { containers: [] },
      },
    ]
    const namespace = `shop-${index}`
    const own = JSON.stringify(items).replaceAll('"namespace":"shop"', `"namespace":"${namespace}"`)
    mkdirSync(join(path, namespace, 'web-1'), { recursive: true })
    writeFileSync(
      join(path, namespace, 'objects.json'),
      `{"apiVersion":"v1","kind":"List","items":${own}}`,
    )
    writeFileSync(
      join(path, namespace, 'web-1', 'previous.log'),
      LOGS[index % LOGS.length]?.(text) ?? '',
    )
  })
  return path
}

async function outputOf(...argv: readonly string[]): Promise<string> {
  const { io, out, err } = recordedIo({ terminal: { columns: 100 } })
  await run(argv, io)
  return `${out()}\n${err()}`
}

describe('a secret in any field of the evidence', () => {
  const path = dump()
  test.each([
    ...['text', 'json', 'yaml', 'markdown', 'html'].map((format) => ['-f', path, '-o', format]),
    ['fix', '-f', path],
    ['fix', '-f', path, '-o', 'json'],
    ['repro', 'web-1', '-n', 'shop-3', '-f', path],
    ['lint', path],
    ['lint', path, '-o', 'sarif'],
    ['lint', path, '-o', 'json'],
  ])('stands in no output of unloop %s %s %s %s', { timeout: 300_000 }, async (...argv) => {
    expect(leaks(await outputOf(...argv))).toEqual([])
  })
})

test.each(['text', 'json', 'yaml', 'markdown', 'html'] as const)(
  'the last door changes nothing that is safe already: %s',
  { timeout: 120_000 },
  async (format) => {
    const report = diagnoseAll({
      subjects: [{ snapshot: demoSnapshot(), cluster: null }],
      scope: { namespace: null, targets: [], selector: null },
      generatedAt: '2026-11-30T00:00:00Z',
      gaps: [],
    })
    const page = await rendered(report, { format, color: undefined, banner: null }, recordedIo().io)
    expect(mask(page)).toBe(page)
  },
)

test.each(LOGS.map((log) => [log('x'), log] as const))(
  'a pasted log shows none: %s',
  { timeout: 300_000 },
  async (_, log) => {
    // A log is read line by line: what gives a secret away must stand in its line.
    for (const shape of SECRET_SHAPES.filter(({ text }) => !text.includes('\n'))) {
      const { io, out } = recordedIo({ stdin: log(shape.text) })
      await run(['-f', '-', '-o', 'json'], io)
      expect(leaks(out(), [shape])).toEqual([])
    }
  },
)
