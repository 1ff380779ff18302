import { execFile } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { readSmallText } from '@unloop/sources/text-file'
import { CHECK_GROUPS, type LintFinding } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { UsageError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { isManifest } from './walk.ts'

/** What has changed since a commit, and what is told of it. */
export interface Changes {
  /** Whether the document of the file that holds the line was touched. */
  readonly isChanged: (file: string, line: number) => boolean
  /** Names of objects whose files are gone: others may still refer to them. */
  readonly deletedObjects: readonly string[]
  readonly notes: readonly string[]
}

/** Findings in what was touched, and those that name an object whose file is gone. */
export function keepsChanged(changes: Changes): (finding: LintFinding) => boolean {
  const gone = new Set(changes.deletedObjects)
  return ({ code, file, line, message }) =>
    changes.isChanged(file, line) ||
    (gone.size > 0 &&
      REFERRING.has(code) &&
      (message.match(/[\w.-]+/g) ?? []).some((word) => gone.has(word.replace(/\.$/, ''))))
}

const REFERRING: ReadonlySet<string> = new Set(
  ['Objects that others refer to', 'Network'].flatMap((group) =>
    (CHECK_GROUPS[group] ?? []).map(({ code }) => code),
  ),
)

/** Lines from 1, both ends included; null for a file that is new as a whole. */
type Ranges = readonly (readonly [from: number, to: number])[] | null

/** Compares the working tree, what is not added yet included, with the commit where this branch left the reference. */
export async function changedSince(
  ref: string,
  paths: readonly string[],
  io: Io,
): Promise<Changes> {
  const start = await folderOf(paths.find((each) => each !== '-') ?? '.')
  const git = new Git(start, io)
  const top = (await git.run(['rev-parse', '--show-toplevel'])).trim()
  const base = await git.base(ref)
  const options = ['-M', '--no-color', '--no-ext-diff', '--no-textconv', '--ignore-submodules']
  const names = await git.run(['diff', ...options, '--name-status', '-z', base, '--'], top)
  const diff = await git.run(['diff', ...options, '-U0', base, '--'], top)
  const untracked = await git.run(['ls-files', '--others', '--exclude-standard', '-z'], top)
  const entries = entriesOf(names)
  const sections = sectionsOf(diff).values()
  const changed = new Map<string, Ranges>()
  for (const { status, path } of entries) {
    // Conflicts have no hunks; a file that became a link has two parts.
    const ranges = status === 'U' ? null : (sections.next().value ?? null)
    if (status === 'T') sections.next()
    if (status !== 'D') changed.set(join(top, path), /[AT]/.test(status) ? null : ranges)
  }
  for (const path of untracked.split('\0')) if (path !== '') changed.set(join(top, path), null)
  const deleted = entries.filter(({ status, path }) => status === 'D' && isManifest(path))
  const files = new ChangedFiles(changed)
  await files.load()
  return {
    isChanged: (file, line) => files.holds(file, line),
    deletedObjects: await objectsOf(deleted, { git, base, top }),
    notes: notesOf(ref, files.count, deleted),
  }
}

const folderOf = async (path: string): Promise<string> => {
  const bare = path.replace(/[*?[{].*$/, '')
  const place = await realpath(bare === '' ? '.' : bare).catch(() => process.cwd())
  return (await stat(place)).isDirectory() ? place : dirname(place)
}

class Git {
  readonly #start: string
  readonly #io: Io

  constructor(start: string, io: Io) {
    this.#start = start
    this.#io = io
  }

  async run(args: readonly string[], folder = this.#start): Promise<string> {
    try {
      return await this.#call(args, folder)
    } catch (cause) {
      throw this.#failure(cause)
    }
  }

  async #call(args: readonly string[], folder: string): Promise<string> {
    const { stdout } = await promisify(execFile)('git', args, {
      cwd: folder,
      env: { ...this.#io.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
      maxBuffer: 512 * 1024 * 1024,
    })
    return stdout
  }

  /** The commit where the branch left the reference; the reference itself where there is no such commit. */
  async base(ref: string): Promise<string> {
    const isPlain = !ref.startsWith('-') && /^[^\s\0~^:?*[\\][^\s\0]*$/.test(ref)
    const commit = isPlain
      ? await this.run([
          'rev-parse',
          '--verify',
          '--quiet',
          '--end-of-options',
          `${ref}^{commit}`,
        ]).catch((cause: unknown) => {
          if (cause instanceof UsageError && cause.code === 'option-value-invalid') return ''
          throw cause
        })
      : ''
    if (commit.trim() === '')
      throw new UsageError({
        code: 'option-value-invalid',
        message: `git knows no commit ${JSON.stringify(ref)} here.`,
        next: 'Name a branch, a tag or a commit, such as origin/main; a shallow clone has to fetch it first.',
      })
    const merged = await this.run(['merge-base', commit.trim(), 'HEAD']).catch(() => '')
    return merged.trim() === '' ? commit.trim() : merged.trim()
  }

  #failure(cause: unknown): UsageError {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    const isOutside = /not a git repository/i.test(said)
    const message =
      code === 'ENOENT'
        ? '--changed-since needs git, which is not installed.'
        : isOutside
          ? `${this.#start} is in no git repository, so nothing can be compared.`
          : `git could not compare: ${said.split('\n')[0] ?? 'it failed'}.`
    return new UsageError({
      code: isOutside || code === 'ENOENT' ? 'options-exclude-each-other' : 'option-value-invalid',
      message,
      next: 'Run it without --changed-since to check all files.',
    })
  }
}

interface Entry {
  /** The first letter of git's: A, C, D, M, R, T. */
  readonly status: string
  /** As it is called now. */
  readonly path: string
}

/** `git diff --name-status -z`: a status, then one path, or two where it was renamed or copied. */
function entriesOf(text: string): readonly Entry[] {
  const fields = text.split('\0')
  const entries: Entry[] = []
  for (let at = 0; at + 1 < fields.length;) {
    const status = (fields[at] ?? '').charAt(0)
    const isPair = status === 'R' || status === 'C'
    entries.push({ status, path: fields[at + (isPair ? 2 : 1)] ?? '' })
    at += isPair ? 3 : 2
  }
  return entries
}

/** Lines of the new side that each file's hunks touch. Files stand in the order of --name-status, so that no name is parsed. */
function sectionsOf(diff: string): readonly Ranges[] {
  const sections: (readonly [number, number])[][] = []
  for (const line of diff.split('\n')) {
    if (line.startsWith('diff --git ')) sections.push([])
    const match = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line)
    if (!match) continue
    const from = Number(match[1])
    const count = Number(match[2] ?? 1)
    // Where lines were only taken away, those around the gap count.
    sections.at(-1)?.push(count === 0 ? [from, from + 1] : [from, from + count - 1])
  }
  return sections
}

class ChangedFiles {
  readonly #changed: ReadonlyMap<string, Ranges>
  /** First lines of the documents of each changed file. */
  readonly #documents = new Map<string, readonly number[]>()

  constructor(changed: ReadonlyMap<string, Ranges>) {
    this.#changed = changed
  }

  get count(): number {
    return [...this.#changed.keys()].filter(isManifest).length
  }

  async load(): Promise<void> {
    for (const [path, ranges] of this.#changed) {
      if (ranges === null || !isManifest(path)) continue
      const text = await readSmallText(path).catch(() => '')
      this.#documents.set(path, documentStarts(text))
    }
  }

  #real(file: string): string {
    const plain = resolve(file)
    return this.#changed.has(plain) ? plain : realPath(file)
  }

  holds(file: string, line: number): boolean {
    const path = this.#real(file)
    const ranges = this.#changed.get(path)
    if (ranges === undefined) return false
    if (ranges === null) return true
    const starts = this.#documents.get(path) ?? [1]
    const from = starts.findLast((start) => start <= line) ?? 1
    const to = (starts.find((start) => start > line) ?? Infinity) - 1
    return ranges.some(([a, b]) => a <= to && b >= from)
  }
}

/** git tells real paths, and a file may have been named through a link. */
function realPath(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return resolve(file)
  }
}

const documentStarts = (text: string): readonly number[] => {
  const starts = [1]
  for (const [index, line] of text.split('\n').entries())
    if (/^---(?=\s|$)/.test(line) && index > 0) starts.push(index + 1)
  return starts
}

async function objectsOf(
  deleted: readonly Entry[],
  { git, base, top }: { readonly git: Git; readonly base: string; readonly top: string },
): Promise<readonly string[]> {
  const names: string[] = []
  for (const { path } of deleted.slice(0, MOST_DELETED)) {
    const text = await git.run(['show', `${base}:${path}`], top).catch(() => '')
    for (const { object } of readManifests(text, path).manifests) {
      const metadata = object['metadata'] as Readonly<Record<string, unknown>> | null | undefined
      if (typeof metadata?.['name'] === 'string') names.push(metadata['name'])
    }
  }
  return names
}

const MOST_DELETED = 200

const notesOf = (ref: string, count: number, deleted: readonly Entry[]): readonly string[] => [
  ...(count === 0 && deleted.length === 0 ? [`No manifest has changed since ${ref}.`] : []),
  ...(deleted.length > 0
    ? [
        `${deleted.length === 1 ? `${deleted[0]?.path} is` : `${deleted.length} manifests are`} gone since ${ref}: what still refers to their objects is told too.`,
      ]
    : []),
]
