import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KubeObject } from '@unloop/engine/evidence'
import type { Patch } from '@unloop/engine/report'
import { parseAllDocuments } from 'yaml'
import { describe, expect, it } from 'vitest'
import { lineDiff } from '../patch/text-diff.ts'
import { editManifest } from './edit-manifest.ts'

const web = `# the shop
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web   # keep
  labels: {app: "web", tier: 'front'}
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: web
          image: "web:1.0"   # pinned
          args: ["--a", '--b']
          env:
            - name: A
              value: 'one'
            # about B
            - name: B
              value: "2"
          resources:
            limits: {memory: 128Mi, cpu: 1}
          livenessProbe:
            httpGet:
              path: /health
              port: 8080

      volumes:
        - name: data
          emptyDir: {medium: Memory}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: conf
data:
  # the server
  nginx.conf: |
    server {
      gzip_statics on;

      listen 80;
    }
  other: "x"
`

const template = (container: object, rest: object = {}): object => ({
  spec: { template: { spec: { containers: [{ name: 'web', ...container }], ...rest } } },
})
const patch = (body: unknown, kind = 'Deployment', name = 'web'): Patch => ({
  target: { kind, namespace: 'shop', name },
  type: kind === 'ConfigMap' ? 'merge' : 'strategic',
  body,
})
const edited = (text: string, one: Patch): string => {
  const result = editManifest(text, one)
  if (result.kind !== 'edited') throw new Error(JSON.stringify(result))
  return result.text
}
const changed = (text: string, one: Patch): readonly string[] =>
  lineDiff(text.split('\n'), edited(text, one).split('\n'))
    .filter(({ sign }) => sign !== ' ')
    .map(({ sign, text: line }) => sign + line)

describe('editManifest', () => {
  it('changes a value and keeps its quoting and the comment behind it', () => {
    expect(changed(web, patch(template({ image: 'web:2.0' })))).toEqual([
      '-          image: "web:1.0"   # pinned',
      '+          image: "web:2.0"   # pinned',
    ])
    expect(changed(web, patch(template({ livenessProbe: { httpGet: { port: 3000 } } })))).toEqual([
      '-              port: 8080',
      '+              port: 3000',
    ])
    expect(changed(web, patch(template({ env: [{ name: 'A', value: "it's" }] })))).toEqual([
      "-              value: 'one'",
      "+              value: 'it''s'",
    ])
  })

  it('changes flow collections in place', () => {
    expect(changed(web, patch(template({ resources: { limits: { memory: '256Mi' } } })))).toEqual([
      '-            limits: {memory: 128Mi, cpu: 1}',
      '+            limits: {memory: 256Mi, cpu: 1}',
    ])
    expect(changed(web, patch(template({ args: ['--a', '--c', '--d'] })))).toEqual([
      `-          args: ["--a", '--b']`,
      `+          args: ["--a", '--c', '--d']`,
    ])
  })

  it('adds items and keys behind the last one, with the indentation of its neighbours', () => {
    expect(changed(web, patch(template({ env: [{ name: 'C', value: 'c' }] })))).toEqual([
      '+            - name: C',
      '+              value: c',
    ])
    expect(changed(web, patch(template({ workingDir: '/app' })))).toEqual([
      '+          workingDir: /app',
    ])
    expect(changed(web, patch(template({}, { hostNetwork: true })))).toEqual([
      '+      hostNetwork: true',
    ])
  })

  it('takes keys and items away with their lines', () => {
    expect(changed(web, patch(template({ livenessProbe: null })))).toEqual([
      '-          livenessProbe:',
      '-            httpGet:',
      '-              path: /health',
      '-              port: 8080',
    ])
    expect(changed(web, patch(template({ env: [{ name: 'A', $patch: 'delete' }] })))).toEqual([
      '-            - name: A',
      "-              value: 'one'",
    ])
  })

  it('changes only the lines of a text block that differ', () => {
    const text = 'server {\n  gzip_static on;\n\n  listen 80;\n}\n'
    expect(changed(web, patch({ data: { 'nginx.conf': text } }, 'ConfigMap', 'conf'))).toEqual([
      '-      gzip_statics on;',
      '+      gzip_static on;',
    ])
  })

  it('keeps Windows line ends', () => {
    const text = web.replaceAll('\n', '\r\n')
    const result = edited(
      text,
      patch(template({ workingDir: '/app', livenessProbe: { httpGet: { port: 1 } } })),
    )
    expect(result.replaceAll('\r\n', '')).not.toContain('\n')
    expect(result.replaceAll('\r\n', '\n')).toBe(
      edited(web, patch(template({ workingDir: '/app', livenessProbe: { httpGet: { port: 1 } } }))),
    )
  })

  it('refuses what is shared by an anchor, templates, and what is not YAML', () => {
    const anchored =
      'kind: Deployment\nmetadata: {name: web, labels: &l {a: b}}\nspec: {selector: *l, replicas: 1}\n'
    expect(editManifest(anchored, patch({ metadata: { labels: { a: 'c' } } }))).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('anchor') as unknown,
    })
    expect(editManifest(anchored, patch({ spec: { selector: { a: 'c' } } })).kind).toBe('refused')
    expect(
      editManifest('kind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n', patch({})).kind,
    ).toBe('refused')
    expect(editManifest('a: b\n', patch({})).kind).toBe('absent')
    expect(editManifest(web, patch({}, 'Deployment', 'other')).kind).toBe('absent')
  })

  it('puts a coded value into a Secret that keeps coded ones', () => {
    const secret = 'kind: Secret\nmetadata:\n  name: s\ndata:\n  a: YQ==\n'
    const one: Patch = { ...patch({ stringData: { a: 'b' } }, 'Secret', 's'), type: 'merge' }
    expect(changed(secret, one)).toEqual(['-  a: YQ==', '+  a: Yg=='])
  })
})

/** A generator of pseudo-random numbers, so that a failure can be repeated. */
const random = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

const corpus = fileURLToPath(new URL('../../../../test/corpus/', import.meta.url))

describe('every manifest of the recorded cases', () => {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:manifest|broken|fixed)\.yaml$/.test(name))
    .map((name) => join(corpus, name))

  it('can be edited so that only the lines change that must, and means what was wanted', () => {
    const next = random(7)
    let done = 0
    for (const [number, path] of files.entries()) {
      const source = readFileSync(path, 'utf8')
      for (const eol of [number % 3 === 0 ? '\r\n' : '\n']) {
        const text = source.replaceAll('\n', eol)
        for (const { toJS } of parseAllDocuments(text).map((document) => ({
          toJS: () => document.toJS() as KubeObject | null,
        }))) {
          const object = toJS()
          const one = object && someEdit(object, next)
          if (!one) continue
          const result = editManifest(text, one.patch)
          if (result.kind !== 'edited') continue
          done++
          const lines = lineDiff(text.split('\n'), result.text.split('\n')).filter(
            ({ sign }) => sign !== ' ',
          )
          expect(lines.length, `${path} ${JSON.stringify(one.patch.body)}`).toBeLessThanOrEqual(
            one.lines,
          )
          if (eol === '\r\n') expect(result.text.replaceAll('\r\n', ''), path).not.toContain('\n')
        }
      }
    }
    expect(done).toBeGreaterThan(files.length)
  })
})

/** One edit of an object, with the most lines that it may change. */
const someEdit = (
  object: KubeObject,
  next: () => number,
): { patch: Patch; lines: number } | null => {
  const target = {
    kind: object.kind,
    namespace: object.metadata?.namespace ?? '',
    name: object.metadata?.name ?? '',
  }
  const spec = (
    object['spec'] as
      { template?: { spec?: { containers?: readonly { name: string }[] } } } | undefined
  )?.template?.spec
  const [first] = spec?.containers ?? []
  if (first) {
    const edits: readonly [object, number][] = [
      [{ image: 'registry.example.com/other:9' }, 2],
      [{ env: [{ name: 'ADDED_BY_TEST', value: 'x: y # z' }] }, 3],
      [{ workingDir: '/srv' }, 2],
      [{ securityContext: { runAsUser: 12_345 } }, 2],
      [{ resources: { limits: { memory: '777Mi' } } }, 3],
    ]
    const [fields, lines] = edits[Math.floor(next() * edits.length)] ?? [{}, 0]
    const body = { spec: { template: { spec: { containers: [{ name: first.name, ...fields }] } } } }
    return { patch: { target, type: 'strategic', body }, lines }
  }
  if (object.kind !== 'ConfigMap') return null
  const [key, value] = Object.entries((object['data'] ?? {}) as Record<string, string>)[0] ?? []
  if (key === undefined || typeof value !== 'string' || !value.includes('\n')) return null
  const lines = value.split('\n')
  const at = Math.floor(next() * (lines.length - 1))
  const body = { data: { [key]: lines.with(at, `${lines[at]} # changed`).join('\n') } }
  return { patch: { target, type: 'merge', body }, lines: 2 }
}
