import { isTree, treesIn, type FoundRecord, type Shape, type Tree } from './shape.ts'

const sourceOf = (hit: Tree): FoundRecord => {
  const source = hit['_source']
  if (isTree(source)) return { record: source }
  const fields = hit['fields']
  if (!isTree(fields)) return { record: hit }
  // `fields` holds a list for each field, mostly of one value.
  const single = Object.entries(fields).map(([key, all]) => [
    key,
    Array.isArray(all) && all.length === 1 ? (all[0] as unknown) : all,
  ])
  return { record: Object.fromEntries(single) as Tree }
}

const isHit = (one: Tree): boolean =>
  isTree(one['_source']) || ('_index' in one && isTree(one['fields']))

function hitsOf(value: unknown): readonly Tree[] {
  if (Array.isArray(value)) return treesIn(value)
  if (!isTree(value)) return []
  const { hits, rawResponse, responses } = value
  if (isTree(rawResponse)) return hitsOf(rawResponse)
  if (Array.isArray(responses)) return treesIn(responses).flatMap(hitsOf)
  if (isTree(hits)) return treesIn(hits['hits'])
  if (Array.isArray(hits)) return treesIn(hits)
  return isHit(value) ? [value] : []
}

/** Answers of Elasticsearch's and OpenSearch's search API, as Kibana's inspector shows and elasticdump writes them. */
export const hits: Shape = {
  name: 'Elasticsearch',
  find(value) {
    const found = hitsOf(value)
    return found.length > 0 && found.every(isHit) ? found.map(sourceOf) : null
  },
}
