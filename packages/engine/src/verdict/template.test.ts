import { expect, it } from 'vitest'
import { expand } from './template.ts'

it.each([
  ['Port {port} is in use', { port: '80' }, 'Port 80 is in use'],
  ['Port {port} is in use', {}, 'Port is in use'],
  ['{host} does not resolve', {}, 'the host does not resolve'],
  ['nginx cannot open {file}: {what}', {}, 'nginx cannot open the file'],
  [
    'Caddy rejects its configuration ({file}:{line}): {what}',
    {},
    'Caddy rejects its configuration',
  ],
  ['The key {key} stands twice in {file}', { key: 'a' }, 'The key a stands twice'],
  ['A lock is held, by {name}', {}, 'A lock is held'],
  ['The value of {env} is "{what}"', { env: 'A' }, 'The value of A is'],
])('fills %j with %j', (template, values, text) => {
  expect(expand(template, values)).toBe(text)
})
