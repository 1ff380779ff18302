import { expect, test } from 'vitest'
import { learn, maskPage, withoutLearned } from './learned.ts'

test('a secret is taken out of what was made from its text, and has lost its name', () => {
  const learned = learn([
    { args: ['server', '--password', 'Hunter2Hunter2'] },
    'TOKEN=q7Xk92LmQp4vZt',
  ])
  expect(withoutLearned('set it instead of Hunter2Hunter2', learned)).toBe('set it instead of ***')
  expect(withoutLearned({ q7Xk92LmQp4vZt: ['<VALUE>=q7Xk92LmQp4vZt'] }, learned)).toEqual({
    '***': ['<VALUE>=***'],
  })
})

test('one that could be a word goes where the text was edited, and the command that holds it', () => {
  const learned = learn(['postgres --password postgres --port 5432'])
  const edited = 'postgres <VALUE> postgres --port 5432'
  expect(withoutLearned('the database postgres refused', learned)).toBe(
    'the database postgres refused',
  )
  expect(withoutLearned(edited, learned)).toBe('*** <VALUE> *** --port 5432')
  const made = { patch: edited, command: `kubectl patch -p '{"args":["${edited}"]}' # postgres` }
  expect(withoutLearned(made, learned).command).toBe(
    `kubectl patch -p '{"args":["*** <VALUE> *** --port 5432"]}' # postgres`,
  )
})

test('lines of a page tell on each other, and a page without secrets is given back as it is', () => {
  expect(
    maskPage([
      { kind: 'removed', text: 'PASSWORD=Hunter2Hunter2' },
      { kind: 'added', text: '<VALUE>=Hunter2Hunter2' },
    ]),
  ).toEqual([
    { kind: 'removed', text: 'PASSWORD=***' },
    { kind: 'added', text: '<VALUE>=***' },
  ])
  const page = { lines: ['nothing to see'] }
  expect(maskPage(page)).toBe(page)
})
