import { allLike, isTree, treesIn, type Shape, type Tree } from './shape.ts'

const isRaw = (one: Tree): boolean => typeof one['_raw'] === 'string'

/** Splunk's JSON: `{"result": {"_raw": …}}` line by line, or all below `results`. */
export const splunk: Shape = {
  name: 'Splunk',
  find(value) {
    const all = treesIn(isTree(value) ? (value['results'] ?? [value]) : value)
    const results = all.map((one) => (isTree(one['result']) ? one['result'] : one))
    return allLike(results, isRaw)
  },
}
