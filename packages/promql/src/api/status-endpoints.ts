import type { ApiContext, ApiRequest } from './context.ts'
import { jsonString, jsonValue } from './json.ts'
import { ApiError, success, type ApiResponse } from './response.ts'

/** `metadata`: types, help and units of metrics. */
export function metadata(context: ApiContext, { params }: ApiRequest): ApiResponse {
  const limit = numberOf(params, 'limit')
  const perMetric = numberOf(params, 'limit_per_metric')
  const wanted = params.get('metric') ?? ''
  const known = [...(context.metadata?.() ?? [])].filter(
    ([name]) => wanted === '' || name === wanted,
  )
  const kept = limit >= 0 ? known.slice(0, limit) : known
  const fields = kept.map(([name, entries]) => {
    const shown = perMetric > 0 ? entries.slice(0, perMetric) : entries
    const objects = shown.map(
      ({ type, help, unit }) =>
        `{"type":${jsonString(type)},"help":${jsonString(help)},"unit":${jsonString(unit)}}`,
    )
    return `${jsonString(name)}:[${objects.join(',')}]`
  })
  return success(`{${fields.join(',')}}`)
}

/** A number that may be left out, -1 where it is. @throws {ApiError} */
function numberOf(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? ''
  if (text === '') return -1
  if (!/^[+-]?\d+$/.test(text)) throw new ApiError('bad_data', `${name} must be a number`)
  return Number(text)
}

/** `status/buildinfo`: what answers here. */
export function buildInfo({ buildInfo: info }: ApiContext): ApiResponse {
  const fields = (
    ['version', 'revision', 'branch', 'buildUser', 'buildDate', 'goVersion'] as const
  ).map((name) => `"${name}":${jsonValue(info[name])}`)
  return success(`{${fields.join(',')}}`)
}
