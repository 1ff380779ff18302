import type { Path, Spot } from '@unloop/lint'
import { KEY } from './block-reader.ts'
import { readFlow } from './flow.ts'
import { locate, type Located, type NodePlace, type Places } from './places.ts'

/** A map or list that begins at a line and column (both from 0), or a flow collection there, or neither. */
interface Block {
  readonly kind: 'block' | 'flow' | 'scalar'
  readonly line: number
  readonly indent: number
}

interface Child {
  readonly place: NodePlace
  readonly block: Block
}

/**
 * Finds places in a document that `readBlocks` can read, by walking down its indentation: nothing is parsed again but the lines on
 * the way. Paths that begin alike, one after another, share that way.
 */
export class BlockPlaces {
  readonly lines: readonly string[]
  /** Of each line; -1 for blank lines and comments. */
  readonly #indents: readonly number[]
  readonly #way: { readonly step: string | number; readonly child: Child }[] = []

  constructor(text: string) {
    this.lines = text.split('\n')
    this.#indents = this.lines.map(indentOf)
  }

  locate(path: Path): Located | null {
    let depth = 0
    while (depth < path.length && this.#way[depth]?.step === path[depth]) depth++
    this.#way.length = depth
    let block = this.#way[depth - 1]?.child.block ?? this.#root()
    for (let step = path[depth]; step !== undefined; step = path[++depth]) {
      if (block?.kind === 'flow') return this.#inFlow(block, path, depth)
      const child = block?.kind === 'block' ? this.#child(block, step) : null
      if (child === null) break
      this.#way.push({ step, child })
      block = child.block
    }
    const last = this.#way.at(-1)
    return last === undefined ? null : { ...last.child.place, depth: this.#way.length }
  }

  #root(): Block | null {
    const line = this.#content(0)
    return line === -1 ? null : this.#blockAt(line, this.#indents[line] ?? 0)
  }

  /** The first line from here on that holds something; -1 where none does. */
  #content(from: number): number {
    for (let line = from; line < this.#indents.length; line++)
      if (this.#indents[line] !== -1) return line
    return -1
  }

  #blockAt(line: number, column: number): Block {
    const text = this.lines[line] ?? ''
    const isBlock = isItem(text, column) || KEY.test(text.slice(column))
    const kind = isFlow(text, column) ? 'flow' : isBlock ? 'block' : 'scalar'
    return { kind, line, indent: column }
  }

  #child(block: Block, step: string | number): Child | null {
    const isList = isItem(this.lines[block.line] ?? '', block.indent)
    if (isList !== (typeof step === 'number')) return null
    let index = -1
    for (let line = block.line; line < this.lines.length; line++) {
      const indent = line === block.line ? block.indent : (this.#indents[line] ?? -1)
      if (indent === -1 || indent > block.indent) continue
      if (indent < block.indent) return null
      const text = this.lines[line] ?? ''
      if (isItem(text, indent)) {
        if (isList && ++index === step) return this.#item(line, indent)
      } else if (isList) return null
      else {
        const match = KEY.exec(text.slice(indent))
        if (match !== null && (match[1] ?? match[2] ?? match[3]) === step)
          return this.#entry(line, indent, match[0].length)
      }
    }
    return null
  }

  #item(line: number, indent: number): Child | null {
    const text = this.lines[line] ?? ''
    let column = indent + 1
    while (text.charCodeAt(column) === 32) column++
    if (isEmpty(text, column)) {
      const next = this.#content(line + 1)
      const deeper = this.#indents[next] ?? -1
      return deeper > indent ? at(next, deeper, this.#blockAt(next, deeper)) : null
    }
    return at(line, column, this.#blockAt(line, column))
  }

  #entry(line: number, indent: number, width: number): Child {
    const text = this.lines[line] ?? ''
    const key = spot(line, indent)
    const column = indent + width
    if (!isEmpty(text, column))
      return {
        place: { key, value: spot(line, column) },
        block: { line, indent: column, kind: isFlow(text, column) ? 'flow' : 'scalar' },
      }
    const next = this.#content(line + 1)
    const inner = this.#indents[next] ?? -1
    const isHeld = inner > indent || (inner === indent && isItem(this.lines[next] ?? '', inner))
    return isHeld
      ? { place: { key, value: spot(next, inner) }, block: this.#blockAt(next, inner) }
      : { place: { key, value: key }, block: { kind: 'scalar', line, indent } }
  }

  #inFlow(block: Block, path: Path, depth: number): Located | null {
    const places: Places = new Map()
    const start = { line: block.line + 1, column: block.indent, places }
    const read = readFlow((this.lines[block.line] ?? '').slice(block.indent).trimEnd(), start)
    const found = read === null ? null : locate(read.value, places, path.slice(depth))
    if (found !== null) return { ...found, depth: found.depth + depth }
    const outer = this.#way.at(-1)
    return outer === undefined ? null : { ...outer.child.place, depth }
  }
}

const spot = (line: number, column: number): Spot => ({ line: line + 1, column: column + 1 })

const at = (line: number, column: number, block: Block): Child => ({
  place: { key: spot(line, column), value: spot(line, column) },
  block,
})

const isFlow = (text: string, column: number): boolean => {
  const code = text.charCodeAt(column)
  return code === 91 || code === 123
}

const isItem = (text: string, column: number): boolean => {
  if (text.charCodeAt(column) !== 45) return false
  const next = text.charCodeAt(column + 1)
  return next === 32 || Number.isNaN(next)
}

const isEmpty = (text: string, column: number): boolean => {
  let end = column
  while (text.charCodeAt(end) === 32) end++
  return end >= text.length || text.charCodeAt(end) === 35
}

function indentOf(line: string): number {
  let indent = 0
  while (line.charCodeAt(indent) === 32) indent++
  return indent === line.length || line.charCodeAt(indent) === 35 ? -1 : indent
}
