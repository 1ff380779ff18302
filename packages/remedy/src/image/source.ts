import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { readSmallTextSync } from '@unloop/sources/text-file'
import type { Dockerfile, Instruction, ScriptFile, Stage } from '@unloop/lint'
import { readDockerfile, readScript } from '@unloop/formats'

/** A file of an image's source, and what an edit makes of it. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** What an image is built from: its Dockerfile, and the script that it starts, where that is in the folder. */
export interface ImageSource {
  readonly file: SourceFile
  readonly dockerfile: Dockerfile
  /** The stage that becomes the image. */
  readonly stage: Stage
  readonly script: (SourceFile & { readonly read: ScriptFile }) | null
}

const NAME = /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.[Dd]ockerfile$/
const SKIPPED = /[\\/](?:node_modules|\.git|vendor)[\\/]/
const MOST = 50
const MOST_BYTES = 1_000_000

/** Every Dockerfile of a folder, or the one that is named. */
export function imageSources(to: string): readonly ImageSource[] {
  return dockerfilesIn(to).flatMap((path) => {
    const text = readSmallTextSync(path)
    const dockerfile = readDockerfile(text, path)
    const stage = dockerfile.stages.at(-1)
    if (!stage) return []
    return [{ file: { path, text }, dockerfile, stage, script: startScript(path, stage) }]
  })
}

/** The same source with one file's text replaced. */
export function withText(
  source: ImageSource,
  { file, text }: { readonly file: SourceFile; readonly text: string },
): ImageSource {
  const { script } = source
  if (script?.path === file.path)
    return { ...source, script: { ...script, text, read: readScript(text, file.path) } }
  const dockerfile = readDockerfile(text, file.path)
  return {
    ...source,
    file: { path: file.path, text },
    dockerfile,
    stage: dockerfile.stages.at(-1) ?? source.stage,
  }
}

const dockerfilesIn = (to: string): readonly string[] => {
  if (!existsSync(to)) return []
  if (statSync(to).isFile()) return NAME.test(basename(to)) ? [to] : []
  return filesIn(to).filter((path) => NAME.test(basename(path)))
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !SKIPPED.test(path))
    .sort()
    .slice(0, 20_000)

/** The last one of its kind counts (Dockerfile reference). */
export function lastOf({ instructions }: Stage, keyword: string): Instruction | null {
  return instructions.findLast((each) => each.keyword === keyword) ?? null
}

/** The program that the image starts: the first word of ENTRYPOINT, else of CMD, past a tini in front of it. */
export function startWord(stage: Stage): string | null {
  const start = lastOf(stage, 'ENTRYPOINT') ?? lastOf(stage, 'CMD')
  const words = start?.words.map(({ text }) => text) ?? []
  const wrapped = words.indexOf('--')
  const isWrapped = /(?:^|\/)(?:tini|dumb-init)$/.test(words[0] ?? '')
  const own = isWrapped && wrapped >= 0 ? words.slice(wrapped + 1) : words
  const isShell = /(?:^|\/)(?:ba|da|a)?sh$/.test(own[0] ?? '')
  return (isShell ? own.find((word, index) => index > 0 && !word.startsWith('-')) : own[0]) ?? null
}

const startScript = (dockerfile: string, stage: Stage): ImageSource['script'] => {
  const word = startWord(stage)
  if (word === null) return null
  const name = basename(word)
  const context = dirname(dockerfile)
  const [path] = filesIn(context)
    .filter((each) => basename(each) === name && statSync(each).size < MOST_BYTES)
    .sort((a, b) => relative(context, a).length - relative(context, b).length)
    .slice(0, MOST)
  if (path === undefined) return null
  const text = readSmallTextSync(path)
  if (text.includes('\0')) return null
  return { path, text, read: readScript(text, path) }
}
