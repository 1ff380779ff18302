import { parse as parseYaml } from 'yaml'
import { describe, expect, it } from 'vitest'
import { clean } from '../output/clean.ts'
import { coloured, plain } from '../output/paint.ts'
import { columns } from '../output/wrap.ts'
import type { FORMATS } from '../options/table.ts'
import {
  sampleCause,
  sampleIncident,
  sampleReport,
  sampleVictim,
} from '../testing/sample-report.ts'
import { REPORTERS } from './index.ts'
import type { View } from './reporter.ts'

const VIEW: View = { width: 80, paint: plain, banner: null }

const show = async (
  format: (typeof FORMATS)[number],
  report = sampleReport(),
  view: Partial<View> = {},
): Promise<string> => (await REPORTERS[format]())(report, { ...VIEW, ...view })

describe('text', () => {
  it('puts cause, proof, change, next restart, fix and rival before the rest', async () => {
    const text = await show('text')
    const order = [
      '2 incidents in 41 pods (58 containers) of dump cluster-dump',
      '1. shop/deployment/checkout, container api: DATABASE_URL is not set',
      'env-missing, very likely (94 %)',
      'logs/shop/checkout-5b8c/api.previous.log:41',
      "KeyError: 'DATABASE_URL'",
      'What changed',
      'Next restart  in 2 min 50 s',
      'Fix           Set DATABASE_URL (manifest, low risk)',
      'kubectl -n shop set env deploy/checkout DATABASE_URL=postgres://db/shop',
      'Or it is      dns-failure (50 %)',
      'To tell apart',
      'Victims       shop/statefulset/web, init container migrate',
      '"name": "LOG_LEVEL"',
      'Less likely   tls-cert (2 %)',
      'What could not be read',
    ]
    const places = order.map((each) => text.indexOf(each))
    expect(places.map((at, index) => (at === -1 ? order[index] : 'found'))).toEqual(
      order.map(() => 'found'),
    )
    expect(places.toSorted((a, b) => a - b)).toEqual(places)
  })

  it('keeps to the width, but for commands, which can be copied', async () => {
    for (const width of [80, 100, 120]) {
      const lines = (await show('text', sampleReport(), { width })).split('\n')
      const long = lines.filter((line) => columns(line) > width)
      expect(long.every((line) => line.trim().startsWith('kubectl'))).toBe(true)
    }
  })

  it('says the same with colour as without', async () => {
    const report = sampleReport()
    const withColor = await show('text', report, { paint: coloured })
    expect(withColor).not.toBe(await show('text', report))
    expect(clean(withColor)).toBe(await show('text', report))
  })

  it('lists several incidents before it tells of each', async () => {
    const incidents = ['a', 'b', 'c'].map((name) =>
      sampleIncident({ id: name, workload: { kind: 'Deployment', name }, victims: [] }),
    )
    const text = await show('text', sampleReport({ incidents }))
    const lines = text.split('\n').filter((line) => /^\d {2}/.test(line))
    expect(lines[0]).toMatch(
      /^1 {2}shop\/a {2}env-missing: DATABASE_URL is not set +\d+ (?:s|min|h|d) +94 %$/,
    )
    expect(lines[2]).toMatch(/^3 {2}shop\/c/)
  })

  it('says so where nothing was found', async () => {
    const text = await show('text', sampleReport({ incidents: [], gaps: [] }))
    expect(text).toContain('No incident in 41 pods')
  })

  it('shows an incident without container, change, fix or evidence', async () => {
    const root = sampleIncident({
      kind: 'root',
      container: null,
      pods: [],
      change: null,
      fixes: [],
      collect: [],
      victims: [],
      cluster: 'prod-eu',
      settling: 'It settles by itself.',
      workload: { kind: 'Secret', name: 'db-password' },
      causes: [sampleCause({ evidence: [], confidence: 0.3, id: 'unknown' })],
    })
    const text = await show('text', sampleReport({ incidents: [root] }))
    expect(text).toContain('prod-eu: shop/secret/db-password: DATABASE_URL is not set')
    expect(text).toContain('undecided (30 %)')
    expect(text).toContain('It settles by itself.')
  })

  it('loses no incident of a chain or a ring of victims', async () => {
    const chain = [
      sampleIncident({ id: 'a', victims: ['b'] }),
      sampleVictim({ id: 'b', victimOf: 'a', workload: { kind: 'Deployment', name: 'middle' } }),
      sampleVictim({ id: 'c', victimOf: 'b', workload: { kind: 'Deployment', name: 'last' } }),
    ]
    const text = await show('text', sampleReport({ incidents: chain }))
    expect(text).toContain('Victims       shop/deployment/middle')
    expect(text).toContain('shop/deployment/last')
    const ring = [
      sampleVictim({ id: 'x', victimOf: 'y', workload: { kind: 'Deployment', name: 'ring-x' } }),
      sampleVictim({ id: 'y', victimOf: 'x', workload: { kind: 'Deployment', name: 'ring-y' } }),
    ]
    const shown = await show('text', sampleReport({ incidents: ring }))
    expect(shown).toContain('ring-x')
    expect(shown).toContain('ring-y')
  })

  it('shows the banner first', async () => {
    const text = await show('text', sampleReport(), { banner: 'RECORDED DEMO' })
    expect(text.split('\n').slice(0, 3)).toEqual(['='.repeat(80), 'RECORDED DEMO', '='.repeat(80)])
  })
})

describe('json and yaml', () => {
  it('give the report back', async () => {
    const report = sampleReport()
    expect(JSON.parse(await show('json', report))).toEqual(report)
    expect(parseYaml(await show('yaml', report))).toEqual(report)
  })
})

const HOSTILE =
  '<img src=x onerror=alert(1)> `code` **bold** | a | # x\n- @all [x](javascript:1) ``` fence'

describe('markdown', () => {
  it('holds the same facts', async () => {
    const text = await show('markdown')
    for (const each of [
      '## 1. shop/deployment/checkout',
      '`env-missing`, very likely (94 %)',
      '### Victims',
      '### Fix: Set DATABASE\\_URL',
    ])
      expect(text).toContain(each)
    expect(text).toContain(
      '-p \'{"spec":{"template":{"metadata":{"annotations":{"note":"it\'\\\'\'s"}}}}}\'',
    )
  })

  it('lets no log line become markup', async () => {
    const causes = [
      sampleCause({
        title: HOSTILE,
        explanation: HOSTILE,
        evidence: [{ kind: 'log', source: '`x`', excerpt: HOSTILE }],
      }),
    ]
    const text = await show('markdown', sampleReport({ incidents: [sampleIncident({ causes })] }))
    const outside = text.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '')
    expect(outside).not.toMatch(/[^\\]<img/)
    expect(outside).not.toMatch(/[^\\]\*\*bold/)
    expect(outside).not.toMatch(/[^\\]@all/)
    expect(text).toContain('````text\n')
  })
})

describe('html', () => {
  it('is one page without scripts and resources', async () => {
    const text = await show('html')
    expect(text).toMatch(/^<!doctype html>/)
    expect(text).toContain("default-src 'none'")
    expect(text).not.toMatch(/<script|<link|<img|@import|url\(|\ssrc=/)
  })

  it('escapes what comes from logs and names', async () => {
    const causes = [
      sampleCause({
        title: HOSTILE,
        explanation: HOSTILE,
        evidence: [{ kind: 'log', source: '"><b>', excerpt: HOSTILE }],
      }),
    ]
    const incidents = [sampleIncident({ id: '"><script>', namespace: '<i>', causes, victims: [] })]
    const text = await show('html', sampleReport({ incidents, gaps: [HOSTILE] }))
    expect(text).not.toMatch(/<img|<script|<i>|<b>/)
    expect(text).toContain('&lt;img src=x')
  })

  it('has headings in order and a label for each incident', async () => {
    const text = await show('html')
    expect([...text.matchAll(/<h(\d)/g)].map(([, level]) => level).slice(0, 4)).toEqual([
      '1',
      '2',
      '3',
      '3',
    ])
    expect(text).toContain('aria-labelledby="incident-f3a9-title"')
  })

  it('keeps the line ends of excerpts', async () => {
    const causes = [
      sampleCause({ evidence: [{ kind: 'log', source: 'x', excerpt: 'one\n  two' }] }),
    ]
    expect(await show('html', sampleReport({ incidents: [sampleIncident({ causes })] }))).toContain(
      '<pre>one\n  two</pre>',
    )
  })
})
