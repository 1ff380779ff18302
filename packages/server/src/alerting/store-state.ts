import type { StateStore } from '@unloop/alerting'
import { BlockWriter, type Store } from '@unloop/store'

/** Keeps state in the store, for several servers that share one. What was saved can be read by all when it is done. */
export function storeState(store: Store): StateStore {
  // The greatest wins. It only grows, so that a clock that is set back brings nothing old back.
  let updated = 0
  return {
    load: async (name) => {
      const rows = await store.rows<{ key: string; value: string; gone: number; updated: string }>(
        `SELECT key, value, gone, toUnixTimestamp64Milli(updated) AS updated
         FROM unloop.alerting FINAL WHERE name = {name:String}`,
        { params: { name } },
      )
      updated = rows.reduce((newest, row) => Math.max(newest, Number(row.updated)), updated)
      const kept = rows.filter(({ gone }) => gone === 0)
      return new Map(kept.map(({ key, value }) => [key, value]))
    },
    save: async (name, changes) => {
      const writer = new BlockWriter('alerting')
      updated = Math.max(Date.now(), updated + 1)
      for (const [key, value] of changes)
        writer.addRow({ name, key, value: value ?? '', gone: value === null ? 1 : 0, updated })
      const block = writer.finish()
      if (block === null) return
      await store.insert(block)
      await store.flush(['alerting'])
    },
  }
}
