import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { run } from '../../run.ts'
import { recordedIo } from '../../testing/recorded-io.ts'
import { customChecks } from '../custom/custom-checks.ts'
import { readConfig } from '../config/read-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-lint-migrate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const migrate = async (text: string) => {
  const file = join(folder, 'other.yaml')
  writeFileSync(file, text)
  const { io, out, err } = recordedIo()
  const status = await run(['lint', 'migrate', file], io)
  const made = join(folder, 'unloop-lint.yaml')
  writeFileSync(made, out())
  if (status === 0) expect(customChecks(readConfig(made)).checks).toBeDefined()
  return { status, text: out(), err: err(), config: parse(out()) ?? {} }
}

describe('unloop lint migrate', () => {
  it('takes over a policy of Datree', async () => {
    const { config, err, text } = await migrate(`
apiVersion: v1
policies:
- name: Staging
  rules: []
- name: Production
  isDefault: true
  rules:
  - identifier: CONTAINERS_MISSING_LIVENESSPROBE_KEY
    messageOnFailure: add one
  - identifier: ARGO_WORKFLOW_NO_SUCH
  - identifier: CUSTOM_OWNER
  - identifier: CUSTOM_CEL
    messageOnFailure: two at the least
  - identifier: CUSTOM_REGO
customRules:
- identifier: CUSTOM_OWNER
  name: An owner is named
  defaultMessageOnFailure: label it
  schema:
    required: [metadata]
- identifier: CUSTOM_CEL
  name: Two replicas
  schema:
    if: {properties: {kind: {enum: [Deployment]}}}
    then: {CELDefinition: [{expression: self.spec.replicas > 1}]}
- identifier: CUSTOM_REGO
  name: Rego
  schema: {regoDefinition: {code: 'package x'}}
- identifier: CUSTOM_UNUSED
  schema: {type: object}
`)
    expect(config.checks).toEqual({ 'liveness-probe-missing': 'on' })
    expect(config.custom).toEqual([
      {
        code: 'CUSTOM_OWNER',
        title: 'An owner is named',
        message: 'label it',
        schema: { required: ['metadata'] },
      },
      {
        code: 'CUSTOM_CEL',
        title: 'Two replicas',
        message: 'two at the least',
        kinds: ['Deployment'],
        rule: '(object.spec.replicas > 1)',
      },
    ])
    for (const lost of [
      'Staging',
      'ARGO_WORKFLOW_NO_SUCH',
      'add one',
      'regoDefinition',
      'CUSTOM_UNUSED',
    ]) {
      expect(err).toContain(lost)
      expect(text).toContain(lost)
    }
  })

  it('takes over the settings of kube-linter', async () => {
    const { config, err } = await migrate(`
checks:
  addAllBuiltIn: true
  exclude: [latest-tag, unset-cpu-requirements]
  include: [no-liveness-probe]
  ignorePaths: [~/x, test/**]
  newThing: 1
customChecks:
- name: owner
  description: An owner is named.
  template: required-label
  params: {key: owner, value: 'team-.+'}
  scope: {objectKinds: [DeploymentLike]}
- name: odd
  template: dangling-service
`)
    expect(config).toMatchObject({
      profiles: ['crash', 'practice'],
      exclude: ['test/**'],
      checks: { 'liveness-probe-missing': 'on', 'image-tag-not-pinned': 'off' },
      custom: [{ code: 'owner', title: 'An owner is named', path: 'metadata.labels' }],
    })
    for (const lost of ['~/x', 'newThing', 'dangling-service']) expect(err).toContain(lost)
  })

  it('takes over the checks and exemptions of Polaris', async () => {
    const { config, err } = await migrate(`
checks:
  livenessProbeMissing: danger
  cpuLimitsMissing: ignore
  tlsSettingsMissing2: warning
  ownImage: warning
exemptions:
- namespace: kube-system
  controllerNames: [coredns]
  rules: [livenessProbeMissing]
- controllerNames: [x]
  containerNames: [y]
mutations: []
customChecks:
  ownImage:
    successMessage: The image is ours.
    failureMessage: Use our registry
    target: Container
    schema: {properties: {image: {pattern: ^ours/}}}
  templated:
    target: Container
    schemaString: '{{ .x }}'
`)
    expect(config).toMatchObject({
      checks: { 'liveness-probe-missing': 'may-crash' },
      overrides: [
        {
          namespaces: ['kube-system'],
          objects: ['*/coredns*'],
          checks: { 'liveness-probe-missing': 'off' },
        },
      ],
      custom: [{ code: 'ownImage', severity: 'practice', for: 'container' }],
    })
    for (const lost of ['tlsSettingsMissing2', 'y', 'mutations', 'templated'])
      expect(err).toContain(lost)
  })

  it('says what it cannot take', async () => {
    expect((await migrate('a: b\n')).err).toContain('none of these tools')
    expect((await migrate('a: [\n')).status).toBe(2)
    const { io } = recordedIo()
    expect(await run(['lint', 'migrate', join(folder, 'none')], io)).toBe(3)
  })
})
