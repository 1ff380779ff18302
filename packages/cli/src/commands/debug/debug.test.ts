import { describe, expect, it } from 'vitest'
import { plain } from '../../output/paint.ts'
import type { InspectionPage, ObservationView } from './page.ts'
import { inspectionText } from './text.ts'

const seen = (more: Partial<ObservationView>): ObservationView => ({
  verdict: 'well',
  words: '',
  meaning: null,
  from: null,
  fact: { kind: 'env', name: 'A', state: 'set' },
  ...more,
})

const page = (more: Partial<InspectionPage>): InspectionPage => ({
  schema: 'unloop/debug@1',
  context: 'lab',
  namespace: 'shop',
  workload: { kind: 'Deployment', name: 'web' },
  pod: 'web-1',
  container: 'app',
  way: 'copy',
  added: 'web-1-look-x',
  isRemoved: true,
  node: 'node-a',
  user: { uid: 1000, gids: [] },
  before: {
    id: 'unknown',
    title: 'The evidence does not decide',
    confidence: 0.3,
    explanation: '',
  },
  after: null,
  seen: [],
  fixes: [],
  notes: [],
  leftovers: [],
  isWell: true,
  ...more,
})

const text = (more: Partial<InspectionPage>): string =>
  inspectionText(page(more), { width: 80, paint: plain })

describe('the page of an inspection', () => {
  it('says where it looked, what is wrong first, and what that means', () => {
    const shown = text({
      seen: [
        seen({ words: '/bin/sh is executable' }),
        seen({
          verdict: 'wrong',
          words: 'db refuses the connection',
          meaning: 'It is down.',
          from: 'env DB',
        }),
      ],
      after: {
        id: 'dependency-unreachable',
        title: 'db refuses',
        confidence: 0.8,
        explanation: 'It ends.',
      },
    })
    expect(shown).toBe(
      [
        'Deployment shop/web, container app of pod web-1',
        '   Looked inside a copy (web-1-look-x, removed again) on node-a as user 1000.',
        '',
        '   - db refuses the connection [env DB]',
        '       It is down.',
        '   + /bin/sh is executable',
        '',
        'Db refuses (dependency-unreachable, 80 %)',
        '   Before the look: The evidence does not decide (unknown, 30 %).',
        '   It ends.',
        '',
      ].join('\n'),
    )
  })

  it('says how to go on where nothing is wrong', () => {
    const unknown = { id: 'unknown', title: 'x', confidence: 0.3, explanation: '' }
    const shown = text({ seen: [seen({ words: 'fine' })], after: unknown })
    expect(shown).toContain('nothing that could be looked at is wrong')
    expect(shown).toContain('unloop debug deployment/web -n shop --keep')
  })

  it('names what is left in the cluster', () => {
    const shown = text({
      isRemoved: false,
      leftovers: [{ name: 'a-look-b', of: 'shop/a app', since: '2026-01-01T00:00:00Z' }],
    })
    expect(shown).toContain('kubectl delete pod web-1-look-x -n shop')
    expect(shown).toContain('kubectl delete pod a-look-b -n shop')
  })

  it('keeps the order of addresses, and leaves out limits that are no news', () => {
    const shown = text({
      schema: 'unloop/net@1',
      way: 'exec',
      seen: [
        seen({ words: 'a connects' }),
        seen({ verdict: 'wrong', words: 'b refuses' }),
        seen({ words: 'no limit', fact: { kind: 'limit', name: 'memory', value: null } }),
      ],
    })
    expect(shown.indexOf('a connects')).toBeLessThan(shown.indexOf('b refuses'))
    expect(shown).not.toContain('no limit')
  })
})
