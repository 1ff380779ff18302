import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** A file of the page, kept in memory; `etag` is a hash of its content. */
export interface PageFile {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly etag: string
  /** Packed when it is first asked for; null where that saves nothing. */
  readonly gzipped: () => Uint8Array<ArrayBuffer> | null
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
}

/** The web page as it was built: every file of a folder, by its path from there with `/` between the parts. */
export class BuiltPage {
  readonly #files: ReadonlyMap<string, PageFile>

  /** Throws what reading the folder throws. */
  constructor(folder: string) {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const files = paths
      .filter((path) => TYPES[endingOf(path)] !== undefined)
      .map((path) => [path.split(sep).join('/'), fileOf(join(folder, path))] as const)
    this.#files = new Map(files)
  }

  file(path: string): PageFile | null {
    return this.#files.get(path) ?? null
  }
}

function fileOf(path: string): PageFile {
  const bytes = new Uint8Array(readFileSync(path))
  let packed: Uint8Array<ArrayBuffer> | undefined
  return {
    type: TYPES[endingOf(path)] ?? 'application/octet-stream',
    bytes,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    gzipped: () => {
      packed ??= new Uint8Array(gzipSync(bytes, { level: 9 }))
      return packed.length < bytes.length ? packed : null
    },
  }
}

const endingOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)
