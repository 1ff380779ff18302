import { expect, test } from 'vitest'
import { mask } from '../packages/engine/src/masking/mask.ts'
import { ATTACKED_SETTINGS } from './secrets/attacked-settings.ts'
import { ATTACKED_TOKENS } from './secrets/attacked.ts'
import type { Shape } from './secrets/shape.ts'
import { UNSEEN_SETTINGS } from './secrets/unseen-settings.ts'
import { UNSEEN_WORDS } from './secrets/unseen-words.ts'
import { UNSEEN_TOKENS } from './secrets/unseen.ts'

/** What stands around a secret in a log. */
const AROUND: readonly (readonly [string, string])[] = [
  ['', ''],
  ['panic: dial ', ': refused'],
  ['{"msg":"', '"}'],
  ['2026-11-30T09:00:00Z ERROR [main] ', ' (attempt 3)'],
]

/** A password that is told from a word only by what else stands in its line: with a sentence around it, it is not masked. */
const IN_SENTENCES: readonly string[] = [
  'dockerfile ENV sp',
  'md table',
  'yaml list quoted',
  'apache',
  'fluent-bit',
  'table',
  'key pass sp',
]

/** Things around it go with it. */
const GOES_WITH_IT: readonly string[] = ['aws sdk go', 'set-cookie']

const secretsOf = ([, , secrets]: Shape): readonly string[] =>
  typeof secrets === 'string' ? [secrets] : secrets

test.each([
  ['attacked', [...ATTACKED_TOKENS, ...ATTACKED_SETTINGS]],
  ['unseen', [...UNSEEN_TOKENS, ...UNSEEN_SETTINGS, ...UNSEEN_WORDS]],
] as const)('no secret of the list "%s" is left, and what the reader needs is', (_, shapes) => {
  const leaked = new Set<string>()
  const lost = new Set<string>()
  for (const shape of shapes) {
    const [name, text, , keeps = []] = shape
    for (const [before, after] of AROUND) {
      const isLine = before === ''
      if (!isLine && IN_SENTENCES.includes(name)) continue
      const masked = mask(before + text + after)
      if (secretsOf(shape).some((secret) => masked.includes(secret))) leaked.add(name)
      if (isLine && !GOES_WITH_IT.includes(name) && keeps.some((kept) => !masked.includes(kept)))
        lost.add(name)
      expect(mask(masked), name).toBe(masked)
    }
  }
  expect([...leaked]).toEqual([])
  expect([...lost]).toEqual([])
})

/** Pieces of what the rules look for: a rule that begins anew at each of them takes the square of the time. */
const PIECES = [
  ...['password', 'password=', 'password: |\n  a\n', 'password is ', 'password (', 'password\t'],
  ...['passwords:\n- a\n', 'password=\\\n', '| password |', '[password] => ', '"password" "', 'a:'],
  ...[
    'http://a:',
    'http://a/hooks/',
    'a:b@',
    '/',
    '"AUTH" ',
    'a1 LOGIN ',
    'user a >',
    '%22password',
  ],
  ...['-u a -p ', 'curl -u ', 'echo a|', 'snmp -A ', 'mc admin user add a b ', 'auth("a","'],
  ...[
    'connect("a","b",',
    '<name>password</name>',
    '{"value":"a","name":"password"',
    's:8:"password";s:',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    'A',
    'eyJ.',
    '\\',
    '"',
    "'",
    ' ',
    '\n',
    '=',
    '\u001b[0m',
    '密码：',
  ],
]

test('hostile text takes time in proportion to its length', { timeout: 120_000 }, () => {
  const slow = PIECES.filter((piece) => {
    const taken = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length))
      const from = performance.now()
      mask(text)
      return performance.now() - from
    }
    // What is compiled at the first use is no matter of the text.
    taken(2000)
    // Four times the text; the square would be sixteen times the time. Noise of a busy machine is tried once more.
    const isSlow = (): boolean => taken(80_000) > 9 * Math.max(taken(20_000), 40)
    return isSlow() && isSlow()
  })
  expect(slow).toEqual([])
})
