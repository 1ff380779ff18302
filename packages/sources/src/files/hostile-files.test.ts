import { execFileSync } from 'node:child_process'
import {
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { HeadAndTail } from './head-and-tail.ts'
import { readPath } from './read-path.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = (name: string): string => join(folder, name)
const MIB = 1024 * 1024

const WORK = '2026-11-21T00:00:00Z INFO request served path=/orders status=200\n'
const CRASH = `Traceback (most recent call last):\n  File "/app/a.py", line 3, in <module>\nKeyError: 'DATABASE_URL'\n`

async function* endless(piece: string): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(piece.repeat(1000))
  for (;;) {
    await Promise.resolve()
    yield bytes
  }
}

describe('files that are none, or without end', () => {
  it.each(['/dev/zero', '/dev/null'])('%s is a device', async (device) => {
    await expect(readPath(device)).rejects.toMatchObject({ code: 'unreadable' })
  })

  it('a pipe that nobody writes to is empty', async () => {
    execFileSync('mkfifo', [path('pipe')])
    await expect(readPath(path('pipe'))).rejects.toMatchObject({ code: 'not-a-dump' })
  })

  it('a socket is no file', async () => {
    const server = createServer().listen(path('socket'))
    await new Promise((done) => server.once('listening', done))
    await expect(readPath(path('socket'))).rejects.toMatchObject({ code: 'unreadable' })
    server.close()
  })

  it('a sparse file of 3 GiB is binary', async () => {
    writeFileSync(path('sparse.log'), '')
    truncateSync(path('sparse.log'), 3 * 1024 * MIB)
    await expect(readPath(path('sparse.log'))).rejects.toMatchObject({ code: 'not-a-dump' })
  })

  it('a log of more than 2 GiB is read from both ends', async () => {
    const name = path('huge.log')
    writeFileSync(name, WORK.repeat(2000))
    const end = 2200 * MIB
    truncateSync(name, end)
    const handle = openSync(name, 'r+')
    writeSync(handle, WORK.repeat(600_000), end - WORK.length * 600_000)
    closeSync(handle)
    writeFileSync(name, CRASH, { flag: 'a' })
    const { logs, gaps } = await readPath(name)
    expect(logs.map(({ text }) => text.endsWith(`KeyError: 'DATABASE_URL'\n`))).toEqual([true])
    expect(gaps.join(' ')).toContain('Only the first 1 MiB and the last 31 MiB of 2200 MiB')
  })

  it('standard input without end is read up to its budget', async () => {
    const limits = { bytes: 64 * MIB, logBytes: 4 * MIB }
    const { gaps } = await readPath('-', { stdin: endless(WORK), limits })
    expect(gaps.join(' ')).toContain('was not read to its end')
    await expect(readPath('-', { stdin: endless('\0'), limits })).rejects.toMatchObject({
      code: 'not-a-dump',
    })
  })
})

describe('head and tail', () => {
  it('are the whole where it fits', () => {
    const kept = new HeadAndTail(100)
    kept.push(Buffer.from('one\n'))
    kept.push(Buffer.from('two\n'))
    expect([Buffer.from(kept.bytes()).toString(), kept.lost]).toEqual(['one\ntwo\n', 0])
  })

  it('leave out the middle, and the lines that it cuts', () => {
    for (const size of [1, 3, 7, 64]) {
      const kept = new HeadAndTail(64)
      const text = Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join('')
      for (let at = 0; at < text.length; at += size)
        kept.push(Buffer.from(text.slice(at, at + size)))
      const lines = Buffer.from(kept.bytes()).toString().split('\n')
      expect(lines.slice(0, 4)).toEqual(['line 0', 'line 1', 'line 2', 'line 3'])
      expect(lines.slice(-3)).toEqual(['line 98', 'line 99', ''])
      expect(kept.lost).toBe(text.length - 64)
    }
  })
})
