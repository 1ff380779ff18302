import { Environment } from '@marcbachmann/cel-js'
import { lint, policies } from '@unloop/lint'
import { expect, it } from 'vitest'
import { celValue } from './custom/cel-value.ts'
import { addKubeFunctions } from './custom/kube-functions.ts'
import { CEL_RULES } from '../../../lint/src/policies/rules.data.ts'
import { manifestOf } from '../../../../test/lab/fixtures.mjs'
import { samples } from '../../../../test/lab/policy-samples.mjs'

// On a real API server the same is tried by `npm run verify:lab -- webhook`; here by a library, so that the gate sees it too.

interface Policy {
  readonly spec: {
    readonly matchConditions?: readonly { readonly expression: string }[]
    readonly variables?: readonly { readonly name: string; readonly expression: string }[]
    readonly validations?: readonly { readonly expression: string; readonly message: string }[]
  }
}

const MADE = policies({
  deny: null,
  practice: true,
  only: [],
  disabled: [],
  exempt: [],
}) as unknown as readonly Policy[]

const environment = addKubeFunctions(
  new Environment({
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 20_000, maxDepth: 300 },
  })
    .registerVariable('object', 'dyn')
    .registerVariable('oldObject', 'dyn')
    .registerVariable('request', 'dyn')
    .registerVariable('variables', 'dyn'),
).registerFunction('string.matchesRe2(string): bool', matches)

/** As RE2 reads it, whose flags stand at the beginning; the library's own has JavaScript's syntax. */
function matches(text: string, pattern: string): boolean {
  const [, flags = '', rest = pattern] = /^\(\?([ims]+)\)([^]*)$/.exec(pattern) ?? []
  return new RegExp(rest, flags).test(text)
}

const parse = (expression: string) =>
  environment.parse(expression.replaceAll('.matches(', '.matchesRe2('))

const codeOf = (message: string): string => /\(([\w-]+)\)$/.exec(message)?.[1] ?? message

const COMPILED = MADE.filter(({ spec }) => spec.validations !== undefined).map(({ spec }) => ({
  conditions: (spec.matchConditions ?? []).map(({ expression }) => parse(expression)),
  variables: (spec.variables ?? []).map(({ name, expression }) => ({
    name,
    run: parse(expression),
  })),
  validations: (spec.validations ?? []).map(({ expression, message }) => ({
    code: codeOf(message),
    run: parse(expression),
  })),
}))

const CODES = new Set(COMPILED.flatMap(({ validations }) => validations.map(({ code }) => code)))

/** As the API server decodes it: what is null is not there. */
const decoded = (object: object): object =>
  JSON.parse(JSON.stringify(object), (_, value: unknown) =>
    Array.isArray(value)
      ? value
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null))
        : value,
  ) as object

/** What the policies say of an object that is created. */
function told(object: object): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { conditions, variables, validations } of COMPILED) {
    const named: Record<string, unknown> = {}
    const values = {
      object: celValue(object),
      oldObject: null,
      request: { operation: 'CREATE' },
      variables: named,
    }
    if (!conditions.every((run) => run(values) === true)) continue
    for (const { name, run } of variables) if (!name.startsWith('old')) named[name] = run(values)
    for (const { code, run } of validations) if (run(values) !== true) found.add(code)
  }
  return found
}

const NARROWER = new Set(
  CEL_RULES.flatMap(({ code, narrower }) => (narrower === undefined ? [] : [code])),
)

/** Objects without a pod in them: an API server refuses them before any policy sees them. */
const isWhole = (object: object): boolean => JSON.stringify(object).includes('"containers":[')

/** What lint says; null where an API server refuses the object before any policy sees it. */
function linted(object: object): ReadonlySet<string> | null {
  const { findings } = lint({
    manifests: [manifestOf(object)],
    problems: [],
    options: { completeness: 'partial', practice: true },
  })
  if (findings.some(({ severity }) => severity === 'refused')) return null
  return new Set(findings.map(({ code }) => code).filter((code) => CODES.has(code)))
}

it('policies come to the verdicts of the checks that they are made from', () => {
  const wrong: string[] = []
  const agreed = new Set<string>()
  let tried = 0
  for (const { name, object: written } of samples()) {
    const object = decoded(written)
    if (!isWhole(object)) continue
    const byLint = linted(object)
    if (byLint === null) continue
    tried++
    const byPolicy = told(object)
    for (const code of byLint)
      if (byPolicy.has(code)) agreed.add(code)
      else if (!NARROWER.has(code)) wrong.push(`${name}: ${code} is not told`)
    for (const code of byPolicy)
      if (!byLint.has(code)) wrong.push(`${name}: ${code} is told by the policy alone`)
  }
  expect(wrong).toEqual([])
  expect([...CODES].filter((code) => !agreed.has(code))).toEqual([])
  expect(tried).toBeGreaterThan(400)
})
