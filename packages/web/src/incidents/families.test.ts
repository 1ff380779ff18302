import { describe, expect, it } from 'vitest'
import type { IncidentRow } from '../api/answers.ts'
import { listRows } from './families.ts'

const NOW = Date.parse('2026-11-30T12:00:00Z')

function row(
  id: string,
  more: Partial<IncidentRow> = {},
  victimOf: string | null = null,
): IncidentRow {
  return {
    id,
    cluster: 'c',
    namespace: 'shop',
    workload_kind: 'Deployment',
    workload: `w-${id}`,
    container: 'api',
    cause: 'oom-killed',
    branch: 'resources',
    state: 'open',
    title: `Title ${id}`,
    confidence: 0.9,
    crashes: 3,
    opened: '2026-11-30T09:00:00Z',
    changed: '2026-11-30T09:00:00Z',
    resolved: null,
    newest: {
      kind: 'crash-loop',
      pods: [],
      victim_of: victimOf,
      victims: [],
      since: '2026-11-30T09:00:00Z',
      reason: null,
      exit_code: 1,
      restarts: 3,
      next_restart: null,
      change: null,
      fix: null,
    },
    ...more,
  }
}

const ids = (rows: ReturnType<typeof listRows>) =>
  rows.map(({ incident, isVictim }) => `${isVictim ? '-' : ''}${incident.id}`)

describe('the list', () => {
  const all = [
    row('a'),
    row('v1', {}, 'r'),
    row('r'),
    row('v2', {}, 'v1'),
    row('z', { state: 'resolved' }),
  ]

  it('has victims under their root, however deep, and roots of many first', () => {
    expect(ids(listRows(all, {}, NOW))).toEqual(['r', '-v1', '-v2', 'a'])
  })

  it('shows a victim by itself where its root is not asked for', () => {
    expect(ids(listRows(all, { q: 'w-v1' }, NOW))).toEqual(['v1'])
  })

  it('does not end in a ring of victims, and loses nobody', () => {
    const ring = [row('a', {}, 'b'), row('b', {}, 'a'), row('c')]
    expect(ids(listRows(ring, {}, NOW))).toContain('c')
  })

  it('is filtered by state and by words in any order', () => {
    expect(ids(listRows(all, { state: 'resolved' }, NOW))).toEqual(['z'])
    expect(ids(listRows(all, { q: 'deployment TITLE w-a' }, NOW))).toEqual(['a'])
  })
})
