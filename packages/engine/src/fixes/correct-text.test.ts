import { expect, test } from 'vitest'
import { correctTerm, nearestWord, repairJson, withoutTabs } from './correct-text.ts'

test('a mistyped setting gets its right name, on the line that the message names', () => {
  const text = 'server {\n    gzip_statics on;\n}\n'
  expect(correctTerm(text, 'gzip_statics', 2)?.text).toBe('server {\n    gzip_static on;\n}\n')
  expect(correctTerm('maxmemory-polcy allkeys-lru\n', 'maxmemory-polcy', null)?.text).toBe(
    'maxmemory-policy allkeys-lru\n',
  )
})

test('a program that prints dashes as underscores is understood', () => {
  expect(correctTerm('[mysqld]\nmax-connectons = 5\n', 'max_connectons=5', null)?.text).toContain(
    'max_connections = 5',
  )
})

test('what nobody can know is commented out, a block with its end', () => {
  expect(
    correctTerm('[mysqld]\nmysqlx_port = 33060\nport = 3306\n', 'mysqlx_port=33060', null),
  ).toEqual({
    text: '[mysqld]\n# mysqlx_port = 33060\nport = 3306\n',
    what: 'line 2 (mysqlx_port = 33060) taken out',
    takenOut: true,
  })
  expect(correctTerm('a 1;\nfoo_bar {\n  x;\n}\nb 2;\n', 'foo_bar', null)?.text).toBe(
    'a 1;\n# foo_bar {\n#   x;\n# }\nb 2;\n',
  )
})

test('JSON has no comments, so nothing is taken out of it', () => {
  expect(correctTerm('{"unknownthing": 1}', 'unknownthing', null)).toBeNull()
})

test('an Apache directive brings its module', () => {
  const text =
    'LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so\nRewriteEngine On\n'
  expect(correctTerm(text, 'RewriteEngine', null)?.text.split('\n')[1]).toBe(
    'LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so',
  )
})

test('a known name, or one between two others, is not replaced', () => {
  expect(nearestWord('listen')).toBeNull()
  expect(nearestWord('ab', ['ax', 'bb'])).toBeNull()
  expect(nearestWord('jetstrem')).toBe('jetstream')
})

test('tabs and trailing commas go', () => {
  expect(withoutTabs('a:\n\tb:\t1\n')).toBe('a:\n  b: 1\n')
  expect(withoutTabs('a:\n  b: 1\n\tc: 2\nd:\n  - e: f\n\tg: h\n\ti:\n\t\tj: 1\n')).toBe(
    'a:\n  b: 1\n  c: 2\nd:\n  - e: f\n    g: h\n    i:\n      j: 1\n',
  )
  expect(repairJson('{"a": [1, 2,],\n}')).toBe('{"a": [1, 2]\n}')
  expect(repairJson('{"a": nonsense}')).toBeNull()
  expect(repairJson('{}')).toBeNull()
})

test('hostile texts end soon', () => {
  const text = `${'a'.repeat(50_000)}\n`.repeat(20)
  expect(correctTerm(text, 'nosuch', null)).toBeNull()
})
