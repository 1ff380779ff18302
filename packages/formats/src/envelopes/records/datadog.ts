import { isTree, treesIn, type Shape, type Tree } from './shape.ts'

const isLog = (one: Tree): boolean =>
  isTree(one['attributes']) &&
  (typeof one['attributes']['message'] === 'string' || one['type'] === 'log')

/** Datadog's search API and log archives: what is said of a log lies below `attributes`, labels in `tags`. */
export const datadog: Shape = {
  name: 'Datadog',
  find(value) {
    const logs = treesIn(isTree(value) ? (value['data'] ?? value['logs'] ?? [value]) : value)
    if (logs.length === 0 || !logs.every(isLog)) return null
    return logs.map((one) => ({
      record: one['attributes'] as Tree,
      outer: { ...one, attributes: null },
    }))
  },
}
