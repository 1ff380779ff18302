import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs `work` with a file that holds `bytes` and is gone afterwards. */
export const withTemporaryFile = async <T>(
  bytes: Uint8Array,
  work: (path: string) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-'))
  try {
    const path = join(folder, 'input')
    writeFileSync(path, bytes, { mode: 0o600 })
    return await work(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
