import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { recordedIo } from '../../testing/recorded-io.ts'
import { configSchema } from './schema.ts'

const top = mkdtempSync(join(tmpdir(), 'unloop-lint-config-'))
afterAll(() => rmSync(top, { recursive: true, force: true }))
let folder = top
let count = 0
beforeEach(() => {
  folder = join(top, `case-${++count}`)
  mkdirSync(join(folder, '.git'), { recursive: true })
})

const deployment = (name: string, more = ''): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
      - name: app
        image: shop/web:1
        command: ["npm start"]
        resources: {limits: {memory: 512Mi, cpu: 1}}${more}
`

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

const lint = async (config: string, args: readonly string[] = [folder]) => {
  write({ 'unloop-lint.yaml': config })
  const { io, out, err } = recordedIo()
  const status = await run(['lint', '-o', 'json', ...args], io)
  const findings: readonly {
    code: string
    severity: string
    object: string
    line: number
    message: string
    path: string
  }[] = out() === '' ? [] : JSON.parse(out()).findings
  return {
    status,
    err: err(),
    findings,
    codes: findings.map(({ code, object }) => `${object} ${code}`),
  }
}

describe('unloop-lint.yaml', () => {
  it('switches checks by code, by identifiers of other tools, and for some files and objects', async () => {
    write({
      'a.yaml': deployment('a'),
      'test/b.yaml': deployment('b'),
      'c.yaml': deployment('c'),
      'old/d.yaml': deployment('d'),
    })
    const { codes, findings } = await lint(`
exclude: [old/]
checks:
  CONTAINERS_MISSING_LIVENESSPROBE_KEY: on
  cmd-one-string: practice
overrides:
- paths: [test/**]
  checks: {cmd-one-string: off}
- objects: ['*/c']
  namespaces: [shop]
  checks: {cmd-one-string: {level: will-crash}, liveness-probe-missing: false}
`)
    expect(codes.sort()).toEqual([
      'Deployment/a cmd-one-string',
      'Deployment/a liveness-probe-missing',
      'Deployment/b liveness-probe-missing',
      'Deployment/c cmd-one-string',
    ])
    expect(findings.map(({ severity }) => severity)).toContain('will-crash')
    expect((await lint('exclude: [a.yaml]\n', [join(folder, 'a.yaml')])).codes).toEqual([])
    expect((await lint('failOn: never\n')).status).toBe(0)
  })

  it('sets the numbers of checks', async () => {
    write({ 'a.yaml': deployment('a') })
    const config = (replicas: number) =>
      `checks:\n  cmd-one-string: off\n  replicas-below-two: {parameters: {replicas: ${replicas}}}\n`
    expect((await lint(config(3))).codes).toEqual(['Deployment/a replicas-below-two'])
    expect((await lint(config(2))).codes).toEqual([])
  })

  it('runs rules in CEL with the functions of Kubernetes', async () => {
    write({ 'a.yaml': deployment('a') })
    const { findings, err } = await lint(`
params: {most: 256Mi}
checks: {cmd-one-string: off}
custom:
- code: team/owner
  title: Every Deployment names its owner
  kinds: [Deployment]
  rule: has(object.metadata.labels) && 'owner' in object.metadata.labels
  path: metadata.labels
- code: team/memory
  title: Containers stay small
  for: container
  severity: practice
  variables: [{name: limit, expression: quantity(container.resources.limits.memory)}]
  rule: variables.limit.compareTo(quantity(params.most)) <= 0
  messageExpression: '"the limit is " + container.resources.limits.memory'
  path: resources.limits.memory
- code: team/holds
  title: All of these hold
  for: pod
  rule: >-
    pod.containers.all(c, c.image.find('^[a-z]+') == 'shop') && object.spec.replicas >= 2
    && [1, 2].sum() == 3 && isURL('https://a.b/c') && url('https://a.b:8/c').getPort() == '8'
    && object.spec.?paused.orValue(false) == false && quantity('1Gi').isGreaterThan(quantity('1M'))
    && isIP('10.0.0.1') && !isCIDR('10.0.0.1/64') && [3, 1].max() == 3
- code: team/absent
  title: A field that is not there
  rule: object.spec.nothing == 1
`)
    expect(findings).toMatchObject([
      { code: 'team/owner', severity: 'may-crash', path: 'metadata.labels', line: 3 },
      { code: 'team/memory', severity: 'practice', line: 16, message: 'the limit is 512Mi' },
    ])
    expect(err).toContain(
      'unloop-lint.yaml:28:9: team/absent could not be evaluated: No such key: nothing (Deployment/a).',
    )
  })

  it('ends rules that take too long', async () => {
    write({ 'a.yaml': deployment('a'), 'b.yaml': deployment('b') })
    const slow = `'${'a'.repeat(40)}!'.matches('^(a+)+$')`
    const { status, err } = await lint(
      `custom:\n- code: slow\n  title: t\n  rule: "${slow}"\nchecks: {cmd-one-string: off}\n`,
    )
    expect(status).toBe(0)
    expect(err).toContain('it took longer than a second')
  })

  it('runs JSON Schemas and points at the value that does not fit', async () => {
    write({ 'a.yaml': deployment('a') })
    const { findings } = await lint(`
checks: {cmd-one-string: off}
custom:
- code: replicas
  title: Three replicas
  schema: {properties: {spec: {properties: {replicas: {minimum: 3}}}}}
- code: pull
  title: The image comes from our registry
  for: container
  message: Use registry.example.com
  schema: {properties: {image: {pattern: ^registry\\.example\\.com/}}}
`)
    expect(findings).toMatchObject([
      { code: 'replicas', path: 'spec.replicas', line: 7 },
      { code: 'pull', line: 14, message: 'Use registry.example.com' },
    ])
  })

  it('says what is wrong with it, with line and column', async () => {
    write({ 'a.yaml': deployment('a') })
    for (const [config, said] of [
      ['checks:\n  cmd-one-strin: off\n', ':2:3: There is no check "cmd-one-strin".'],
      ['chekcs: {}\n', 'unloop-lint.yaml:1:1: '],
      ['profiles: [crash, nonsense]\n', ':1:19: '],
      ['a: [\n', 'unloop-lint.yaml:2:1: '],
      ['custom:\n- code: x\n  title: y\n', ':2:3: '],
      ['custom:\n- code: x\n  title: y\n  rule: 1 +\n', ':4:9: The expression of x cannot be read'],
      ['custom:\n- code: x\n  title: y\n  rule: "\'a\'"\n', 'it gives a string'],
      ['custom:\n- code: x\n  title: y\n  rule: nothing.at == 1\n', 'Unknown variable: nothing'],
      [
        'checks:\n  cmd-one-string: {parameters: {x: 1}}\n',
        ':2:36: cmd-one-string has no parameter x',
      ],
      ['- 1\n', 'unloop-lint.yaml:1:1: '],
    ] as const) {
      const { status, err } = await lint(config)
      expect(err, config).toContain(said)
      expect(status, config).toBe(2)
    }
    expect((await lint('', [folder, '--config', join(folder, 'none.yaml')])).status).toBe(2)
    expect((await lint('')).status).toBe(1)
  })

  it('has a schema that other programs take', () => {
    const validate = new Ajv2020({ strict: false }).compile(configSchema())
    expect(
      validate({
        checks: { 'cmd-one-string': 'off' },
        custom: [{ code: 'a', title: 'b', rule: 'true' }],
      }),
    ).toBe(true)
    expect(validate({ custom: [{ code: 'a', title: 'b' }] })).toBe(false)
  })
})
