import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { StateStore } from './state.ts'

/** Keeps state in a folder, a file a name. A file is written beside the old one and takes its place when it is on disk. */
export function fileState(folder: string): StateStore {
  return {
    load: async (name) => {
      try {
        return await readFile(join(folder, `${name}.json`), 'utf8')
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') return undefined
        throw error
      }
    },
    save: async (name, text) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const target = join(folder, `${name}.json`)
      const file = await open(`${target}.tmp`, 'w', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${target}.tmp`, target)
    },
  }
}
