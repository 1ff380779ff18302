import { glob, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { readWithin } from '@unloop/sources/files'
import { excessOf, readSmallFile } from '@unloop/sources/text-file'
import { TargetError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { isDockerfile, readBuild } from './build.ts'
import { readChart } from './chart.ts'
import { ignoreNotes } from './ignore-notes.ts'
import { ignoreRulesAt, NO_RULES, without } from './ignored.ts'
import { partOf, reasonOf, textOf, type InputPart, type Target } from './part.ts'
import { readKustomization, resourcesBelow } from './kustomization.ts'
import { isManifest, walkFolder } from './walk.ts'

/** Texts to lint, in the order of their files. */
export interface Inputs {
  readonly parts: readonly InputPart[]
  /** What was not read, and why: full sentences. */
  readonly notes: readonly string[]
}

interface InputOptions {
  /** Also read what .gitignore and .unloopignore leave out of folders and patterns. */
  readonly isEverything: boolean
  /** What a configuration leaves out, named files included. */
  readonly isExcluded: (path: string) => boolean
  /** What helm is given beside the chart: values, and the release of Kubernetes. */
  readonly helmArgs?: readonly string[]
  /** Codes of the team's own checks. */
  readonly ownCodes?: readonly string[]
}

/** Reads files, folders, patterns, charts, kustomizations and standard input (`-`). */
export async function readInputs(
  paths: readonly string[],
  options: InputOptions,
  io: Io,
): Promise<Inputs> {
  const reader = new InputReader(options, io)
  for (const path of paths.length === 0 ? ['.'] : paths) await reader.read(path)
  await reader.finish()
  return { parts: reader.target.parts, notes: reader.target.notes }
}

class InputReader {
  readonly target: Target = { parts: [], notes: [] }
  readonly #options: InputOptions
  readonly #io: Io
  /** Files of charts that were named one by one, as an editor or a commit hook does. */
  readonly #templates = new Map<string, Set<string>>()

  constructor(options: InputOptions, io: Io) {
    this.#options = options
    this.#io = io
  }

  async read(path: string): Promise<void> {
    if (path === '-') {
      const text = await standardInput(this.#io)
      this.#noteIgnores(text, '<stdin>')
      this.target.parts.push(partOf(text, '<stdin>', 'input'))
      return
    }
    const found = await stat(path).catch(() => null)
    if (found?.isDirectory() === true) await this.#folder(path)
    else if (found !== null) await this.#named(path)
    else await this.#pattern(path)
  }

  async finish(): Promise<void> {
    for (const [chart, files] of this.#templates) {
      const whole: Target = { parts: [], notes: this.target.notes }
      await this.#chart(chart, whole)
      this.target.parts.push(...whole.parts.filter(({ file }) => files.has(file)))
    }
  }

  #noteIgnores(text: string, file: string): void {
    this.target.notes.push(...ignoreNotes(text, file, this.#options.ownCodes ?? []))
  }

  async #chart(folder: string, target: Target): Promise<void> {
    await readChart(folder, target, { io: this.#io, helmArgs: this.#options.helmArgs ?? [] })
  }

  async #folder(path: string): Promise<void> {
    const { isEverything, isExcluded } = this.#options
    const rules = without(isEverything ? NO_RULES : await ignoreRulesAt(path), isExcluded)
    const { files, charts, kustomizations, patches, notes } = await walkFolder(path, rules)
    this.target.notes.push(...notes)
    for (const chart of charts) await this.#chart(chart, this.target)
    const covered = new Set<string>(patches)
    const fragments = new Set<string>()
    for (const each of kustomizations) {
      const isBuilt = await readKustomization(each, this.target, this.#io)
      // Files beside a built one that it does not name may be applied by themselves.
      for (const resource of await resourcesBelow(each))
        if (!isBuilt) fragments.add(resource)
        else if (resource !== each.folder) covered.add(resource)
    }
    for (const file of files)
      if (!isCovered(file, covered)) await this.#file(file, isCovered(file, fragments))
  }

  /** A file that was asked for by its name is read whatever it is called. */
  async #named(path: string): Promise<void> {
    if (this.#options.isExcluded(path)) return
    const folder = dirname(path)
    const chart = /(?:^|\/)templates$/.test(folder) ? dirname(folder) : null
    const isTemplate =
      chart !== null && (await stat(`${chart}/Chart.yaml`).catch(() => null)) !== null
    if (!isTemplate || chart === null) await this.#file(path)
    else if (isManifest(basename(path)))
      this.#templates.set(chart, (this.#templates.get(chart) ?? new Set()).add(path))
  }

  async #file(file: string, isFragment = false): Promise<void> {
    try {
      const text = textOf(sound(await readSmallFile(file, MOST)))
      this.#noteIgnores(text, file)
      const part = isDockerfile(basename(file)) ? await buildPart(text, file) : partOf(text, file)
      this.target.parts.push(isFragment ? { ...part, isFragment } : part)
    } catch (cause) {
      this.target.notes.push(`${file} could not be read: ${reasonOf(cause)}.`)
    }
  }

  async #pattern(pattern: string): Promise<void> {
    const matched: string[] = []
    if (/[*?[{]/.test(pattern)) for await (const each of glob(pattern)) matched.push(each)
    const files: string[] = []
    for (const each of matched.sort()) {
      const isWanted = isManifest(each) && !/(?:^|\/)(?:node_modules|\.git)\//.test(each)
      if (isWanted && !(await this.#isIgnored(each))) files.push(each)
    }
    if (files.length === 0)
      throw new TargetError({
        code: 'target-not-found',
        message: `There is no manifest at ${pattern}.`,
        next: 'Name files, folders or patterns such as "deploy/**/*.yaml", or - for standard input.',
      })
    for (const file of files) await this.#named(file)
  }

  async #isIgnored(file: string): Promise<boolean> {
    if (this.#options.isEverything) return false
    const rules = await (await ignoreRulesAt(dirname(file))).below(dirname(file))
    return rules.isIgnored(file, false)
  }
}

async function buildPart(text: string, file: string): Promise<InputPart> {
  const read = { manifests: [], problems: [], others: 0 }
  return { file, origin: 'file', bundle: null, read, build: await readBuild(text, file) }
}

/** Whether it or a folder above it was read as a part of something else. */
function isCovered(file: string, covered: ReadonlySet<string>): boolean {
  for (let at = file; ; at = dirname(at)) {
    if (covered.has(at)) return true
    if (dirname(at) === at) return false
  }
}

/** Manifests of a whole cluster are some tens of MiB. */
const MOST = 64 << 20
const MOST_VALUES = 1_000_000

function sound(bytes: Uint8Array): Uint8Array {
  const excess = excessOf(bytes, MOST_VALUES)
  if (excess !== null) throw new Error(excess)
  return bytes
}

async function standardInput(io: Io): Promise<string> {
  const bytes = await readWithin(io.stdin, MOST)
  const excess =
    bytes === null ? `it is larger than ${MOST >> 20} MiB` : excessOf(bytes, MOST_VALUES)
  if (bytes !== null && excess === null) return textOf(bytes)
  throw new TargetError({
    code: 'target-not-found',
    message: `Standard input could not be read: ${excess}.`,
    next: 'Give the manifests in parts, or the folder that they stand in.',
  })
}
