import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

let place = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'unloop-folder-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

describe('a folder that is made', () => {
  it('comes with those above it, for the owner alone, and may be there', () => {
    const folder = join(place, 'a', 'b', 'c')
    makeFolder(folder)
    makeFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('fails where a file stands in its way', () => {
    writeFileSync(join(place, 'file'), '')
    expect(() => makeFolder(join(place, 'file', 'a', 'b'))).toThrow('ENOTDIR')
  })

  it.runIf(existsSync('/proc/self'))('comes back where none can be made', () => {
    expect(() => makeFolder('/proc/self/a/b')).toThrow('ENOENT')
  })
})
