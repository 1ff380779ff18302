import { describe, expect, it } from 'vitest'
import type { Incident } from '@unloop/engine/report'
import { shareFile, shareName } from './share-file.ts'
import type { Story, StoryLine } from '../story/story.ts'

const HOSTILE = '</pre><script>owned=1</script><img src=x onerror="owned=1">\u001B[31m'

const incident = {
  namespace: 'shop',
  workload: { kind: 'Deployment', name: `web/../${HOSTILE}` },
  container: { name: 'web', role: 'main' },
  kind: 'crash-loop',
  state: { restarts: 3, exitCode: 1, reason: 'Error' },
  pods: ['web-1'],
  causes: [
    {
      id: 'app-exception',
      title: HOSTILE,
      confidence: 0.97,
      explanation: HOSTILE,
      evidence: [{ kind: 'log', source: 'web-1', excerpt: HOSTILE }],
    },
  ],
  change: { what: HOSTILE },
  fixes: [],
} as unknown as Incident

const story: Story = {
  incident,
  tracked: null,
  relatives: [],
  runs: [],
  events: [],
  calls: [],
  versions: [],
  nowMs: Date.UTC(2026, 10, 30, 20, 15),
}

const linesOf = (count: number): StoryLine[] =>
  Array.from({ length: count }, (_, index) => ({
    ms: index * 1_000,
    pod: 'web-1',
    run: 3,
    raw: index === 0 ? HOSTILE : `line ${index}`,
    level: 'info',
  }))

describe('a shared file', () => {
  const file = shareFile({ story, lines: linesOf(600), decisive: new Set([0]) })

  it('holds what was said as text alone, and runs nothing', () => {
    expect(file).toContain('&lt;script&gt;owned=1&lt;/script&gt;')
    expect(file).not.toMatch(/<(?:script|img|a|iframe|link)\b/)
    expect(file).toContain("default-src 'none'")
    expect(file.match(/<pre>/g)?.length).toBe(file.match(/<\/pre>/g)?.length)
  })

  it('has the last lines and the decisive ones, and says how many are left out', () => {
    expect(file).toContain('<mark>1970-01-01 00:00:00 UTC #3 ')
    expect(file).toContain('line 599')
    expect(file).toContain('line 100')
    expect(file).not.toContain('line 99\n')
    expect(file).toContain('99 older ones are left out')
  })

  it('has a name that no file system takes for a path', () => {
    expect(shareName(story)).toMatch(/^web-\.\.-[\w.-]+-20261130T201500Z\.html$/)
  })
})
