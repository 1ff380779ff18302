import { expect, it } from 'vitest'
import { parse } from '../options/parse.ts'
import { serveAccess } from './serve-access.ts'

function access(...args: string[]) {
  const invocation = parse(['serve', ...args])
  if (invocation.command !== 'serve') throw new TypeError('not serve')
  return serveAccess(invocation.options, null)
}

it('reads whom a provider lets in', () => {
  expect(access()).toEqual({})
  const issuer = 'https://id.example'
  expect(
    access('--oidc-issuer', issuer, '--oidc-client-id', 'unloop', '--oidc-write', 'sre'),
  ).toEqual({ oidc: { issuer, clientId: 'unloop', readers: [], writers: ['sre'] } })
})

it.each([
  [['--oidc-client-id', 'unloop'], 'Signing in needs a provider.'],
  [['--oidc-issuer', 'id.example'], 'id.example is no address'],
  [['--oidc-issuer', 'https://id.example'], 'needs the id of a client'],
  [['--oidc-issuer', 'https://id.example', '--oidc-client-id', 'a'], 'Nobody may sign in yet.'],
  [
    [
      '--oidc-issuer',
      'https://a',
      '--oidc-client-id',
      'a',
      '--oidc-read',
      '*',
      '--oidc-client-secret-file',
      '/none',
    ],
    '/none cannot be read',
  ],
  [['--token-review'], 'needs a cluster'],
])('tells how to mend %j', (args, message) => {
  expect(() => access(...args)).toThrow(message)
})
