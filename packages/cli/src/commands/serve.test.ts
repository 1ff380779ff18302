import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { parseSize } from '../options/size.ts'
import { recordedIo } from '../testing/recorded-io.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop serve '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const unloop = async (...args: string[]) => {
  const { io, out, err } = recordedIo({ terminal: { err: true } })
  const status = await run(['serve', ...args], io)
  return { status, out: out(), err: err() }
}

describe('unloop serve', () => {
  it('says where it listens in its first line, and ends with status 0', async () => {
    const data = join(folder, 'data')
    const { status, out, err } = await unloop(
      '--no-cluster',
      '--listen',
      '127.0.0.1:0',
      '--otlp-grpc',
      '127.0.0.1:0',
      '--data',
      data,
    )
    expect({ status, out }).toEqual({
      status: 0,
      out: expect.stringMatching(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/),
    })
    expect(err).toContain('OTLP over gRPC is taken on port')
    expect(err).toContain('No cluster is watched')
    // The one secret that is meant for the terminal.
    expect(err).toMatch(/\/\?login=[\w-]{20,}/)
  }, 180_000)

  it('names the option of an address that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = `127.0.0.1:${(taken.address() as AddressInfo).port}`
    const common = ['--no-cluster', '--data', join(folder, 'taken')]
    try {
      const http = await unloop('--listen', address, '--otlp-grpc', 'off', ...common)
      expect(http).toMatchObject({ status: 2, err: expect.stringContaining('with --listen') })
      const grpc = await unloop('--listen', '127.0.0.1:0', '--otlp-grpc', address, ...common)
      expect(grpc).toMatchObject({ status: 2, err: expect.stringContaining('--otlp-grpc off') })
      expect(grpc.err).not.toContain('mistake of its own')
    } finally {
      taken.close()
    }
  }, 180_000)

  it('is not left open to others', async () => {
    for (const args of [
      ['--listen', ':0'],
      ['--otlp-grpc', '0.0.0.0:0'],
    ]) {
      const { status, err } = await unloop(...args, '--no-cluster')
      expect(status).toBe(2)
      expect(err).toContain('--tokens FILE')
    }
  })

  it('names the line of a token file that is wrong', async () => {
    const file = join(folder, 'tokens')
    writeFileSync(file, 'read aaaaaaaaaaaaaaaaaaaa\nadmin bbbbbbbbbbbbbbbbbbbb\n')
    const { status, err } = await unloop('--tokens', file)
    expect(status).toBe(2)
    expect(err).toContain(`${file}:2:`)
  })

  it.each([
    [['--store-cluster', 'main'], '--store http'],
    [['--store', 'clickhouse:8123'], 'http://HOST:8123'],
    [['--replicated'], '--store-cluster NAME'],
    [['--tls-cert', 'a.crt'], 'Give both'],
    [['--disk', 'much'], '50GB'],
  ])('tells how to mend %j', async (args, words) => {
    const { status, err } = await unloop('--no-cluster', '--data', join(folder, 'other'), ...args)
    expect(status).toBe(2)
    expect(err).toContain(words)
  })

  it('ends with status 3 where the store does not answer', async () => {
    const { status, err } = await unloop(
      '--no-cluster',
      '--store',
      'http://127.0.0.1:1',
      '--data',
      join(folder, 'down'),
      '--listen',
      '127.0.0.1:0',
    )
    expect(status).toBe(3)
    expect(err).toContain('http://127.0.0.1:1 does not answer')
  })

  it('reads sizes', () => {
    expect(['50GB', '500m', '1.5TB', '1000'].map(parseSize)).toEqual([5e10, 5e8, 1.5e12, 1000])
  })
})
