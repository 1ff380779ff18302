import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileState } from './file-state.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unloop state '))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const entries = async (name: string) => [...(await fileState(folder).load(name))]

it('keeps the last value of each key, and forgets those that are gone', async () => {
  const state = fileState(folder)
  await state.save(
    'log',
    new Map([
      ['a', '1'],
      ['b', 'two\nlines'],
    ]),
  )
  await Promise.all([
    state.save('log', new Map([['a', '2']])),
    state.save('log', new Map([['c', '3']])),
    state.save('other', new Map([['a', 'x']])),
  ])
  await state.save('log', new Map([['c', null]]))
  expect(await entries('log')).toEqual([
    ['a', '2'],
    ['b', 'two\nlines'],
  ])
  expect(await entries('other')).toEqual([['a', 'x']])
  expect(await entries('none')).toEqual([])
})

it('leaves out a line that was cut off, and goes on behind it', async () => {
  await fileState(folder).save('log', new Map([['a', '1']]))
  appendFileSync(join(folder, 'log.jsonl'), '["b","cut')
  const state = fileState(folder)
  expect([...(await state.load('log'))]).toEqual([['a', '1']])
  await state.save('log', new Map([['c', '3']]))
  expect(await entries('log')).toEqual([
    ['a', '1'],
    ['c', '3'],
  ])
})

it('does not grow without end', async () => {
  const state = fileState(folder)
  for (let round = 0; round < 30; round++)
    await state.save('log', new Map(Array.from({ length: 200 }, (_, n) => [`${n}`, `${round}`])))
  const lines = readFileSync(join(folder, 'log.jsonl'), 'utf8').split('\n').length
  expect(lines).toBeLessThan(2_600)
  expect((await entries('log')).length).toBe(200)
})

it('does not lose what could not be written at first', async () => {
  const place = join(folder, 'file')
  appendFileSync(place, 'in the way')
  const state = fileState(place)
  await expect(state.save('log', new Map([['a', '1']]))).rejects.toThrow()
  rmSync(place)
  await state.save('log', new Map([['b', '2']]))
  expect([...(await fileState(place).load('log'))]).toEqual([
    ['a', '1'],
    ['b', '2'],
  ])
})
