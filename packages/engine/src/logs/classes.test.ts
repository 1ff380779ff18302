import { expect, test } from 'vitest'
import { classify } from './classes.ts'
import { readLines } from './read.ts'

const classesOf = (...lines: readonly string[]): ReturnType<typeof classify> =>
  classify(readLines({ text: lines.join('\n'), origin: { source: 'app.log' } }))

test('lines that differ in their numbers are one kind', () => {
  const { each, kinds } = classesOf(
    'read 12 of 90',
    'read 7 of 1000',
    '{"status":200}',
    '{"status":503}',
  )
  expect(each[0]).toBe(each[1])
  expect(each[2]).toBe(each[3])
  expect(kinds).toEqual([each[0], each[2]])
})

test('a number that states the level makes another kind', () => {
  const lines = ['{"level":30,"pid":1}', '{"level":50,"pid":1}', '{"level": 30}', '{"level": 60}']
  expect(classesOf(...lines).each.map(({ level }) => level)).toEqual([
    'info',
    'error',
    'info',
    'fatal',
  ])
  expect(classesOf('<14>ready', '<11>failed').each.map(({ level }) => level)).toEqual([
    'info',
    'error',
  ])
})

test('what a kind of line says is told', () => {
  const { each } = classesOf(
    'listening on 8080',
    '  at main.js:1',
    'cannot open /etc/app',
    'got SIGTERM',
  )
  expect(each.map(({ isWork }) => isWork)).toEqual([true, false, false, false])
  expect(each.map(({ isFailure }) => isFailure)).toEqual([false, false, true, false])
  expect(each.map(({ mayStop }) => mayStop)).toEqual([false, false, false, true])
})
