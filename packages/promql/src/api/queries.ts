import type { QueryResponse } from '../engine/result.ts'
import { QueryError } from '../problems/errors.ts'
import { ParseError } from '../parser/parse-error.ts'
import { exceeds, formatResult } from './format-result.ts'
import type { ApiContext, ApiRequest } from './context.ts'
import {
  limitOf,
  optionalDuration,
  optionalTime,
  requiredDuration,
  requiredTime,
} from './parameters.ts'
import { ApiError, invalidParameter, success, type ApiResponse } from './response.ts'

/** The most points that one series of an answer may have. */
const MAX_POINTS = 11_000

/** `query`: the value of a query at one time. */
export async function query(context: ApiContext, request: ApiRequest): Promise<ApiResponse> {
  const { params } = request
  const limit = limitOf(params)
  const time = optionalTime(params, 'time', context.now())
  const run = () => context.engine.instant({ ...common(context, request), time })
  return answer(params, limit, await execute(run))
}

/** `query_range`: the values of a query over time. */
export async function queryRange(context: ApiContext, request: ApiRequest): Promise<ApiResponse> {
  const { params } = request
  const limit = limitOf(params)
  const start = requiredTime(params, 'start')
  const end = requiredTime(params, 'end')
  if (end < start) throw invalidParameter('end', 'end timestamp must not be before start time')
  const step = requiredDuration(params, 'step')
  if (step <= 0)
    throw invalidParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    )
  if (Math.trunc((end - start) / step) > MAX_POINTS)
    throw new ApiError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    )
  const run = () => context.engine.range({ ...common(context, request), start, end, step })
  return answer(params, limit, await execute(run))
}

/** What both kinds of queries take from a request. */
function common({ querier }: ApiContext, { params, signal }: ApiRequest) {
  const timeout = optionalDuration(params, 'timeout')
  const lookbackDelta = lookback(params)
  return {
    query: params.get('query') ?? '',
    querier,
    ...(signal && { signal }),
    ...(timeout !== undefined && { timeout }),
    ...(lookbackDelta !== undefined && { lookbackDelta }),
  }
}

/** `lookback_delta` in milliseconds. Its error has a wording of its own in Prometheus. */
function lookback(params: URLSearchParams): number | undefined {
  try {
    return optionalDuration(params, 'lookback_delta')
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^invalid parameter "\w+": /, '') : ''
    throw new ApiError('bad_data', `error parsing lookback delta duration: ${reason}`)
  }
}

/** A query that is not valid is bad data; one that fails is not. */
async function execute(run: () => Promise<QueryResponse>): Promise<QueryResponse> {
  try {
    return await run()
  } catch (error) {
    const invalid =
      error instanceof ParseError || (error instanceof QueryError && error.kind === 'invalid')
    throw invalid ? invalidParameter('query', error.message) : error
  }
}

/** An answer with statistics where `stats` asks for them; `limit` series at most, 0 for all. */
function answer(params: URLSearchParams, limit: number, response: QueryResponse): ApiResponse {
  const { result, warnings, infos, statistics } = response
  const stats = (params.get('stats') ?? '') === '' ? undefined : statistics
  const data = formatResult(result, stats && `{"samples":${JSON.stringify(stats)}}`, limit)
  const truncated = exceeds(result, limit) ? ['results truncated due to limit'] : []
  return success(data, { warnings: [...warnings, ...truncated], infos })
}
