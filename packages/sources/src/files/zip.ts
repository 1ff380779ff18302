import { statSync } from 'node:fs'
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl'
import { SourceError } from '../errors.ts'
import { Budget, Tail, type Archive, type ArchiveReport, type ArchiveVisitor } from './archive.ts'
import type { ReadLimits } from './entry.ts'

interface Pass {
  readonly visitor: ArchiveVisitor
  readonly budget: Budget
  readonly file: ZipFile
  files: number
  links: number
  damage: string | null
}

const S_IFMT = 0o170000
const S_IFLNK = 0o120000

/** Unix puts a file's mode into the upper half of the external attributes (APPNOTE 4.4.15). */
const isLink = (entry: Entry): boolean =>
  ((entry.externalFileAttributes >>> 16) & S_IFMT) === S_IFLNK

const readEntry = async (pass: Pass, entry: Entry): Promise<void> => {
  pass.budget.entry()
  // Not yauzl's own check of names: one bad name there ends the reading of all that follows.
  const name = getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  )
  if (name.endsWith('/')) return
  if (isLink(entry)) {
    pass.links++
    return
  }
  pass.files++
  const wish = pass.visitor.wish(name, entry.uncompressedSize)
  if (wish.kind === 'skip') return
  if (entry.isEncrypted() || !entry.canDecodeFileData()) {
    pass.damage ??= `${name} is encrypted or packed by a method other than deflate`
    return
  }
  const stream = await pass.file.openReadStreamPromise(entry)
  const tail = new Tail(wish.tail, entry.uncompressedSize)
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    pass.budget.out(chunk.length)
    tail.push(chunk)
  }
  const bytes = tail.bytes()
  pass.budget.keep(bytes.length)
  pass.visitor.read(name, bytes)
}

const visitEntries = async (pass: Pass): Promise<void> => {
  for await (const entry of pass.file.eachEntry()) {
    try {
      await readEntry(pass, entry)
    } catch (error) {
      if (error instanceof SourceError) throw error
      pass.damage ??= error instanceof Error ? error.message : String(error)
    }
  }
}

/** A zip archive; entries that nobody wants are not unpacked. */
export function zipArchive(path: string, limits: ReadLimits): Archive {
  return {
    visit: async (visitor): Promise<ArchiveReport> => {
      const budget = new Budget(path, statSync(path).size, limits)
      let file: ZipFile
      try {
        file = await openPromise(path, {
          lazyEntries: true,
          autoClose: false,
          decodeStrings: false,
        })
      } catch (error) {
        return {
          files: 0,
          links: 0,
          damage: error instanceof Error ? error.message : String(error),
        }
      }
      const pass: Pass = { visitor, budget, file, files: 0, links: 0, damage: null }
      try {
        await visitEntries(pass)
      } catch (error) {
        if (error instanceof SourceError) throw error
        pass.damage ??= error instanceof Error ? error.message : String(error)
      } finally {
        file.close()
      }
      return { files: pass.files, links: pass.links, damage: pass.damage }
    },
  }
}
