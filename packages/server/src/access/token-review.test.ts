import type { ApiRequest } from '@unloop/sources'
import { expect, it } from 'vitest'
import { Authority } from './authority.ts'
import { Sessions } from './sessions.ts'
import { TokenReviews } from './token-review.ts'
import { Tokens } from './tokens.ts'

/** What an API server answers where `ann` may get `/unloop` and nobody else may anything. */
function reviewing() {
  const asked: ApiRequest[] = []
  let isAway = false
  const send = (request: ApiRequest) => {
    asked.push(request)
    const { spec } = request.body as { spec: Record<string, unknown> }
    const token = spec['token'] as string | undefined
    const attributes = spec['nonResourceAttributes'] as { path: string; verb: string } | undefined
    const status =
      attributes === undefined
        ? { authenticated: token !== 'wrong', user: { username: token, groups: ['g'] } }
        : {
            allowed:
              spec['user'] === 'ann' && attributes.path === '/unloop' && attributes.verb === 'get',
          }
    const answer = isAway
      ? { status: 403, body: { kind: 'Status' } }
      : { status: 201, body: { status } }
    return Promise.resolve({ ...answer, text: '', warnings: [] })
  }
  let now = 0
  const lines: string[] = []
  const authority = new Authority({
    listen: '0.0.0.0',
    tokens: new Tokens([]),
    sessions: new Sessions(() => now),
    oidc: null,
    reviews: new TokenReviews({ send }, () => now),
    log: (line) => lines.push(line),
  })
  const may = async (token: string, role: 'read' | 'write' | 'ingest') =>
    (await authority.denied(role, { authorization: `Bearer ${token}`, cookies: '' })) === null
  return {
    asked,
    lines,
    may,
    later: (ms: number) => void (now += ms),
    goAway: () => void (isAway = true),
  }
}

it('lets in whom the cluster knows and allows, and remembers that for a minute', async () => {
  const { may, asked, later } = reviewing()
  expect(await may('ann', 'read')).toBe(true)
  expect(await may('ann', 'read')).toBe(true)
  expect(asked).toHaveLength(2)
  expect(asked[1]?.body).toMatchObject({ spec: { user: 'ann', groups: ['g'] } })
  later(60_001)
  expect(await may('ann', 'read')).toBe(true)
  expect(asked).toHaveLength(4)
  expect([await may('ann', 'write'), await may('ann', 'ingest')]).toEqual([false, false])
  expect([await may('bob', 'read'), await may('wrong', 'read')]).toEqual([false, false])
})

it('lets nobody in while the cluster does not answer, and says so', async () => {
  const { may, goAway, lines } = reviewing()
  goAway()
  expect(await may('ann', 'read')).toBe(false)
  expect(lines.join('\n')).toContain('The API server answered 403')
})
