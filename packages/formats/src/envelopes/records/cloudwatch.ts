import { allLike, isTree, treesIn, type FoundRecord, type Shape, type Tree } from './shape.ts'

const isEvent = (one: Tree): boolean =>
  typeof one['message'] === 'string' &&
  ('timestamp' in one || 'eventId' in one || 'ingestionTime' in one)

/** A row of Logs Insights: `[{field, value}, …]` */
const isRow = (row: unknown): row is readonly Tree[] =>
  Array.isArray(row) && row.length > 0 && row.every((cell) => isTree(cell) && 'field' in cell)

const ofRow = (row: readonly Tree[]): Tree =>
  Object.fromEntries(
    row.flatMap(({ field, value }) => (field === '@ptr' ? [] : [[String(field), value]])),
  )

/**
 * A collector's record is itself JSON inside of the message: `{"log":"…","kubernetes":{…}}`, as Fluent Bit of Container
 * Insights writes it.
 */
function inside(record: Tree): FoundRecord {
  const message = record['message'] ?? record['@message']
  if (typeof message !== 'string' || !message.startsWith('{') || !message.includes('"log"'))
    return { record }
  try {
    const inner: unknown = JSON.parse(message)
    if (isTree(inner) && typeof inner['log'] === 'string')
      return { record: inner, outer: { ...record, message: null, '@message': null } }
  } catch {
    // A message that is cut off is a message still.
  }
  return { record }
}

/** `aws logs get-log-events`, `filter-log-events`, `get-query-results` and the console's downloads. */
export const cloudwatch: Shape = {
  name: 'CloudWatch Logs',
  find(value) {
    if (isTree(value) && Array.isArray(value['results'])) {
      const rows = value['results'].filter(isRow)
      return rows.length === 0 ? null : rows.map((row) => inside(ofRow(row)))
    }
    const events = isTree(value) ? (value['events'] ?? value['logEvents']) : value
    const found =
      allLike(events, isEvent) ?? allLike(events, (one) => typeof one['@message'] === 'string')
    if (found === null) return null
    const outer = isTree(value) ? { logStream: value['logStream'], owner: null } : undefined
    return treesIn(events).map((one) => {
      const opened = inside(one)
      return outer === undefined ? opened : { ...opened, outer: { ...outer, ...opened.outer } }
    })
  },
}
