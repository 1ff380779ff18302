import { execFileSync, spawn } from 'node:child_process'
import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { KubeObject, Snapshot } from '@unloop/engine/evidence'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../errors.ts'
import { readPath } from '../files/read-path.ts'
import { testFolder, type TestFolder } from '../testing/kubeconfig.ts'
import { writeCollected } from './collect.ts'
import { maskObject } from './mask-object.ts'

let folder: TestFolder
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => folder.remove())

const object = (kind: string, fields: Readonly<Record<string, unknown>>): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { namespace: 'shop', name: `my-${kind.toLowerCase()}` },
  ...fields,
})

const container = {
  name: 'api',
  image: 'registry/hunter2:1',
  args: ['--db-password', 's3cr3t', '--verbose', '--url=http://a:hunter2@b'],
  env: [
    { name: 'API_TOKEN', value: 's3cr3t' },
    { name: 'TOKEN_TTL', value: '3600' },
    { name: 'DB_PASSWORD', value: '' },
    { name: 'SECRET', value: '/run/secrets/db' },
    { name: 'URL', value: 'postgres://me:hunter2@db/shop' },
  ],
}

const SNAPSHOT: Snapshot = {
  source: { kind: 'cluster', name: 'prod', capturedAt: '2026-11-20T09:30:00Z' },
  objects: [
    object('Pod', { spec: { containers: [container] } }),
    object('ConfigMap', { data: { 'app.ini': 'password = hunter2', PASSWORD: 's3cr3t' } }),
    object('Secret', { data: { url: 'czNjcjN0' }, stringData: { a: 's3cr3t' } }),
  ].map((found) => ({ object: found, origin: { source: 'api' } })),
  logs: [
    {
      namespace: 'shop',
      pod: 'my-pod',
      container: 'api',
      run: 'previous',
      origin: { source: 'x' },
      text: '2026-11-20T09:29:00Z login with password=hunter2 failed\n',
    },
  ],
  samples: [
    {
      name: 'container_memory_working_set_bytes',
      labels: { namespace: 'shop', pod: 'my-pod', container: 'api' },
      value: 5,
      at: 1795253400000,
    },
  ],
  gaps: ['Nodes were not read.'],
}

describe('writeCollected', () => {
  it('writes an archive that gives the same snapshot, without secrets', async () => {
    const output = join(folder.path, 'out.tar.gz')
    const written = await writeCollected(SNAPSHOT, { output, version: '1.2.3' })
    expect(written.files).toBe(6)
    expect(statSync(output).mode & 0o777).toBe(0o600)
    const back = await readPath(output)
    expect(back.source).toEqual({
      kind: 'dump',
      name: 'out.tar.gz',
      capturedAt: '2026-11-20T09:30:00Z',
    })
    expect(back.objects.map(({ object: { kind } }) => kind).toSorted()).toEqual([
      'ConfigMap',
      'Pod',
      'Secret',
    ])
    expect(back.logs.map(({ run, text, pod }) => [run, text, pod])).toEqual([
      ['previous', '2026-11-20T09:29:00Z login with password=*** failed\n', 'my-pod'],
    ])
    expect(back.samples).toEqual(SNAPSHOT.samples)
    expect(back.gaps).toEqual(['Nodes were not read.'])
    const all = JSON.stringify(back)
    for (const secret of ['s3cr3t', 'czNjcjN0', 'me:hunter2', 'password=hunter2'])
      expect(all).not.toContain(secret)
  })

  it('writes into a pipe or device and leaves it what it is, and follows a link', async () => {
    const pipe = join(folder.path, 'pipe')
    execFileSync('mkfifo', [pipe])
    const reader = spawn('cat', [pipe])
    const read = buffer(reader.stdout)
    await writeCollected(SNAPSHOT, { output: pipe, version: '1' })
    expect((await read).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
    expect(statSync(pipe).isFIFO()).toBe(true)

    const [file, link] = [join(folder.path, 'file'), join(folder.path, 'link')]
    writeFileSync(file, 'old')
    symlinkSync(file, link)
    await writeCollected(SNAPSHOT, { output: link, version: '1' })
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
  })

  it('names a folder that does not exist', async () => {
    const output = join(folder.path, 'no', 'out.tar.gz')
    await expect(writeCollected(SNAPSHOT, { output, version: '1' })).rejects.toThrow(SourceError)
  })
})

describe('maskObject', () => {
  it('masks settings by their names and keeps what tells nothing', () => {
    const masked = maskObject(object('Pod', { spec: { containers: [container] } }))
    const spec = masked['spec'] as { readonly containers: readonly (typeof container)[] }
    expect(spec.containers[0]?.env.map(({ value }) => value)).toEqual([
      '***',
      '3600',
      '',
      '/run/secrets/db',
      'postgres://me:***@db/shop',
    ])
    expect(spec.containers[0]?.args).toEqual([
      '--db-password',
      '***',
      '--verbose',
      '--url=http://a:***@b',
    ])
    expect(spec.containers[0]?.image).toBe('registry/hunter2:1')
  })

  it('masks inside of what kubectl apply left', () => {
    const name = 'kubectl.kubernetes.io/last-applied-configuration'
    const applied = JSON.stringify({ spec: { env: [{ name: 'API_KEY', value: 's3cr3t' }] } })
    const pod = { ...object('Pod', {}), metadata: { name: 'a', annotations: { [name]: applied } } }
    expect(maskObject(pod).metadata.annotations?.[name]).toContain('"value":"***"')
    const broken = { ...pod, metadata: { name: 'a', annotations: { [name]: '{"s3cr3t' } } }
    expect(maskObject(broken).metadata.annotations?.[name]).toBe('***')
  })
})
