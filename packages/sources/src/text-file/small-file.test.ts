import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSmallText, readSmallTextSync, unreadReason } from './small-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-small-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = (name: string): string => join(folder, name)

const whyNot = (file: string, most?: number): string => {
  try {
    return `read ${readSmallTextSync(file, most).length}`
  } catch (error) {
    return unreadReason(error)
  }
}

describe('a file that somebody named', () => {
  it('is read whole', async () => {
    writeFileSync(path('a'), 'ä'.repeat(100_000))
    expect(readSmallTextSync(path('a'))).toBe('ä'.repeat(100_000))
    await expect(readSmallText(path('a'))).resolves.toHaveLength(100_000)
  })

  it('is read though it does not say how long it is', () => {
    expect(readSmallTextSync('/proc/self/status')).toContain('Name:')
  })

  it('may be a pipe that a shell hands over, whose writer takes a while', async () => {
    execFileSync('mkfifo', [path('slow')])
    const writer = spawn('sh', ['-c', 'exec 3>"$0"; sleep 0.3; echo whole >&3', path('slow')])
    // The writer holds the pipe open once a reader has come; until then it is empty.
    let text = ''
    while (text === '') text = readSmallTextSync(path('slow'))
    expect(text).toBe('whole\n')
    writer.kill()
  })

  it('is refused where it has no end, is too large, or is none', async () => {
    execFileSync('mkfifo', [path('pipe')])
    writeFileSync(path('sparse'), '')
    truncateSync(path('sparse'), 2 ** 40)
    const server = createServer().listen(path('socket'))
    await new Promise((done) => server.once('listening', done))
    expect(
      ['/dev/zero', path('sparse'), path('socket'), folder, path('missing'), path('pipe')].map(
        (file) => whyNot(file),
      ),
    ).toEqual([
      'it is larger than 8 MiB',
      'it is larger than 8 MiB',
      'it is a socket, no file',
      'it is a directory',
      'there is no such file',
      'read 0',
    ])
    server.close()
  })
})
