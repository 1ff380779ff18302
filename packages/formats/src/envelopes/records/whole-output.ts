import { isTree, treesIn, type FoundRecord, type Shape, type Tree } from './shape.ts'

/** Names of a field that holds all that a program printed, as dashboards and scripts around the API call it. */
const OUTPUT_KEY =
  /^(?:(?:pod|container|raw|full|build|job)[_-]?)?(?:logs?|output|lines|log[_-]?lines|log[_-]?text|stdout|stderr|messages?|text|content|body)$/i

/** Of these, the names that nothing but a program's output has: one line is enough. */
const SURE_KEY = /(?:logs?|output|lines|stdout|stderr)$/i

/** Such a field lies at most so deep in an answer. */
const DEEPEST = 4
/** A shorter list of texts may be a command with its arguments. */
const FEWEST = 3

/** A program's output as one text, or as a list of its lines; null for any other field. */
function outputOf(key: string, value: unknown): string | null {
  if (!OUTPUT_KEY.test(key)) return null
  const isSure = SURE_KEY.test(key)
  if (typeof value === 'string')
    return (isSure ? /\S\s+\S/ : /\S\r?\n\s*\S/).test(value) ? value : null
  return isListOfLines(value, isSure ? 1 : FEWEST) ? value.join('\n') : null
}

/** Words with spaces between them tell lines from a list of names, flags or paths. */
function isListOfLines(value: unknown, fewest: number): value is readonly string[] {
  if (!Array.isArray(value) || value.length < fewest) return false
  if (!value.every((line) => typeof line === 'string')) return false
  const filled = value.filter((line) => line.trim() !== '')
  return filled.filter((line) => /\S\s+\S/.test(line)).length >= filled.length * 0.6
}

function within(tree: Tree, depth: number): readonly FoundRecord[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const output = outputOf(key, value)
    if (output !== null) return [{ record: { log: output }, outer: { ...tree, [key]: null } }]
    if (depth >= DEEPEST) return []
    const inner = isTree(value) ? [value] : treesIn(value)
    return inner.flatMap((one) => within(one, depth + 1))
  })
}

/** Output that stands in JSON as one text or as a list of lines, instead of a record for each line. */
export const wholeOutput: Shape = {
  name: 'JSON text',
  find(value) {
    const lines = isListOfLines(value, FEWEST) ? value.join('\n') : null
    if (lines !== null) return [{ record: { log: lines } }]
    const found = (isTree(value) ? [value] : treesIn(value)).flatMap((one) => within(one, 0))
    return found.length === 0 ? null : found
  },
}
