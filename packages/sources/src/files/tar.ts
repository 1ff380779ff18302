import { createReadStream, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type ExtractEvents } from 'tar-stream'
import { SourceError } from '../errors.ts'
import { Budget, Tail, type Archive, type ArchiveReport, type ArchiveVisitor } from './archive.ts'
import type { ReadLimits } from './entry.ts'

type Entry = ExtractEvents['entry'][1]

interface Pass {
  readonly visitor: ArchiveVisitor
  readonly budget: Budget
  files: number
  links: number
}

const readFileEntry = async (pass: Pass, entry: Entry): Promise<void> => {
  const { name, size } = entry.header
  const wish = pass.visitor.wish(name, size)
  if (wish.kind === 'skip') {
    entry.resume()
    return
  }
  const tail = new Tail(wish.tail, entry.header.size ?? Infinity)
  for await (const chunk of entry as unknown as AsyncIterable<Uint8Array>) tail.push(chunk)
  const bytes = tail.bytes()
  pass.budget.keep(bytes.length)
  pass.visitor.read(name, bytes)
}

const readEntry = async (pass: Pass, entry: Entry): Promise<void> => {
  pass.budget.entry()
  const { type } = entry.header
  if (type === 'file' || type === 'contiguous-file') {
    pass.files++
    await readFileEntry(pass, entry)
    return
  }
  if (type === 'symlink' || type === 'link') pass.links++
  entry.resume()
}

const bytesOf = (path: string, zipped: boolean, onError: (error: Error) => void): Readable => {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  if (!zipped) return file
  const out = createGunzip({ chunkSize: 1 << 18 })
  file.on('error', onError)
  return file.pipe(out)
}

/** A tar archive, gzipped or not, read as a stream: it may be larger than memory. */
export function tarArchive(path: string, zipped: boolean, limits: ReadLimits): Archive {
  return {
    visit: async (visitor): Promise<ArchiveReport> => {
      const budget = new Budget(path, statSync(path).size, limits)
      const pass: Pass = { visitor, budget, files: 0, links: 0 }
      const unpack = extract()
      const source = bytesOf(path, zipped, (error) => unpack.destroy(error))
      source.on('error', (error) => unpack.destroy(error))
      source.on('data', (chunk: Buffer) => {
        try {
          budget.out(chunk.length)
        } catch (error) {
          source.destroy(error as Error)
        }
      })
      source.pipe(unpack)
      let damage: string | null = null
      try {
        for await (const entry of unpack) await readEntry(pass, entry)
      } catch (error) {
        source.destroy()
        if (error instanceof SourceError) throw error
        damage = error instanceof Error ? error.message : String(error)
      }
      return { files: pass.files, links: pass.links, damage }
    },
  }
}
