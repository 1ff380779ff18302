import { allLike, isTree, treesIn, type FoundRecord, type Shape, type Tree } from './shape.ts'

const isStream = (one: Tree): boolean =>
  (isTree(one['stream']) || isTree(one['labels']) || isTree(one['metric'])) &&
  Array.isArray(one['values'])

function ofStream(one: Tree): readonly FoundRecord[] {
  const outer = [one['stream'], one['labels']].find(isTree)
  const values = one['values'] as readonly unknown[]
  return values.flatMap((pair) => {
    if (!Array.isArray(pair) || typeof pair[1] !== 'string') return []
    const record = { time: pair[0] as unknown, line: pair[1] }
    return [outer === undefined ? { record } : { record, outer }]
  })
}

/** Where the answer of the query API, in whole or in part, has its streams. */
function streamsOf(value: unknown): readonly Tree[] {
  if (Array.isArray(value)) return treesIn(value)
  if (!isTree(value)) return []
  const { data, result, streams } = value
  if (isTree(data)) return streamsOf(data)
  return treesIn(result ?? streams)
}

/** Loki's query API (`/loki/api/v1/query_range`), `logcli -o jsonl`, and what Grafana downloads. */
export const loki: Shape = {
  name: 'Loki',
  find(value) {
    const streams = streamsOf(value)
    if (streams.length > 0 && streams.every(isStream)) return streams.flatMap(ofStream)
    return allLike(Array.isArray(value) ? value : [value], isLine)
  },
}

const isLine = (one: Tree): boolean =>
  typeof one['line'] === 'string' &&
  (isTree(one['labels']) || isTree(one['fields']) || 'timestamp' in one)
