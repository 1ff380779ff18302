import { compareStrings } from '../labels/compare.ts'
import { compareLabels, type Labels } from '../labels/labels.ts'
import { isLabelName } from '../labels/names.ts'
import { quote } from '../numbers/quote.ts'
import type { ApiContext, ApiRequest } from './context.ts'
import { formatLabels } from './format-result.ts'
import { jsonString } from './json.ts'
import { limitOf, matcherSets, rangeOf } from './parameters.ts'
import { ApiError, invalidParameter, success, type ApiResponse } from './response.ts'

/** `series`: the label sets that meet any `match[]`. */
export async function series(context: ApiContext, { params }: ApiRequest): Promise<ApiResponse> {
  if (params.getAll('match[]').length === 0)
    throw new ApiError('bad_data', 'no match[] parameter provided')
  const limit = limitOf(params)
  const range = rangeOf(params)
  let sets: ReturnType<typeof matcherSets>
  try {
    sets = matcherSets(params)
  } catch (error) {
    throw error instanceof ApiError ? invalidParameter('match[]', error.message) : error
  }
  const found = [...(await context.labels.series(sets, range))].sort(compareLabels)
  return list(found.map(formatLabels), limit)
}

/** `labels`: the names of labels. */
export async function labelNames(context: ApiContext, request: ApiRequest): Promise<ApiResponse> {
  const names = new Set<string>()
  for (const labels of await select(context, request))
    for (const [name] of labels.entries()) names.add(name)
  return sortedTexts(names, limitOf(request.params))
}

/** `label/<name>/values`: the values of a label. */
export async function labelValues(
  context: ApiContext,
  request: ApiRequest,
  encoded: string,
): Promise<ApiResponse> {
  const name = unescapeName(encoded)
  if (!isLabelName(name)) throw new ApiError('bad_data', `invalid label name: ${quote(name)}`)
  const values = new Set<string>()
  for (const labels of await select(context, request)) {
    const value = labels.get(name)
    if (value !== '') values.add(value)
  }
  return sortedTexts(values, limitOf(request.params))
}

/** The label sets that endpoints of labels look at. The limit is checked first, as Prometheus does. */
async function select({ labels }: ApiContext, { params }: ApiRequest): Promise<readonly Labels[]> {
  limitOf(params)
  const range = rangeOf(params)
  return labels.series(matcherSets(params), range)
}

/** Texts in the order of their code points. */
function sortedTexts(texts: ReadonlySet<string>, limit: number): ApiResponse {
  return list([...texts].sort(compareStrings).map(jsonString), limit)
}

/** The first items up to the limit, 0 for all, with a warning where some are left out. */
function list(items: readonly string[], limit: number): ApiResponse {
  const truncated = limit > 0 && items.length > limit
  const kept = truncated ? items.slice(0, limit) : items
  return success(`[${kept.join(',')}]`, {
    warnings: truncated ? ['results truncated due to limit'] : [],
  })
}

/** Names with characters that a path cannot hold come as `U__`, with code points between underscores. */
function unescapeName(name: string): string {
  if (!name.startsWith('U__')) return name
  const decoded = name.slice(3).replace(/__|_([0-9a-fA-F]{1,6})_/g, (all, code?: string) => {
    if (all === '__') return '_'
    const point = Number.parseInt(code ?? '', 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : all
  })
  return decoded
}
