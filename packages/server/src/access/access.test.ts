import { describe, expect, it } from 'vitest'
import { Authority } from './authority.ts'
import { refusedOrigin } from './guard.ts'
import { Sessions } from './sessions.ts'
import { parseTokens, TokenFileError, Tokens } from './tokens.ts'

const LOCAL = { listen: '127.0.0.1', hosts: [] }
const from = (host: string, origin = '', fetchSite = '') => ({ host, origin, fetchSite })

describe('where a request may come from', () => {
  it.each([
    ['127.0.0.1:7878', '', ''],
    ['localhost:7878', 'http://localhost:7878', 'same-origin'],
    ['[::1]:7878', 'http://[::1]:7878', ''],
  ])('lets %s with origin %j through', (host, origin, site) => {
    expect(refusedOrigin(from(host, origin, site), LOCAL)).toBeNull()
  })

  it.each([
    ['a name that points here (DNS rebinding)', 'evil.example:7878', '', ''],
    ['no name', '', '', ''],
    ['a page of another site', 'localhost:7878', 'https://evil.example', ''],
    ['another port of this machine', 'localhost:7878', 'http://localhost:3000', ''],
    ['a frame without an origin', 'localhost:7878', 'null', ''],
    ['what a browser calls cross-site', 'localhost:7878', '', 'cross-site'],
    ['a name with a trick', 'localhost:7878@evil.example', '', ''],
    ['an address that begins like this machine', '127.0.0.1.evil.example', '', ''],
  ])('refuses %s', (_what, host, origin, site) => {
    expect(refusedOrigin(from(host, origin, site), LOCAL)).not.toBeNull()
  })

  it('knows names that it was given, and no loopback name where it listens elsewhere', () => {
    const options = { listen: '10.0.0.5', hosts: ['unloop.example'] }
    expect(refusedOrigin(from('unloop.example'), options)).toBeNull()
    expect(refusedOrigin(from('10.0.0.5:7878'), options)).toBeNull()
    expect(refusedOrigin(from('localhost:7878'), options)).not.toBeNull()
  })
})

describe('tokens', () => {
  const file =
    '# comment\nread  r-token-r-token-r\n\nwrite w-token-w-token-w\ningest i-token-i-token-i\n'
  const tokens = new Tokens(parseTokens(file))

  it('allow what their role says', () => {
    expect(tokens.allow('Bearer r-token-r-token-r', 'read')).toBe(true)
    expect(tokens.allow('Bearer r-token-r-token-r', 'write')).toBe(false)
    expect(tokens.allow('bearer w-token-w-token-w', 'read')).toBe(true)
    expect(tokens.allow('Bearer i-token-i-token-i', 'read')).toBe(false)
    expect(
      tokens.allow(`Basic ${Buffer.from('any:i-token-i-token-i').toString('base64')}`, 'ingest'),
    ).toBe(true)
    for (const wrong of ['', 'Bearer', 'Bearer r-token-r-token-', 'r-token-r-token-r'])
      expect(tokens.allow(wrong, 'read')).toBe(false)
  })

  it('are needed everywhere but on a loopback address, and for changes there too', async () => {
    const none = new Tokens([])
    const denied = (role: 'read' | 'write' | 'ingest', known: Tokens, listen: string) =>
      new Authority({
        listen,
        tokens: known,
        sessions: new Sessions(Date.now),
        oidc: null,
        reviews: null,
        log: () => undefined,
      }).denied(role, { authorization: '', cookies: '' })
    expect(await denied('read', none, '127.0.0.1')).toBeNull()
    expect(await denied('write', none, '127.0.0.1')).not.toBeNull()
    expect(await denied('read', none, '0.0.0.0')).not.toBeNull()
    expect(await denied('ingest', tokens, '127.0.0.1')).not.toBeNull()
  })

  it.each([
    ['admin some-long-token-1', 1],
    ['read short', 1],
    ['\nread two words-here-here', 2],
  ])('name the line of %j', (text, line) => {
    const error = (() => {
      try {
        return parseTokens(text)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(TokenFileError)
    expect((error as TokenFileError).line).toBe(line)
  })
})
