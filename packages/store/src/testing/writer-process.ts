// Writes numbered log lines as fast as they are acknowledged, and prints each range that was; ends by being killed.
import { writeSync } from 'node:fs'
import { EmbeddedDriver } from '../drivers/embedded.ts'
import { ensureEngine } from '../engine/install.ts'
import { openStore } from '../store.ts'
import { TEST_DATABASE } from './engines.ts'
import { logBlock } from './sample-rows.ts'

const [folder = '', first = '0'] = process.argv.slice(2)
const LANES = 4
const ROWS = 250

const driver = await EmbeddedDriver.open({
  engine: await ensureEngine(),
  folder,
  database: TEST_DATABASE,
  limits: { memoryBytes: 600 << 20 },
})
// Short batches, so that many inserts, merges and removals are under way at any moment.
const store = await openStore({
  driver,
  folder,
  database: TEST_DATABASE,
  spool: { ageMs: 40 },
})
writeSync(1, 'open\n')

let next = Number(first)
await Promise.all(Array.from({ length: LANES }, writeForEver))

async function writeForEver(): Promise<never> {
  for (;;) {
    const from = next
    next += ROWS
    await store.insert(logBlock(from, ROWS, Date.now() - from))
    writeSync(1, `${from} ${ROWS}\n`)
  }
}
