import type { Edit } from '@unloop/lint'
import { describe, expect, it } from 'vitest'
import { applyEdits } from './apply-edits.ts'

const text = `# first
kind: Service
spec: {ports: [{port: 80}]}
---
kind: Deployment # second
spec:
  template:
    spec:
      containers:
      - name: web   # the one
        command: ["npm start"]
        env:
        - name: A
          value: yes
        - {name: B, value: 8080}
        - name: A
          value: yes
        livenessprobe:
          httpGet: {port: 8443}
`
const container = ['spec', 'template', 'spec', 'containers', 0] as const
const edits: readonly Edit[] = [
  { op: 'set', path: [...container, 'command'], value: ['npm', 'start'] },
  { op: 'quote', path: [...container, 'env', 0, 'value'] },
  { op: 'quote', path: [...container, 'env', 1, 'value'] },
  { op: 'remove', path: [...container, 'env', 2] },
  { op: 'rename', path: [...container, 'livenessprobe'], key: 'livenessProbe' },
  { op: 'set', path: [...container, 'securityContext', 'runAsUser'], value: 1000 },
  { op: 'set', path: [...container, 'securityContext', 'runAsGroup'], value: 1000 },
]
const wanted = edits.map((each) => ({ line: 7, edits: [each] }))

describe('applyEdits', () => {
  it('makes all kinds of edits at once and leaves the rest as it is written', () => {
    const after = text
      .replace('["npm start"]', '["npm", "start"]')
      .replace('value: yes\n        - {', 'value: "yes"\n        - {')
      .replace('value: 8080', 'value: "8080"')
      .replace('        - name: A\n          value: yes\n        live', '        live')
      .replace('livenessprobe', 'livenessProbe')
      .concat('        securityContext:\n          runAsUser: 1000\n          runAsGroup: 1000\n')
    expect(applyEdits(text, wanted)).toEqual({ text: after, refused: new Map() })
    const windows = applyEdits(`\uFEFF${text.replaceAll('\n', '\r\n')}`, wanted)
    expect(windows.text).toBe(`\uFEFF${after.replaceAll('\n', '\r\n')}`)
  })

  it('refuses what is shared or gone, and makes the other edits', () => {
    const anchored = 'kind: Pod\na: &a\n  x: 1\nb: *a\nc: 2\n'
    const { text: after, refused } = applyEdits(anchored, [
      { line: 1, edits: [{ op: 'set', path: ['b', 'x'], value: 3 }] },
      { line: 1, edits: [{ op: 'remove', path: ['d'] }] },
      { line: 1, edits: [{ op: 'set', path: ['c'], value: 3 }] },
    ])
    expect(after).toBe('kind: Pod\na: &a\n  x: 1\nb: *a\nc: 3\n')
    expect([...refused.keys()]).toEqual([0, 1])
    expect(refused.get(0)).toContain('alias')
  })

  it('refuses templates, broken documents and alias bombs without failing', () => {
    const one = [{ line: 1, edits: [{ op: 'set', path: ['kind'], value: 'Pod' }] as const }]
    for (const bad of [
      'kind: A\nname: "{{ .Values.name }}"\n',
      'kind: A\n  b: c\n',
      '',
      'kind: A\nkind: B\n',
      `a: &a [x]\n${'bcdefghijk'
        .split('')
        .map((c, i) => `${c}: &${c} [${`*${'abcdefghij'[i]},`.repeat(9)}]`)
        .join('\n')}\n`,
    ]) {
      const { text: after, refused } = applyEdits(bad, one)
      expect(after).toBe(bad)
      expect(refused.size, bad).toBe(1)
    }
  })

  it('edits JSON as JSON', () => {
    const json =
      '{\n  "kind": "List",\n  "items": [\n    { "kind": "Pod", "spec": {\n      "a": "1"\n    } }\n  ]\n}\n'
    const { text: after } = applyEdits(json, [
      { line: 4, edits: [{ op: 'set', path: ['items', 0, 'spec', 'a'], value: 1 }] },
      { line: 4, edits: [{ op: 'set', path: ['items', 0, 'spec', 'b'], value: 'x' }] },
    ])
    expect(after).toBe(json.replace('"a": "1"', '"a": 1,\n      "b": "x"'))
  })
})
