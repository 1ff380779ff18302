import { sniff, SNIFFED } from './archive.ts'
import type { ReadLimits } from './entry.ts'
import { cutSentence, HeadAndTail } from './head-and-tail.ts'
import { TemporaryFile } from './temporary.ts'

/** What came out of a stream: its bytes, or the file that an archive was written to. */
export type StreamRead =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly gaps: readonly string[] }
  | { readonly kind: 'archive'; readonly file: TemporaryFile }

/** Beyond this much of text, a stream has no end that anybody waits for. */
const ENOUGH = 1024 * 1024 * 1024
/** Once a stream has brought more than is kept, it may go on for so long: some never end. */
const ENDLESS_MS = 20_000

/** Reads a stream to its end or to the end of its budget: of a text, the beginning and the end are kept. */
export async function readStream(
  input: AsyncIterable<Uint8Array>,
  name: string,
  limits: ReadLimits,
): Promise<StreamRead> {
  const kept = new HeadAndTail(limits.logBytes)
  let archive: TemporaryFile | null = null
  let overSince: number | null = null
  let ended = true
  for await (const chunk of input) {
    if (kept.size === 0 && sniff(chunk.subarray(0, SNIFFED)) !== 'none')
      archive = new TemporaryFile()
    archive?.append(chunk)
    kept.push(archive === null ? chunk : chunk.subarray(0, 1))
    const size = archive?.size ?? kept.size
    if (size > limits.logBytes) overSince ??= Date.now()
    const most = archive === null ? Math.min(ENOUGH, limits.bytes) : limits.bytes
    if (size > most || (overSince !== null && Date.now() - overSince > ENDLESS_MS)) {
      ended = false
      break
    }
  }
  if (archive !== null) return { kind: 'archive', file: archive }
  const gaps = kept.lost > 0 ? [cutSentence(name, kept.size, limits.logBytes)] : []
  if (!ended) gaps.push(`${name}: It went on and was not read to its end.`)
  return { kind: 'bytes', bytes: kept.bytes(), gaps }
}
