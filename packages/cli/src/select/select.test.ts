import type { Snapshot } from '@unloop/engine/evidence'
import { describe, expect, it } from 'vitest'
import { sampleIncident, sampleReport, sampleVictim } from '../testing/sample-report.ts'
import { narrow, type Scope } from './narrow.ts'
import { parseSelector } from './selector.ts'
import { parseTarget } from './target.ts'

describe('parseTarget', () => {
  it('knows short names, plurals and groups', () => {
    expect(parseTarget('deploy/web')).toEqual({ kind: 'deployment', name: 'web' })
    expect(parseTarget('Pods/web-0')).toEqual({ kind: 'pod', name: 'web-0' })
    expect(parseTarget('statefulsets.apps/db')).toEqual({ kind: 'statefulset', name: 'db' })
    expect(parseTarget('rollout/x')).toEqual({ kind: 'rollout', name: 'x' })
  })

  it('refuses what names no object', () => {
    for (const word of ['web', 'deploy/', '/web', 'a/b/c'])
      expect(() => parseTarget(word), word).toThrow(/names no object/)
  })
})

describe('parseSelector', () => {
  const labels = { app: 'web', tier: 'front' }

  it('takes what kubectl takes', () => {
    for (const text of [
      'app=web',
      'app==web',
      'app=web,tier!=back',
      'app',
      '!stage',
      'app in (api, web)',
      'tier notin (a,b),app=web',
      'x!=1',
    ])
      expect(parseSelector(text)(labels), text).toBe(true)
    for (const text of [
      'app=api',
      'app!=web',
      '!app',
      'stage',
      'app notin (web)',
      'stage in (a)',
      'app=web,tier=back',
    ])
      expect(parseSelector(text)(labels), text).toBe(false)
  })

  it('refuses the rest', () => {
    for (const text of ['', 'a b', 'app in web', 'a=b;c'])
      expect(() => parseSelector(text), text).toThrow(/can't be read/)
  })
})

describe('narrow', () => {
  const ALL: Scope = { namespace: null, targets: [], selector: null }
  const snapshot: Snapshot = {
    source: { kind: 'dump', name: 'dump', capturedAt: null },
    objects: [
      {
        object: { kind: 'Deployment', metadata: { namespace: 'shop', name: 'checkout' } },
        origin: { source: 'x' },
      },
      {
        object: { kind: 'Deployment', metadata: { namespace: 'shop', name: 'quiet' } },
        origin: { source: 'x' },
      },
      {
        object: {
          kind: 'Pod',
          metadata: { namespace: 'shop', name: 'web-0', labels: { app: 'web' } },
        },
        origin: { source: 'x' },
      },
    ],
    logs: [],
    samples: [],
    gaps: [],
  }
  const other = sampleIncident({
    id: 'other',
    namespace: 'infra',
    victims: [],
    workload: { kind: 'Job', name: 'backup' },
  })
  const report = sampleReport({ incidents: [sampleIncident(), sampleVictim(), other] })
  const ids = (scope: Partial<Scope>): readonly string[] =>
    narrow(report, snapshot, { ...ALL, ...scope }).incidents.map(({ id }) => id)

  it('keeps all where nothing is asked', () => {
    expect(narrow(report, snapshot, ALL)).toBe(report)
  })

  it('narrows by namespace, target and labels', () => {
    expect(ids({ namespace: 'infra' })).toEqual(['other'])
    expect(ids({ targets: [{ kind: 'deployment', name: 'quiet' }] })).toEqual([])
  })

  it('keeps the root of a victim and the victims of a root', () => {
    expect(ids({ targets: [{ kind: 'pod', name: 'web-0' }] })).toEqual(['f3a9', '77aa'])
    expect(ids({ targets: [{ kind: 'deployment', name: 'checkout' }] })).toEqual(['f3a9', '77aa'])
    expect(ids({ selector: parseSelector('app=web') })).toEqual(['f3a9', '77aa'])
  })

  it('says that an object does not exist, and what was meant', () => {
    expect(() => ids({ targets: [{ kind: 'deployment', name: 'chekout' }] })).toThrow(
      /Did you mean checkout\?/,
    )
    expect(() =>
      ids({ namespace: 'infra', targets: [{ kind: 'deployment', name: 'checkout' }] }),
    ).toThrow(/namespace infra/)
  })

  it('counts what is in scope', () => {
    const scope = { ...ALL, targets: [{ kind: 'pod', name: 'web-0' }] }
    expect(narrow(report, snapshot, scope).scanned).toEqual({ pods: 1, containers: 0 })
  })

  const paste: Snapshot = {
    ...snapshot,
    source: { ...snapshot.source, kind: 'text' },
    objects: [],
  }
  const gone = { ...ALL, targets: [{ kind: 'pod', name: 'gone' }] }

  it('says that nothing matches instead of showing health', () => {
    expect(() => narrow(report, snapshot, { ...ALL, namespace: 'infa' })).toThrow(
      'No pod of dump matches namespace infa. Did you mean infra?',
    )
    expect(() => ids({ selector: parseSelector('app=nothing') })).toThrow(/labels asked for/)
    expect(() => narrow(report, paste, gone)).toThrow(/matches pod\/gone/)
  })

  it('only says so of a cluster, where a namespace may be empty', () => {
    const live: Snapshot = { ...snapshot, source: { ...snapshot.source, kind: 'cluster' } }
    const { incidents, gaps } = narrow(report, live, { ...ALL, namespace: 'infa' })
    expect(incidents).toEqual([])
    expect(gaps).toContain('No pod of dump matches namespace infa: nothing was looked at.')
  })

  it('says nothing of what a paste without an incident may lack', () => {
    expect(narrow({ ...report, incidents: [] }, paste, gone).incidents).toEqual([])
  })

  it('takes the namespace from the user where a paste names none', () => {
    const nameless = sampleReport({ incidents: [sampleIncident({ namespace: '', victims: [] })] })
    expect(narrow(nameless, paste, { ...ALL, namespace: 'shop' }).incidents).toHaveLength(1)
  })
})
