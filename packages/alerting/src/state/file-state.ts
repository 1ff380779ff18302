import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type Changes, changed, type StateStore } from './state.ts'

/** Lines that may be out of date before the file is written anew. */
const SPARE_LINES = 2_000

/**
 * Keeps state in a folder: a file a name, a line a change, so that noting costs the same however much is kept. A line
 * that was not written whole, as the machine went down, is left out.
 */
export function fileState(folder: string): StateStore {
  const journals = new Map<string, Journal>()
  const journalOf = (name: string): Journal => {
    const known = journals.get(name) ?? new Journal(folder, name)
    journals.set(name, known)
    return known
  }
  return {
    load: (name) => journalOf(name).load(),
    save: (name, changes) => journalOf(name).save(changes),
  }
}

class Journal {
  readonly #folder: string
  readonly #path: string
  #pending = new Map<string, string | null>()
  #writing: Promise<void> = Promise.resolve()
  /** Lines that can be added before the file is written anew; none before it was read. */
  #room = 0

  constructor(folder: string, name: string) {
    this.#folder = folder
    this.#path = join(folder, `${name}.jsonl`)
  }

  async load(): Promise<ReadonlyMap<string, string>> {
    await this.#writing
    return this.#read()
  }

  /** Changes that come while others are being written are written together. */
  save(changes: Changes): Promise<void> {
    for (const [key, value] of changes) this.#pending.set(key, value)
    const written = this.#writing.then(() => this.#write())
    // One that failed does not keep the next from being written.
    this.#writing = written.catch(() => undefined)
    return written
  }

  async #write(): Promise<void> {
    const changes = this.#pending
    if (changes.size === 0) return
    this.#pending = new Map()
    try {
      if (changes.size <= this.#room) await this.#append(changes)
      else await this.#rewrite(changes)
    } catch (error) {
      this.#room = 0
      this.#pending = new Map([...changes, ...this.#pending])
      throw error
    }
  }

  async #append(changes: Changes): Promise<void> {
    await this.#put('a', this.#path, changes)
    this.#room -= changes.size
  }

  /** Written beside the old file, and takes its place when it is on disk. */
  async #rewrite(changes: Changes): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const entries = changed(await this.#read(), changes)
    await this.#put('w', `${this.#path}.tmp`, entries)
    await rename(`${this.#path}.tmp`, this.#path)
    this.#room = entries.size + SPARE_LINES
  }

  async #put(flag: 'a' | 'w', path: string, changes: Changes): Promise<void> {
    const file = await open(path, flag, 0o600)
    try {
      await file.writeFile([...changes].map((one) => `${JSON.stringify(one)}\n`).join(''))
      await file.sync()
    } finally {
      await file.close()
    }
  }

  async #read(): Promise<Map<string, string>> {
    const entries = new Map<string, string>()
    for (const line of (await textOf(this.#path)).split('\n')) {
      const change = parsed(line)
      if (change !== undefined) changed(entries, new Map([change]))
    }
    return entries
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return ''
    throw error
  }
}

function parsed(line: string): readonly [string, string | null] | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (!Array.isArray(value)) return undefined
    const [key, text] = value as readonly unknown[]
    const isChange = typeof key === 'string' && (typeof text === 'string' || text === null)
    return isChange ? [key, text] : undefined
  } catch {
    return undefined
  }
}
