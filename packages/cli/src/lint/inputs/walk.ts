import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { isDockerfile } from './build.ts'
import type { IgnoreRules } from './ignored.ts'
import { reasonOf } from './part.ts'
import { kustomizationOf, type Kustomization } from './kustomization.ts'

export interface Walked {
  readonly files: readonly string[]
  /** Folders of Helm charts. */
  readonly charts: readonly string[]
  /** Those that no other one of them builds upon. */
  readonly kustomizations: readonly Kustomization[]
  /** Files that are parts of objects: on their own they would look broken. */
  readonly patches: readonly string[]
  /** Folders that could not be read: full sentences. */
  readonly notes: readonly string[]
}

const MANIFEST = new Set(['.yaml', '.yml', '.json'])
/** What tools fetch or make, and Go's folders of data for tests, which its own tools leave alone too. */
const SKIPPED = new Set([
  'node_modules',
  'vendor',
  'target',
  'dist',
  'build',
  'testdata',
  '_testdata',
])

/** What makes a folder a test case of Chainsaw, Kyverno's command line or KUTTL: its objects are parts, answers or wrong on purpose. */
const TEST_CASE = /^(?:(?:chainsaw|kyverno)-test|\d+-(?:assert|errors?))\.ya?ml$/

export function isManifest(name: string): boolean {
  return MANIFEST.has(extname(name))
}

/** What a folder holds, in the order of names. */
export async function walkFolder(folder: string, rules: IgnoreRules): Promise<Walked> {
  const found: Found = { files: [], charts: [], kustomizations: [], testCases: [], notes: [] }
  await walk(folder, rules, { found, isAsked: true })
  if (found.testCases.length > 0)
    found.notes.push(
      `${found.testCases.length === 1 ? 'A test case was' : `${found.testCases.length} test cases were`} left out, such as ${found.testCases[0]}: name a folder to have it looked at.`,
    )
  const used = new Set(
    found.kustomizations.flatMap(({ resources }) => resources.map((each) => resolve(each))),
  )
  return {
    files: found.files,
    charts: found.charts,
    patches: found.kustomizations.flatMap(({ patches }) => patches),
    notes: found.notes,
    kustomizations: found.kustomizations.filter(
      ({ folder: each, isComponent }) => !isComponent && !used.has(resolve(each)),
    ),
  }
}

interface Found {
  readonly files: string[]
  readonly charts: string[]
  readonly kustomizations: Kustomization[]
  /** Folders of tests that were left out. */
  readonly testCases: string[]
  readonly notes: string[]
}

async function walk(
  folder: string,
  above: IgnoreRules,
  { found, isAsked }: { readonly found: Found; readonly isAsked: boolean },
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    found.notes.push(`${folder} could not be read: ${reasonOf(cause)}.`)
    return []
  })
  const names = new Set(entries.map(({ name }) => name))
  if (!isAsked && entries.some(({ name }) => TEST_CASE.test(name))) {
    found.testCases.push(folder)
    return
  }
  if (names.has('Chart.yaml')) {
    found.charts.push(folder)
    return
  }
  const rules = await above.below(folder)
  const kustomization = await kustomizationOf(folder, names)
  if (kustomization !== null) found.kustomizations.push(kustomization)
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (rules.isIgnored(path, entry.isDirectory())) continue
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !SKIPPED.has(entry.name))
        await walk(path, rules, { found, isAsked: false })
    } else if ((isManifest(entry.name) || isDockerfile(entry.name)) && (await isFile(entry, path)))
      found.files.push(path)
  }
}

/** A pipe of that name would be waited for, and a link may lead to a folder; one that leads nowhere is told when it is read. */
const isFile = async (entry: Dirent, path: string): Promise<boolean> =>
  entry.isFile() ||
  (entry.isSymbolicLink() && (await stat(path).catch(() => null))?.isFile() !== false)
