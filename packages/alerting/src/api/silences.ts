import type { Alertmanager } from '../alertmanager.ts'
import { type Matcher, matcher, type Operator } from '../matchers/matcher.ts'
import { type Silence, type SilenceState, silenceState } from '../silences/silence.ts'
import { SilenceError } from '../silences/silences.ts'
import { ConfigError } from '../yaml/document.ts'
import { matchersOf } from './filters.ts'
import { apiTime, flag, json, jsonAsIs, readJson, RequestError } from './http.ts'

// Active ones first, as amtool lists them.
const ORDER: readonly SilenceState[] = ['active', 'pending', 'expired']

/** A silence as the API's model has it (`gettableSilence`). */
function apiSilence(silence: Silence, now: number): object {
  return {
    id: silence.id,
    status: { state: silenceState(silence, now) },
    updatedAt: apiTime(silence.updatedAt),
    comment: silence.comment,
    createdBy: silence.createdBy,
    endsAt: apiTime(silence.endsAt),
    matchers: silence.matchers.map(({ name, operator, value }) => ({
      isEqual: operator === '=' || operator === '=~',
      isRegex: operator === '=~' || operator === '!~',
      name,
      value,
    })),
    startsAt: apiTime(silence.startsAt),
  }
}

/** The API's order: by state, then by what comes next (pending by start, active by end), expired ones latest first. */
function compare(a: Silence, b: Silence, now: number): number {
  const [x, y] = [silenceState(a, now), silenceState(b, now)]
  if (x !== y) return ORDER.indexOf(x) - ORDER.indexOf(y)
  if (x === 'pending') return a.startsAt - b.startsAt
  return x === 'active' ? a.endsAt - b.endsAt : b.endsAt - a.endsAt
}

/** GET /silences: a filter names matchers that the silence itself has. */
export function getSilences(manager: Alertmanager, query: URLSearchParams): Response {
  const now = manager.options.clock.now()
  const filter = matchersOf(query, 'filter')
  const states = ORDER.filter((state) => flag(query, state))
  const has = (silence: Silence, wanted: Matcher): boolean =>
    silence.matchers.some(
      ({ name, operator, value }) =>
        name === wanted.name && operator === wanted.operator && value === wanted.value,
    )
  const found = manager.silences
    .list()
    .filter(
      (one) => states.includes(silenceState(one, now)) && filter.every((each) => has(one, each)),
    )
  return jsonAsIs(found.toSorted((a, b) => compare(a, b, now)).map((one) => apiSilence(one, now)))
}

/** GET /silence/{id} */
export function getSilence(manager: Alertmanager, id: string): Response {
  const silence = manager.silences.get(id)
  if (silence === undefined) return new Response(null, { status: 404 })
  return jsonAsIs(apiSilence(silence, manager.options.clock.now()))
}

/** DELETE /silence/{id} */
export async function deleteSilence(manager: Alertmanager, id: string): Promise<Response> {
  try {
    await manager.silences.expire(id)
    return new Response(null, { status: 200 })
  } catch (error) {
    if (!(error instanceof SilenceError)) throw error
    return error.kind === 'not found'
      ? new Response(null, { status: 404 })
      : json(error.message, 500)
  }
}

/** POST /silences */
export async function postSilence(manager: Alertmanager, request: Request): Promise<Response> {
  const posted = (await readJson(request)) as Readonly<Record<string, unknown>> | null
  const silence = toSilence(posted ?? {})
  if (silence.startsAt >= silence.endsAt)
    throw new RequestError(400, 'Failed to create silence: start time must be before end time')
  if (silence.endsAt < manager.options.clock.now())
    throw new RequestError(400, "Failed to create silence: end time can't be in the past")
  try {
    return json({ silenceID: await manager.silences.set(silence) })
  } catch (error) {
    if (!(error instanceof SilenceError)) throw error
    return json(error.message, error.kind === 'not found' ? 404 : 400)
  }
}

/** A silence as it is posted. @throws {RequestError} 422 for a missing or wrong field, as upstream's validation answers */
function toSilence(posted: Readonly<Record<string, unknown>>): Omit<Silence, 'updatedAt'> {
  const text = (name: string): string => {
    const value = posted[name]
    if (typeof value !== 'string') throw new RequestError(422, `${name} in body is required`)
    return value
  }
  const time = (name: string): number => {
    const ms = Date.parse(text(name))
    if (Number.isNaN(ms)) throw new RequestError(422, `${name} in body must be of type date-time`)
    return ms
  }
  const { matchers, id } = posted
  if (!Array.isArray(matchers)) throw new RequestError(422, 'matchers in body is required')
  return {
    id: typeof id === 'string' ? id : '',
    matchers: matchers.map((one: unknown) =>
      toMatcher(one as Readonly<Record<string, unknown>> | null),
    ),
    startsAt: time('startsAt'),
    endsAt: time('endsAt'),
    createdBy: text('createdBy'),
    comment: text('comment'),
  }
}

/** A matcher as it is posted: two flags make the operator, `isEqual` being true by default. */
function toMatcher(posted: Readonly<Record<string, unknown>> | null): Matcher {
  const { name, value, isRegex, isEqual } = posted ?? {}
  if (typeof name !== 'string' || typeof value !== 'string')
    throw new RequestError(422, 'name and value of each matcher are required')
  const operator = `${isEqual === false ? '!' : '='}${isRegex === true ? '~' : isEqual === false ? '=' : ''}`
  try {
    return matcher(name, operator as Operator, value)
  } catch (error) {
    if (error instanceof ConfigError)
      throw new RequestError(400, `invalid silence: invalid label matcher: ${error.message}`)
    throw error
  }
}
