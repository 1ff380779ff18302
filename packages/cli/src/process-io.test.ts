import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'unloop-io-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

/** Runs the program with its output in a file that may have so many blocks of 512 bytes. */
function demoInto(file: string, blocks: string) {
  return spawnSync(
    'sh',
    [
      '-c',
      'ulimit -f "$0"; exec "$@" > "$OUT"',
      blocks,
      process.execPath,
      MAIN,
      'demo',
      '-o',
      'json',
    ],
    {
      env: { ...process.env, OUT: file },
      encoding: 'utf8',
      timeout: 60_000,
    },
  )
}

describe('an output to a file', () => {
  it('that takes only a part of it is told in one line, with status 3', () => {
    const { status, stderr } = demoInto(join(folder, 'part'), '8')
    expect(status).toBe(3)
    expect(stderr).toMatch(/^unloop: The output could not be written \(EFBIG.*\)\.$/m)
    expect(stderr).not.toContain('    at ')
  })

  it('is whole otherwise', () => {
    const file = join(folder, 'whole')
    expect(demoInto(file, 'unlimited').status).toBe(1)
    expect(statSync(file).size).toBeGreaterThan(50_000)
  })
})
