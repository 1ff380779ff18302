import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readPaths } from './read-path.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-together-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

const DESCRIBED = `Name:         web-1
Namespace:    shop
Containers:
  web:
    Image:          web:1
    State:          Waiting
      Reason:       CrashLoopBackOff
    Restart Count:  5
`

it('gives a log to the pod that the description beside it names', async () => {
  const [snapshot, ...others] = await readPaths([
    file('describe.txt', DESCRIBED),
    file('out.txt', 'Error: connect ECONNREFUSED 10.0.0.5:5432\n'),
  ])
  expect(others).toEqual([])
  expect(snapshot?.source.name).toBe('describe.txt, out.txt')
  expect(
    snapshot?.logs.map(({ pod, container, origin }) => [pod, container, origin.source]),
  ).toEqual([['web-1', 'web', 'out.txt']])
})

it('keeps two logs apart, and names the files, by their paths where the names are the same', async () => {
  const [snapshot] = await readPaths([
    file('a/app.log', 'panic: one\n'),
    file('b/app.log', 'panic: two\n'),
  ])
  const sources = snapshot?.logs.map(({ origin }) => origin.source) ?? []
  expect(new Set(sources).size).toBe(2)
  expect(sources.every((source) => source.endsWith('/app.log'))).toBe(true)
})

it('reads objects without an ending as objects, and a folder by itself', async () => {
  const pods = file('pods', 'apiVersion: v1\nkind: Pod\nmetadata: {name: web-1, namespace: shop}\n')
  file('dump/x.log', 'panic: x\n')
  const all = await readPaths([pods, file('c.log', 'panic: c\n'), join(folder, 'dump')])
  expect(all).toHaveLength(2)
  expect(all[0]?.objects.map(({ object }) => object.metadata.name)).toEqual(['web-1'])
})

it('says which file does not exist', async () => {
  await expect(
    readPaths([file('d.log', 'x\n'), file('e.log', 'y\n'), join(folder, 'none')]),
  ).rejects.toMatchObject({ code: 'not-found' })
})
