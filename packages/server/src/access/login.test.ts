import { createHash, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Authority } from './authority.ts'
import { loginRoutes } from './login-routes.ts'
import { Oidc } from './oidc.ts'
import { Sessions } from './sessions.ts'
import { Tokens } from './tokens.ts'

interface Person {
  readonly email: string
  readonly groups: readonly string[]
}

/** A provider of OpenID Connect as the standard has it, with codes, PKCE and signed tokens. */
let provider: Server
let issuer = ''
let person: Person = { email: 'ann@example.com', groups: ['sre'] }
let sign: (claims: object, audience?: string) => Promise<string>
let change: (claims: Record<string, unknown>) => Record<string, unknown> = (claims) => claims

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }] }
  const codes = new Map<string, { nonce: string; challenge: string }>()
  sign = (claims, audience = 'unloop') =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(issuer)
      .setSubject('ann')
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey)
  provider = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (value: unknown, status = 200): void =>
      void response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(value))
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid', 'email', 'groups'],
      })
    if (url.pathname === '/keys') return json(keys)
    if (url.pathname === '/authorize') {
      const code = randomUUID()
      codes.set(code, {
        nonce: url.searchParams.get('nonce') ?? '',
        challenge: url.searchParams.get('code_challenge') ?? '',
      })
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      return void response.writeHead(302, { location: back.href }).end()
    }
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const form = new URLSearchParams(body)
      const held = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const verifier = createHash('sha256').update(form.get('code_verifier') ?? '')
      if (held === undefined || held.challenge !== verifier.digest('base64url'))
        return json({ error: 'invalid_grant' }, 400)
      void sign(change({ ...person, nonce: held.nonce })).then((token) =>
        json({ access_token: 'a', token_type: 'Bearer', id_token: token }),
      )
    })
  })
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
})

afterAll(() => {
  provider.close()
  provider.closeAllConnections()
})

const HOST = '127.0.0.1:7878'
let now = Date.now()

function house(
  oidcRoles: { readers?: string[]; writers?: string[] } | null = { readers: ['sre'] },
) {
  const sessions = new Sessions(() => now)
  const oidc =
    oidcRoles === null
      ? null
      : new Oidc({ issuer, clientId: 'unloop', readers: [], writers: [], ...oidcRoles }, () => now)
  const authority = new Authority({
    listen: '127.0.0.1',
    tokens: new Tokens([]),
    sessions,
    oidc,
    reviews: null,
    log: () => undefined,
  })
  const guard = { listen: '127.0.0.1', hosts: [] }
  const app = loginRoutes({ sessions, oidc, guard, isTls: false, log: () => undefined })
  const get = (path: string, cookie = '', more: Record<string, string> = {}) =>
    app.request(`http://${HOST}${path}`, { headers: { host: HOST, cookie, ...more } })
  const may = async (role: 'read' | 'write', cookies: string) =>
    (await authority.denied(role, { authorization: '', cookies })) === null
  return { sessions, authority, app, get, may }
}

const cookieFrom = (answer: Response): string =>
  answer.headers.get('set-cookie')?.split(';')[0] ?? ''

describe('a key in the address', () => {
  it('lets one browser in, once, and is gone from its address', async () => {
    const { sessions, get, may } = house(null)
    const key = sessions.invite('write')
    const first = await get(`/i/7?login=${key}&tab=logs`)
    expect([first.status, first.headers.get('location')]).toEqual([303, '/i/7?tab=logs'])
    expect(first.headers.get('set-cookie')).toMatch(
      /^unloop_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    )
    expect(await may('write', `a=b; ${cookieFrom(first)}`)).toBe(true)
    const second = await get(`/?login=${key}`)
    expect([second.status, second.headers.get('set-cookie')]).toEqual([303, null])
    expect(await may('write', 'unloop_session=guess')).toBe(false)
    now += 13 * 3_600_000
    expect(await may('write', cookieFrom(first))).toBe(false)
  })

  it('leads nowhere else, and works under no foreign name', async () => {
    const { sessions, get } = house(null)
    const away = await get(`//evil.example/?login=${sessions.invite('read')}`)
    expect(away.headers.get('location')).toBe('/')
    const foreign = await get(`/?login=${sessions.invite('read')}`, '', { host: 'evil.example' })
    expect([foreign.status, foreign.headers.get('set-cookie')]).toEqual([403, null])
  })

  it('is over when the browser says so', async () => {
    const { sessions, app, may } = house(null)
    const cookie = sessions.open('read', { isSecure: true }).split(';')[0] ?? ''
    const headers = { host: HOST, cookie }
    const bad = { ...headers, origin: 'https://evil.example' }
    expect((await app.request('/auth/logout', { method: 'POST', headers: bad })).status).toBe(403)
    expect(await may('read', cookie)).toBe(true)
    const answer = await app.request('/auth/logout', { method: 'POST', headers })
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0')
    expect(sessions.allow(cookie, 'read')).toBe(false)
  })
})

describe('signing in by a provider', () => {
  async function signIn(app: ReturnType<typeof house>, returnTo = '/i/7') {
    const begun = await app.get(`/auth/login?return=${encodeURIComponent(returnTo)}`)
    const attempt = cookieFrom(begun)
    const sent = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' })
    const back = new URL(sent.headers.get('location') ?? '')
    // The way back is a navigation from another site.
    const finish = (cookie = attempt) =>
      app.get(back.pathname + back.search, cookie, { 'sec-fetch-site': 'cross-site' })
    return { begun, attempt, back, finish }
  }

  it('lets people in by their groups or addresses, as far as those may go', async () => {
    const app = house({ readers: ['ann@example.com'], writers: ['admins'] })
    const { finish, begun } = await signIn(app)
    expect(begun.headers.get('set-cookie')).toContain('SameSite=Lax')
    const answer = await finish()
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/i/7'])
    const cookie = cookieFrom(answer)
    expect([await app.may('read', cookie), await app.may('write', cookie)]).toEqual([true, false])
    expect(await app.may('read', '')).toBe(false)
    person = { email: 'bob@example.com', groups: ['admins'] }
    const admin = cookieFrom(await (await signIn(app)).finish())
    expect(await app.may('write', admin)).toBe(true)
    person = { email: 'eve@example.com', groups: [] }
    expect((await (await signIn(app)).finish()).status).toBe(403)
    person = { email: 'ann@example.com', groups: ['sre'] }
  })

  it('takes no answer twice, of another browser, changed, or signed for somebody else', async () => {
    const app = house()
    const { finish } = await signIn(app)
    expect((await finish('')).status).toBe(401)
    const stranger = await signIn(app)
    expect((await finish(stranger.attempt)).status).toBe(401)
    const good = await signIn(app)
    expect((await good.finish()).status).toBe(303)
    expect((await good.finish()).status).toBe(401)
    change = (claims) => ({ ...claims, nonce: 'replayed' })
    expect((await (await signIn(app)).finish()).status).toBe(401)
    change = (claims) => claims
  })

  it('goes back to a path of this server alone', async () => {
    const app = house()
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
      const answer = await (await signIn(app, path)).finish()
      expect(answer.headers.get('location')).toBe('/')
    }
  })

  it('takes ID tokens that programs carry', async () => {
    const { authority } = house()
    const may = async (token: string, role: 'read' | 'write') =>
      (await authority.denied(role, { authorization: `Bearer ${token}`, cookies: '' })) === null
    expect(await may(await sign(person), 'read')).toBe(true)
    expect(await may(await sign(person), 'write')).toBe(false)
    expect(await may(await sign(person, 'another-client'), 'read')).toBe(false)
    expect(await may(`${await sign(person)}x`, 'read')).toBe(false)
    expect(await may('x.y.z', 'read')).toBe(false)
  })
})
