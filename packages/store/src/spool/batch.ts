import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { TableName } from '../tables/index.ts'
import {
  notWritten,
  readBatchFile,
  syncFolder,
  writeBatchFile,
  type BatchFile,
} from './batch-file.ts'

const MARK = /^at-(\d+)$/

/** Files of one table that become one insert: a folder, whose name is the token by which the engine knows it. */
export class Batch {
  readonly table: TableName
  readonly folder: string
  readonly #files: BatchFile[]
  #triedAt: number | null = null
  readonly openedAt: number
  #sequence: number

  private constructor(
    place: { readonly table: TableName; readonly folder: string },
    files: BatchFile[],
    openedAt: number,
  ) {
    this.table = place.table
    this.folder = place.folder
    this.#files = files
    this.openedAt = openedAt
    this.#sequence = files.length
  }

  static async create(table: TableName, folder: string, now: number): Promise<Batch> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await syncFolder(dirname(folder))
    return new Batch({ table, folder }, [], now)
  }

  /** A batch that an earlier process left; files that were cut off are removed, since nobody was told that they are stored. */
  static async recover(table: TableName, folder: string): Promise<{ batch: Batch; torn: number }> {
    const files: BatchFile[] = []
    let torn = 0
    let triedAt: number | null = null
    for (const name of (await readdir(folder)).sort()) {
      const mark = MARK.exec(name)
      if (mark !== null) {
        triedAt = Number(mark[1])
        continue
      }
      const file = await readBatchFile(folder, name)
      if (file !== null) {
        files.push(file)
        continue
      }
      torn++
      await rm(join(folder, name), { recursive: true, force: true })
    }
    const batch = new Batch({ table, folder }, files, 0)
    batch.#triedAt = triedAt
    return { batch, torn }
  }

  get token(): string {
    return `${this.table}/${basename(this.folder)}`
  }

  get files(): readonly string[] {
    return this.#files.map(({ path }) => path)
  }

  get rows(): number {
    return this.#files.reduce((sum, file) => sum + file.rows, 0)
  }

  get bytes(): number {
    return this.#files.reduce((sum, file) => sum + file.bytes, 0)
  }

  /** Returns once the chunks are on the disk. */
  async append(rows: number, chunks: readonly Uint8Array[]): Promise<void> {
    const file = await writeBatchFile(this.folder, this.#sequence++, { rows, chunks })
    await syncFolder(this.folder)
    this.#files.push(file)
  }

  /** Where the first try to insert it began; null before that, and where the engine has no such number. */
  get triedAt(): number | null {
    return this.#triedAt
  }

  /** Notes that an insert is about to begin. What comes after a crash looks there for what it stored. */
  async begin(position: number): Promise<void> {
    try {
      const mark = await open(join(this.folder, `at-${position}`), 'w')
      await mark.close()
      await syncFolder(this.folder)
    } catch (cause) {
      throw notWritten(this.folder, cause)
    }
    this.#triedAt = position
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}
