import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Snapshot } from '@unloop/engine/evidence'

/** Shown wherever the demo is: nobody may take it for their own cluster. */
export const DEMO_BANNER =
  'RECORDED DEMO: this is not your cluster. These are real crashes, recorded once and shipped with unloop.'

/** The recorded cluster, from demo/ beside src/ in a checkout and beside lib/ in the package. */
export function demoSnapshot(): Snapshot {
  const packed = readFileSync(new URL('../demo/cluster.json.gz', import.meta.url))
  return JSON.parse(gunzipSync(packed).toString('utf8')) as Snapshot
}
