import { isTree, rowRecord, treesIn, type FoundRecord, type Shape, type Tree } from './shape.ts'

/** `{columns: [{name, type}], rows: [[…]]}`, in the spellings of query services. */
function tableOf(table: Tree): readonly FoundRecord[] {
  const heads = [table['columns'], table['Columns'], table['fields']].find(Array.isArray)
  const rows = [table['rows'], table['Rows'], table['values'], table['datarows']].find(
    Array.isArray,
  )
  if (heads === undefined || rows === undefined) return []
  const columns = (heads as readonly unknown[]).map((head) =>
    nameIn(isTree(head) ? (head['name'] ?? head['ColumnName']) : head),
  )
  return (rows as readonly unknown[]).flatMap((row) =>
    Array.isArray(row) ? [{ record: rowRecord(columns, row) }] : [],
  )
}

const nameIn = (head: unknown): string => (typeof head === 'string' ? head : '')

/** Azure Monitor's and Log Analytics' tables; SQL and PPL answers of OpenSearch lie alike. */
export const tables: Shape = {
  name: 'Azure Monitor',
  find(value) {
    if (!isTree(value)) return null
    const all = treesIn(value['tables'] ?? value['Tables'])
    const found = (all.length > 0 ? all : [value]).flatMap(tableOf)
    return found.length === 0 ? null : found
  },
}
