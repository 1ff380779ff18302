import { execFile } from 'node:child_process'
import { glob, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { decodeText, readManifests, type Manifests } from '@unloop/formats'
import { TargetError } from '../errors.ts'
import type { Io } from '../io.ts'

/** What one file holds, or what was read instead of one. */
export interface InputPart {
  /** As findings name it. */
  readonly file: string
  readonly origin: 'file' | 'input' | 'rendered'
  readonly read: Manifests
}

export interface Inputs {
  readonly parts: readonly InputPart[]
  /** What was not read, and why: full sentences. */
  readonly notes: readonly string[]
}

const MANIFEST = new Set(['.yaml', '.yml', '.json'])
const SKIPPED = new Set(['node_modules', 'vendor', 'target', 'dist', 'build'])

/** Reads files, folders, globs and standard input (`-`). */
export async function readInputs(paths: readonly string[], io: Io): Promise<Inputs> {
  const parts: InputPart[] = []
  const notes: string[] = []
  for (const path of paths.length === 0 ? ['.'] : paths) {
    if (path === '-') parts.push(partOf(await standardInput(io), '<stdin>', 'input'))
    else
      for (const file of await filesOf(path, { parts, notes }))
        await readOne(file, { parts, notes })
  }
  return { parts, notes }
}

const partOf = (text: string, file: string, origin: InputPart['origin']): InputPart => ({
  file,
  origin,
  read: readManifests(text, file),
})

interface Target {
  readonly parts: InputPart[]
  readonly notes: string[]
}

async function standardInput(io: Io): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of io.stdin) chunks.push(chunk)
  return textOf(Buffer.concat(chunks))
}

const textOf = (bytes: Uint8Array): string => {
  const decoded = decodeText(bytes)
  // A NUL makes the reader say that the file is binary.
  return decoded.kind === 'text' ? decoded.text : '\0'
}

async function readOne(file: string, { parts, notes }: Target): Promise<void> {
  try {
    parts.push(partOf(textOf(await readFile(file)), file, 'file'))
  } catch (cause) {
    notes.push(
      `${file} could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
    )
  }
}

async function filesOf(path: string, target: Target): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null)
  if (found?.isFile() === true) return [path]
  if (found?.isDirectory() === true) {
    const files: string[] = []
    await walk(path, files, target)
    return files.sort()
  }
  const matched: string[] = []
  if (/[*?[{]/.test(path)) for await (const each of glob(path)) matched.push(each)
  const files = matched.filter((each) => MANIFEST.has(extname(each))).sort()
  if (files.length > 0) return files
  throw new TargetError({
    code: 'target-not-found',
    message: `There is no manifest at ${path}.`,
    next: 'Name files, folders or patterns such as "deploy/**/*.yaml", or - for standard input.',
  })
}

async function walk(folder: string, files: string[], target: Target): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = new Set(entries.map(({ name }) => name))
  if (names.has('Chart.yaml')) {
    await readChart(folder, target)
    return
  }
  const patches = await patchesOf(folder, names, target)
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !SKIPPED.has(entry.name)) await walk(path, files, target)
    } else if (MANIFEST.has(extname(entry.name)) && !patches.has(entry.name)) files.push(path)
  }
}

/** Renders the chart with the user's own helm; without it, the templates are no manifests. */
async function readChart(folder: string, { parts, notes }: Target): Promise<void> {
  try {
    const { stdout } = await promisify(execFile)('helm', ['template', basename(folder), folder], {
      maxBuffer: 256 * 1024 * 1024,
    })
    parts.push(partOf(stdout, `${folder} (helm template)`, 'rendered'))
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    const why = isMissing ? 'helm is not installed' : 'helm template failed'
    notes.push(
      `${folder} is a Helm chart and was not read: ${why}. Pipe its output instead: helm template ${folder} | unloop lint -.`,
    )
  }
}

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** Patches are parts of objects: on their own they would look broken. */
async function patchesOf(
  folder: string,
  names: ReadonlySet<string>,
  { notes }: Target,
): Promise<ReadonlySet<string>> {
  const name = KUSTOMIZATIONS.find((each) => names.has(each))
  if (name === undefined) return new Set()
  const text = await readFile(join(folder, name), 'utf8').catch(() => '')
  const section = /^patches(?:StrategicMerge|Json6902)?:[^\n]*\n(?:[ -][^\n]*\n?|\n)*/gm
  const files = [...text.matchAll(section)].flatMap(([part]) =>
    [...part.matchAll(/([\w./-]+\.(?:ya?ml|json))/g)].flatMap(([, file]) => file ?? []),
  )
  const own = files
    .map((file) => relative(folder, join(folder, file)))
    .filter((file) => dirname(file) === '.')
  if (own.length > 0)
    notes.push(
      `${folder}: patches were not read on their own; lint what is applied with kubectl kustomize ${folder} | unloop lint -.`,
    )
  return new Set(own)
}
