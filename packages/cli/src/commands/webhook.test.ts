import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { parseAddress } from '../options/address.ts'
import { run } from '../run.ts'
import { recordedIo } from '../testing/recorded-io.ts'

const unloop = async (args: readonly string[], stdin = '') => {
  const { io, out, err } = recordedIo({ stdin })
  const status = await run(args, io)
  return { status, out: out(), err: err() }
}

const IMAGE = ['--image', 'registry.example/unloop:0.1.0']

interface Made {
  readonly kind: string
  readonly metadata: { readonly annotations?: unknown }
  readonly rules?: readonly { readonly resourceNames: readonly string[] }[]
  readonly spec: { template: { spec: { containers: readonly [{ args: readonly string[] }] } } }
  readonly webhooks: readonly {
    readonly namespaceSelector: { readonly matchExpressions: readonly { values: unknown }[] }
  }[]
}

const objects = (text: string): readonly Made[] =>
  parseAllDocuments(text).map((each) => each.toJS() as Made)

describe('unloop webhook manifests', () => {
  it.each([[[]], [['--cert-manager']], [['--live', '--deny', 'will-crash']]])(
    'passes our own lint: %j',
    async (more) => {
      const { status, out } = await unloop(['webhook', 'manifests', ...IMAGE, ...more])
      expect(status).toBe(0)
      // The Secret of the certificate is made by cert-manager.
      const linted = await unloop(
        ['lint', '-', '--bundle', 'complete', '--disable', 'volume-secret-missing'],
        out,
      )
      expect(linted).toMatchObject({ status: 0, out: expect.stringMatching(/^(No|Nothing)/) })
    },
  )

  it('fails open, leaves the system alone, and asks for the least rights', async () => {
    const { out } = await unloop(['webhook', 'manifests', ...IMAGE, '--exempt', 'legacy'])
    const all = objects(out)
    const kinds = all.map(({ kind }) => kind)
    expect(kinds[0]).toBe('Namespace')
    expect(kinds.at(-1)).toBe('ValidatingWebhookConfiguration')
    const [hook] = all.at(-1)?.webhooks ?? []
    expect(hook).toMatchObject({ failurePolicy: 'Ignore', sideEffects: 'None', timeoutSeconds: 5 })
    expect(hook?.namespaceSelector.matchExpressions[0]?.values).toEqual([
      'kube-system',
      'kube-public',
      'kube-node-lease',
      'unloop-system',
      'legacy',
    ])
    const rules = all.flatMap((each) => each.rules ?? [])
    expect(rules.every(({ resourceNames }) => resourceNames.length === 1)).toBe(true)
    const deployment = all.find(({ kind }) => kind === 'Deployment')
    expect(deployment?.spec.template.spec.containers[0].args).toContain('--exempt=legacy')
  })

  it('leaves certificates to cert-manager, without any right of its own', async () => {
    const { out } = await unloop(['webhook', 'manifests', ...IMAGE, '--cert-manager'])
    const all = objects(out)
    const kinds = all.map(({ kind }) => kind)
    expect(kinds).toContain('Certificate')
    expect(kinds.filter((kind) => /Role|^Secret$/.test(kind))).toEqual([])
    expect(all.at(-1)?.metadata.annotations).toEqual({
      'cert-manager.io/inject-ca-from': 'unloop-system/unloop-webhook',
    })
  })

  it('says what is missing or in the wrong place', async () => {
    expect((await unloop(['webhook', 'manifests'])).err).toContain('deploy/Dockerfile')
    expect(await unloop(['webhook', 'manifest'])).toMatchObject({ status: 2 })
    expect((await unloop(['webhook', ...IMAGE])).err).toContain('webhook manifests')
    expect(await unloop(['webhook', '--deny', 'all'])).toMatchObject({ status: 2 })
    expect((await unloop(['webhook', '--disable', 'cmd-one-strin'])).err).toContain(
      'cmd-one-string',
    )
    expect(await unloop(['webhook', '--listen', 'here'])).toMatchObject({ status: 2 })
    expect(await unloop(['webhook'])).toMatchObject({ status: 3 })
  })
})

it('prints policies with what they leave out', async () => {
  const { status, out } = await unloop(['lint', 'policies', '--deny', 'will-crash'])
  expect(status).toBe(0)
  const kinds = objects(out).map(({ kind }) => kind)
  expect(kinds).toEqual([
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ])
  expect(out).toMatch(/^#.*\n#/)
  expect(out).toContain('cmd-sh-no-c')
  expect(out).toContain('validationActions:\n    - Deny')
})

it('reads addresses', () => {
  expect(parseAddress(':8443')).toEqual({ host: '', port: 8443 })
  expect(parseAddress('8443')).toEqual({ host: '', port: 8443 })
  expect(parseAddress('127.0.0.1:0')).toEqual({ host: '127.0.0.1', port: 0 })
  expect(parseAddress('[::1]:1')).toEqual({ host: '::1', port: 1 })
  for (const wrong of ['', ':', 'a:b', ':70000', '::1'])
    expect(() => parseAddress(wrong)).toThrow('no address')
})
