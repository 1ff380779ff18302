import { isTree, treesIn, type Shape, type Tree } from './shape.ts'

/** Below these keys, at whatever depth, answers of services have their list of records. */
const DEEPEST = 4

/** The longest list of objects in a value. */
function longestList(value: unknown, depth = 0): readonly Tree[] {
  if (Array.isArray(value)) {
    const trees = treesIn(value)
    if (trees.length === value.length) return trees
    return []
  }
  if (!isTree(value) || depth >= DEEPEST) return []
  let longest: readonly Tree[] = []
  for (const inner of Object.values(value)) {
    const list = longestList(inner, depth + 1)
    if (list.length > longest.length) longest = list
  }
  return longest
}

/** The last resort: any list of records, told by what their fields are and not by who wrote them. */
export const anyList: Shape = {
  name: 'JSON records',
  find(value) {
    const list = longestList(value)
    return list.length === 0 ? null : list.map((record) => ({ record }))
  },
}
