import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diagnose } from '@unloop/engine'
import { BRANCHES, CAUSE_IDS } from '@unloop/engine/catalogue'
import type { Report } from '@unloop/engine/report'
import { readPath } from '@unloop/sources/files'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import {
  sampleIncident,
  sampleReport,
  sampleVictim,
} from '../packages/cli/src/testing/sample-report.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const schema = JSON.parse(
  readFileSync(join(root, 'packages/engine/schema/report.schema.json'), 'utf8'),
) as SchemaNode
const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
}).compile<Report>(schema)

interface SchemaNode {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, SchemaNode>>
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly items?: SchemaNode
  readonly oneOf?: readonly SchemaNode[]
  readonly enum?: readonly unknown[]
  readonly additionalProperties?: boolean
}

const check = (report: unknown): string =>
  validate(report)
    ? ''
    : JSON.stringify(
        validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`),
      )

describe('the JSON Schema of the report', () => {
  it('takes the reports of renderers’ tests', () => {
    expect(check(sampleReport())).toBe('')
    expect(
      check(
        sampleReport({
          incidents: [sampleVictim({ container: null, kind: 'root', cluster: 'prod' })],
        }),
      ),
    ).toBe('')
  })

  it('refuses unknown fields, causes and forms', () => {
    expect(check({ ...sampleReport(), extra: 1 })).not.toBe('')
    expect(check({ ...sampleReport(), schema: 'unloop/report@2' })).not.toBe('')
    expect(check(sampleReport({ incidents: [sampleIncident({ causes: [] })] }))).not.toBe('')
    expect(check(sampleReport({ generatedAt: 'yesterday' }))).not.toBe('')
  })

  it('names the causes and branches of the catalogue, in its order', () => {
    expect(schema.$defs?.['cause']?.properties?.['id']?.enum).toEqual(CAUSE_IDS)
    expect(schema.$defs?.['cause']?.properties?.['branch']?.enum).toEqual(Object.keys(BRANCHES))
  })

  it('names exactly the fields that the TypeScript types have', () => {
    expectTypeOf(FIELDS.report).toEqualTypeOf<KeysOf<Report>>()
    expect(fieldsOf(schema)).toEqual(FIELDS.report)
    for (const [name, fields] of Object.entries(FIELDS).filter(([name]) => name !== 'report'))
      expect(fieldsOf(schema.$defs?.[name]), name).toEqual(fields)
  })
})

type Incident = Report['incidents'][number]
type Cause = Incident['causes'][number]

/** Every field by name: `true` where it is required. A field that only the type or only this table has does not compile. */
type KeysOf<T> = {
  -readonly [K in keyof Required<T>]: object extends Pick<T, K & keyof T> ? false : true
}

const FIELDS = {
  report: {
    schema: true,
    generatedAt: true,
    source: true,
    incidents: true,
    scanned: true,
    gaps: true,
  } satisfies KeysOf<Report> as KeysOf<Report>,
  incident: {
    id: true,
    kind: true,
    cluster: false,
    namespace: true,
    workload: true,
    container: true,
    pods: true,
    state: true,
    since: true,
    causes: true,
    victimOf: true,
    victims: true,
    change: true,
    fixes: true,
    collect: true,
    settling: false,
    chain: false,
  } satisfies KeysOf<Incident>,
  state: {
    reason: true,
    exitCode: true,
    signal: true,
    restarts: true,
    restartsUnknown: false,
    lastExitAt: true,
    nextRestartAt: true,
    backoffSeconds: true,
  } satisfies KeysOf<Incident['state']>,
  cause: {
    id: true,
    branch: true,
    confidence: true,
    score: true,
    title: true,
    explanation: true,
    evidence: true,
    distinguish: false,
    signature: false,
    basis: false,
  } satisfies KeysOf<Cause>,
  evidence: {
    kind: true,
    source: true,
    line: false,
    at: false,
    field: false,
    excerpt: true,
  } satisfies KeysOf<Cause['evidence'][number]>,
  change: { at: true, what: true, revision: true, previous: true } satisfies KeysOf<
    NonNullable<Incident['change']>
  >,
  fix: {
    id: true,
    title: true,
    where: true,
    risk: true,
    commands: true,
    patch: true,
    create: false,
    asks: false,
    also: false,
    temporary: false,
    verify: true,
  } satisfies KeysOf<Incident['fixes'][number]>,
}

const fieldsOf = (node: SchemaNode | undefined): Record<string, boolean> =>
  Object.fromEntries(
    Object.keys(node?.properties ?? {}).map((name) => [
      name,
      node?.required?.includes(name) === true,
    ]),
  )

describe('every report of the recorded cases', () => {
  for (const set of ['corpus', 'threads']) {
    const folder = join(root, 'test', set)
    const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    it(`fits the schema: ${set}`, { timeout: 180_000 }, async () => {
      for (const { name } of cases) {
        const files = readdirSync(join(folder, name))
        const input = files.includes('dump') ? 'dump' : 'evidence.txt'
        if (!files.includes(input)) continue
        const report = diagnose(await readPath(join(folder, name, input)), {
          generatedAt: '2026-11-21T00:00:00Z',
          knowledge: KNOWLEDGE,
        })
        expect(check(report), name).toBe('')
      }
    })
  }
})
