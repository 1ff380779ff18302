import type { Block } from '../block/block.ts'
import { BlockWriter } from '../block/block-writer.ts'

export const SAMPLE_START = Date.UTC(2026, 10, 30, 8)

/** Log lines of a few pods, each with a body of its own. */
export function logBlock(from: number, count: number, start = SAMPLE_START): Block {
  const writer = new BlockWriter('logs')
  for (let line = from; line < from + count; line++)
    writer.addRow({
      ts: start + line,
      cluster: 'lab',
      namespace: 'shop',
      pod: `web-${line % 7}`,
      container: 'app',
      run: line % 3,
      severity: 9,
      body: `line ${line} ä ' \\ ${'x'.repeat(line % 50)}`,
      attributes: line % 2 === 0 ? { 'log.iostream': 'stderr' } : {},
    })
  return writer.finish()!
}

/** Resolves with a whole number that a query answers. */
export async function countOf(
  store: { rows<Row>(sql: string): Promise<Row[]> },
  table: string,
): Promise<number> {
  const [row] = await store.rows<{ n: number | string }>(`SELECT count() AS n FROM ${table}`)
  return Number(row?.n)
}
