import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { recordedIo } from '../../testing/recorded-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-lint-outside-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  serviceAccountName: runner
  containers:
  - name: app
    image: shop/web:1
    envFrom: [{configMapRef: {name: settings}}]
    env:
    - {name: A, valueFrom: {secretKeyRef: {name: keys, key: a}}}
    - {name: B, valueFrom: {secretKeyRef: {name: keys, key: b}}}
    - {name: C, valueFrom: {secretKeyRef: {name: hidden, key: c}}}
---
apiVersion: example.com/v1
kind: Widget
metadata: {name: w}
`

const managed = (...keys: readonly string[]) => ({
  managedFields: [
    { fieldsV1: { 'f:data': Object.fromEntries(keys.map((key) => [`f:${key}`, {}])) } },
  ],
})

/** What a cluster answers, by path; 404 for all else. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/version': { gitVersion: 'v1.33.2' },
  '/api/v1/namespaces/shop/secrets/keys': { metadata: { name: 'keys', ...managed('a') } },
  '/api/v1/namespaces/shop/serviceaccounts/runner': { metadata: { name: 'runner' } },
  '/api/v1/nodes': { items: [{ metadata: { labels: { 'kubernetes.io/arch': 'arm64' } } }] },
  '/api': {
    items: [
      {
        metadata: {},
        versions: [{ version: 'v1', resources: [{ responseKind: { kind: 'Pod' } }] }],
      },
    ],
  },
  '/apis': {
    items: [
      {
        metadata: { name: 'apps' },
        versions: [{ version: 'v1', resources: [{ responseKind: { kind: 'Deployment' } }] }],
      },
    ],
  },
}

interface Asked {
  readonly method: string | undefined
  readonly path: string
  readonly accept: string | undefined
}

async function cluster() {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push({ method: request.method, path, accept: request.headers.accept })
    const body = ANSWERS[path]
    const status = path.endsWith('/hidden') ? 403 : body === undefined ? 404 : 200
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? { kind: 'Status' }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'current-context': 'c',
      clusters: [{ name: 'c', cluster: { server: url } }],
      users: [{ name: 'u', user: {} }],
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u', namespace: 'shop' } }],
    }),
  )
  return { asked, kubeconfig, close: () => server.close() }
}

interface Told {
  readonly code: string
  readonly severity: string
  readonly message: string
}

const lint = async (text: string, args: readonly string[]) => {
  const { io, out, err } = recordedIo({ stdin: text })
  const status = await run(['lint', '-', '-o', 'json', ...args], io)
  const findings: readonly Told[] = out() === '' ? [] : JSON.parse(out()).findings
  return {
    status,
    err: err(),
    findings,
    codes: findings.map(({ code, severity }) => `${code} ${severity}`),
  }
}

describe('--live', () => {
  it('settles what the files leave open, and asks for nothing else', async () => {
    expect((await lint(POD, [])).codes).toEqual([])
    expect((await lint(POD, ['--bundle', 'complete'])).codes).toContain(
      'env-secret-missing will-crash',
    )
    const { asked, kubeconfig, close } = await cluster()
    const { codes, findings, err } = await lint(POD, ['--live', '--kubeconfig', kubeconfig])
    close()
    expect(codes).toEqual([
      'envfrom-configmap-missing will-crash',
      'env-secret-key-missing will-crash',
      'kind-not-served refused',
    ])
    expect(findings[0]?.message).toContain('neither among these files nor in the cluster')
    expect(findings[1]?.message).toContain('Secret keys has no key b; it has a')
    expect(err).toContain('does not let you read Secret objects in namespace shop (status 403)')
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']))
    for (const { path, accept } of asked)
      if (/secrets|configmaps/.test(path)) expect(accept).toContain('as=PartialObjectMetadata')
    expect(asked.map(({ path }) => path).sort()).toEqual([
      '/api',
      '/api/v1/namespaces/shop/configmaps/settings',
      '/api/v1/namespaces/shop/secrets/hidden',
      '/api/v1/namespaces/shop/secrets/keys',
      '/api/v1/namespaces/shop/serviceaccounts/runner',
      '/api/v1/nodes',
      '/apis',
      '/version',
    ])
  })

  it('looks at the architectures of the nodes', async () => {
    const { kubeconfig, close } = await cluster()
    const config = join(folder, 'image.json')
    writeFileSync(
      config,
      JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Cmd: ['/web'] } }),
    )
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: shop/web:1}]}\n'
    const args = ['--live', '--kubeconfig', kubeconfig, '--image-config', `shop/web:1=${config}`]
    const { codes } = await lint(pod, args)
    close()
    expect(codes).toEqual(['image-arch-vs-nodeselector will-crash'])
  })

  it('says that there is no cluster', async () => {
    const { status, err } = await lint(POD, ['--live', '--kubeconfig', join(folder, 'none')])
    expect(status).toBe(3)
    expect(err).not.toBe('')
  })
})

describe('--image-config', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsNonRoot: true}
  containers: [{name: a, image: docker.io/library/tool}]
`
  const withConfig = async (value: unknown, name = 'tool=') => {
    const file = join(folder, 'config.json')
    writeFileSync(file, JSON.stringify(value))
    return (await lint(pod, ['--image-config', `${name}${file}`])).codes
  }

  it('settles what depends on the image', async () => {
    expect((await lint(pod, [])).codes).toEqual([])
    const prompt = { architecture: 'amd64', config: { Cmd: ['/bin/sh'] } }
    expect(await withConfig(prompt)).toEqual([
      'runasnonroot-no-uid-root-image will-crash',
      'image-os-base-no-command will-crash',
    ])
    expect(await withConfig({ config: { User: 'web', Entrypoint: ['/web'] } })).toEqual([
      'runasnonroot-no-uid-root-image will-crash',
    ])
    expect(await withConfig({ config: { User: '1000:1000', Entrypoint: ['/web'] } })).toEqual([])
    expect(await withConfig({ config: { User: '1000', Cmd: ['echo', 'hi'] } })).toEqual([
      'cmd-one-shot will-crash',
    ])
    expect(
      await withConfig([{ RepoTags: ['tool:latest'], Config: { User: '' } }], ''),
    ).toHaveLength(1)
    expect(await withConfig([{ RepoTags: ['other:1'], Config: { User: '' } }], '')).toEqual([])
    expect(await withConfig({ config: { Cmd: ['/web'] } }, '')).toHaveLength(1)
  })

  it('says what it cannot read', async () => {
    for (const text of ['', '[1]', '{"a":1}']) {
      const file = join(folder, 'broken.json')
      writeFileSync(file, text)
      const { status, err } = await lint(pod, ['--image-config', file])
      expect(status, text).toBe(2)
      expect(err).toContain('could not be read')
    }
  })
})
