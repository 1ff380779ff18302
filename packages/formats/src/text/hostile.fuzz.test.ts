import type { Snapshot } from '@unloop/engine/evidence'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../bytes/decode.ts'
import { snapshotFromEntries } from '../entries/from-entries.ts'
import { parseMetrics } from '../metrics/prometheus.ts'
import { parseObjects } from '../objects/parse.ts'
import { snapshotFromText } from './from-text.ts'

declare const process: { readonly env: Readonly<Record<string, string | undefined>> }
const RUNS = Number(process.env['UNLOOP_FUZZ_RUNS'] ?? 150)

/** mulberry32: small, seeded, the same everywhere. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const PIECES = [
  'NAME   READY   STATUS   RESTARTS   AGE',
  'web-0   0/1   CrashLoopBackOff   5 (3s ago)   2m',
  '$ kubectl logs web-0 -c api -n shop',
  'Name:         web-0',
  'Namespace:    shop',
  'Containers:',
  '  api:',
  '    Image:  web:1',
  '    State:          Waiting',
  '      Reason:       CrashLoopBackOff',
  '    Last State:     Terminated',
  '      Message:      panic: x',
  '      Exit Code:    137',
  '    Environment:',
  '      A:  b',
  '    Mounts:',
  '      /x from y (ro)',
  'Volumes:',
  '  y:',
  '    Type:  ConfigMap (x)',
  'Conditions:',
  '  Ready   False',
  'Events:',
  '  Type     Reason     Age   From   Message',
  '  ----     ------     ----',
  '  Warning  BackOff  3m (x7 over 5m)  kubelet  Back-off restarting failed container',
  '5m 1m 7 {kubelet n} spec.containers{a} Warning BackOff text',
  'apiVersion: v1',
  'kind: Pod',
  'metadata:',
  '  name: web-0',
  'spec:',
  '  containers:',
  '  - name: api',
  'status:',
  '  containerStatuses:',
  '  - restartCount: 3',
  '    lastState:',
  '      terminated:',
  '        exitCode: 1',
  '        message: |',
  '          text',
  '{',
  '  "kind": "PodList",',
  '  "items": [',
  '  ]',
  '}',
  '[',
  ']',
  '```',
  '---',
  '',
  '{"level":"error","msg":"x"}',
  'panic: runtime error',
  '\tat x.y(z.java:1)',
  '==== START logs for container a of pod b/c ====',
  '==== END logs for container a of pod b/c ====',
  'api container in web-0 pod',
  'I think that my pod is broken, please help me now.',
  '> quoted',
  '&a [*a]',
  'x: &a {<<: *a}',
  '\u0000\u0001',
  '\ud800',
  '\u001b[31mred\u001b[0m',
  '- - - -',
  '"unclosed',
  "'",
  '|',
  'container_memory_rss{a="b"} 1',
]

function paste(random: (below: number) => number): string {
  const lines: string[] = []
  for (let n = random(40); n >= 0; n--) {
    let line = PIECES[random(PIECES.length)] ?? ''
    if (random(6) === 0) line = line.slice(random(line.length + 1))
    if (random(6) === 0) line = line.slice(0, random(line.length + 1))
    if (random(10) === 0) line = ' '.repeat(random(12)) + line
    if (random(30) === 0) line = line.repeat(random(50))
    lines.push(line)
  }
  return lines.join(random(8) === 0 ? '\r\n' : '\n')
}

/** What the engine may rely on, whatever was pasted. */
function check(snapshot: Snapshot): void {
  for (const { object, origin } of snapshot.objects) {
    expect(typeof object.kind).toBe('string')
    expect(typeof object.metadata).toBe('object')
    expect(origin.source).not.toBe('')
  }
  for (const log of snapshot.logs) expect(typeof log.text).toBe('string')
  expect(() => JSON.stringify(snapshot)).not.toThrow()
}

describe('hostile input', { timeout: 20_000 + RUNS * 30 }, () => {
  it('never throws, whatever is pasted, and loses no log line', () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const text = paste(generator(seed))
      const snapshot = snapshotFromText(text, 'fuzz')
      check(snapshot)
      expect(snapshotFromText(text, 'fuzz')).toEqual(snapshot)
      const whole = snapshot.logs.map((log) => log.text).join('\n')
      for (const log of snapshot.logs) {
        const line = text.split(/\r?\n/)[(log.origin.line ?? 1) - 1]
        expect(log.text.split('\n')[0]).toBe(line)
      }
      expect(whole.length).toBeLessThanOrEqual(text.length)
    }
  })

  it('never throws on files of a dump', () => {
    const paths = [
      'pods.json',
      'a/pods.yaml',
      'describe.txt',
      'n/p/c.log',
      'x.prom',
      'n/p/logs.txt',
      'get.txt',
    ]
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = generator(seed * 7919)
      const entries = paths.map((path) => {
        const text = paste(random)
        return { path, size: text.length, text: () => text }
      })
      check(snapshotFromEntries(entries, 'fuzz'))
    }
  })

  it('saves what it can of documents cut anywhere', () => {
    const items = Array.from({ length: 5 }, (_, i) => ({
      kind: 'Node',
      metadata: { name: `n${i}`, labels: { a: '}]{["' } },
    }))
    const json = JSON.stringify({ kind: 'List', items }, null, 1)
    for (let cut = 1; cut < json.length; cut += 7) {
      const { objects, problems } = parseObjects(json.slice(0, cut), 'x.json')
      const complete = items.filter((_, i) => cut > json.indexOf(`"n${i}"`) + 60).length
      expect(objects.length).toBeGreaterThanOrEqual(complete - 1)
      if (cut > 30 && cut < json.length - 2) expect(problems.length).toBeGreaterThan(0)
    }
  })

  it('decodes any bytes', () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = generator(seed)
      const bytes = Uint8Array.from({ length: random(300) }, () => random(256))
      expect(typeof decodeText(bytes).text).toBe('string')
    }
  })

  it.each([
    'a',
    '-',
    ' ',
    '- ',
    'a-',
    '0/',
    'Name: ',
    '=',
    '{',
    '[',
    '"',
    '\\',
    '--a ',
    'A ',
    ': ',
    '(',
    'a/b ',
    '1m',
    'x{a="',
    'Normal ',
    'pod=',
    '*',
    '#',
    "'a",
    'A1',
    'k -n ',
  ])('takes a line of 100,000 times %j in its stride', (piece) => {
    const line = piece.repeat(100_000)
    const started = performance.now()
    check(
      snapshotFromText(
        `web-0 0/1 Error 1 2m\n${line}\nName: ${line}\n$ kubectl logs ${line}\n  Warning  ${line}\n`,
        'long',
      ),
    )
    parseObjects(line, 'x.json')
    parseObjects(line, 'x.yaml')
    parseMetrics(`container_memory_rss${line}\n`)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
declare const performance: { now(): number }
