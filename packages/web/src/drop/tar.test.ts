import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { filesOfTar } from './tar.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop tar '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each(['ustar', 'gnu', 'pax'])('reads what tar writes as %s', (format) => {
  const deep = format === 'ustar' ? 'a/b' : `a/${'long-name-'.repeat(14)}`
  mkdirSync(join(folder, deep), { recursive: true })
  writeFileSync(join(folder, deep, 'pods.json'), '{"kind":"List"}')
  writeFileSync(join(folder, 'a', 'empty.log'), '')
  execFileSync(
    'tar',
    [`--format=${format}`, '-cf', 'dump.tar', join(deep, 'pods.json'), 'a/empty.log'],
    {
      cwd: folder,
    },
  )
  const files = [...filesOfTar(readFileSync(join(folder, 'dump.tar')))]
  expect(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([
    [`${deep}/pods.json`, '{"kind":"List"}'],
    ['a/empty.log', ''],
  ])
})

it('gives what stands before the break of a broken one', () => {
  const tar = readFileSync(join(folder, 'dump.tar'))
  expect([...filesOfTar(tar.subarray(0, 700))].length).toBeLessThanOrEqual(1)
  expect([...filesOfTar(new Uint8Array(2_000).fill(255))]).toEqual([])
})
