import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readSmallFile } from '@unloop/sources/text-file'
import type { LintFinding } from '@unloop/lint'
import type { Io } from '../../io.ts'
import type { OptionValues } from '../../options/table.ts'
import { clean } from '../../output/clean.ts'
import { ignoreRulesAt } from '../inputs/ignored.ts'
import { partOf, textOf, type InputPart } from '../inputs/part.ts'
import { isManifest, walkFolder } from '../inputs/walk.ts'
import { runLint } from '../run-lint.ts'
import { settingsOf, type Settings } from '../settings.ts'
import type { TextDocument } from './text-document.ts'

/** Files beside a document that are looked at for what it refers to. */
const MOST_NEIGHBOURS = 300

/** What is told of a document: with the files beside it, as the editor has them. */
export class Workspace {
  readonly #options: OptionValues<'lint'>
  readonly #io: Io
  readonly #settings = new Map<string, Promise<Settings>>()
  readonly #neighbours = new Map<string, Promise<readonly InputPart[]>>()

  constructor(options: OptionValues<'lint'>, io: Io) {
    this.#options = options
    this.#io = io
  }

  /** Files have changed on the disk. */
  forget(): void {
    this.#settings.clear()
    this.#neighbours.clear()
  }

  async findings(
    document: TextDocument,
    open: ReadonlyMap<string, TextDocument>,
  ): Promise<readonly LintFinding[]> {
    if (!isManifest(document.path) || isTemplate(document.path)) return []
    const { lint, isExcluded } = await this.#settingsAt(document.path)
    if (isExcluded(document.path)) return []
    const others = await this.#beside(document.path)
    const texts = new Map([...open.values()].map(({ path, text }) => [path, text]))
    const parts = others
      .filter(({ file }) => file !== document.path)
      .map((part) => {
        const text = texts.get(part.file)
        return text === undefined ? part : partOf(text, part.file)
      })
    const report = runLint([...parts, partOf(document.text, document.path)], lint)
    return clean(report).findings.filter(({ file }) => file === document.path)
  }

  #settingsAt(path: string): Promise<Settings> {
    const folder = dirname(path)
    const known = this.#settings.get(folder)
    if (known !== undefined) return known
    const made = settingsOf([folder], this.#options, this.#io)
    this.#settings.set(folder, made)
    return made
  }

  #beside(path: string): Promise<readonly InputPart[]> {
    const folder = dirname(path)
    const known = this.#neighbours.get(folder)
    if (known !== undefined) return known
    const made = neighboursIn(folder)
    this.#neighbours.set(folder, made)
    return made
  }
}

async function neighboursIn(folder: string): Promise<readonly InputPart[]> {
  if (!existsSync(folder)) return []
  const { files, patches } = await walkFolder(folder, await ignoreRulesAt(folder))
  const parts: InputPart[] = []
  for (const file of files.filter((each) => !patches.includes(each)).slice(0, MOST_NEIGHBOURS)) {
    const bytes = await readSmallFile(file).catch(() => null)
    if (bytes !== null) parts.push(partOf(textOf(bytes), file))
  }
  return parts
}

/** A template of a chart is no YAML before it is rendered. */
const isTemplate = (path: string): boolean => {
  for (let at = dirname(path); dirname(at) !== at; at = dirname(at))
    if (basename(at) === 'templates' && existsSync(join(dirname(at), 'Chart.yaml'))) return true
  return false
}
