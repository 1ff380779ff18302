import { existsSync, readdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { readSmallTextSync } from '@unloop/sources/text-file'
import type { Env } from '../machine.ts'

/** Settings of a backend as `.terraform/terraform.tfstate` keeps them. They hold credentials: never shown or written as a whole. */
export type Settings = Readonly<Record<string, unknown>>

/** A folder in which Terraform, OpenTofu or Terragrunt is run. */
export interface Place {
  /** Where the program is run: with Terragrunt, the folder of its configuration. */
  readonly folder: string
  /** Where the configuration lies: with Terragrunt, perhaps a folder of its cache. */
  readonly root: string
  readonly isTerragrunt: boolean
  readonly workspace: string
  /** `local` where no backend was ever set up. */
  readonly backend: { readonly type: string; readonly settings: Settings }
  /** The version that set the folder up, or ''. */
  readonly version: string
  /** False where the configuration names a backend and `init` was never run. */
  readonly isInitialised: boolean
  /** What could not be read, as full sentences. */
  readonly gaps: readonly string[]
}

export function setting(settings: Settings, name: string): string {
  const value = settings[name]
  return typeof value === 'string' ? value : ''
}

export function flag(settings: Settings, name: string): boolean {
  return settings[name] === true || settings[name] === 'true'
}

export const DEFAULT_WORKSPACE = 'default'

const MAX_FILE = 4 * 1024 * 1024

/** Null where the folder holds nothing of these programs. */
export function readPlace(root: string, env: Env): Place | null {
  const folder = unitOf(root)
  const isTerragrunt = existsSync(join(folder, 'terragrunt.hcl'))
  const data = dataFolder(root, env)
  const gaps: string[] = []
  const stored = storedBackend(join(data, 'terraform.tfstate'), gaps)
  const declared = stored === null ? declaredBackend(root) : null
  if (stored === null && declared === null && !isWorkingFolder(root)) return null
  return {
    folder,
    root,
    isTerragrunt,
    workspace: workspaceOf(data, env),
    backend: stored?.backend ?? { type: declared ?? 'local', settings: {} },
    version: stored?.version ?? '',
    isInitialised: stored !== null || (!isTerragrunt && (declared ?? 'local') === 'local'),
    gaps,
  }
}

/** `live/vpc` of `live/vpc/.terragrunt-cache/AbC/DeF/modules/vpc`. */
function unitOf(root: string): string {
  const parts = root.split(sep)
  const at = parts.indexOf('.terragrunt-cache')
  return at < 0 ? root : parts.slice(0, at).join(sep)
}

/** TF_DATA_DIR, else `.terraform` (developer.hashicorp.com/terraform/cli/config/environment-variables). */
const dataFolder = (root: string, env: Env): string =>
  resolve(root, env['TF_DATA_DIR'] || '.terraform')

function workspaceOf(data: string, env: Env): string {
  const named = env['TF_WORKSPACE'] ?? ''
  if (named !== '') return named
  try {
    return readSmallTextSync(join(data, 'environment')).trim() || DEFAULT_WORKSPACE
  } catch {
    return DEFAULT_WORKSPACE
  }
}

function storedBackend(path: string, gaps: string[]): Pick<Place, 'backend' | 'version'> | null {
  if (!existsSync(path)) return null
  try {
    const text = readSmallTextSync(path).slice(0, MAX_FILE)
    const { backend, terraform_version: version } = JSON.parse(text) as {
      readonly backend?: unknown
      readonly terraform_version?: unknown
    }
    if (backend === null || typeof backend !== 'object') return null
    const { type, config } = backend as { readonly type?: unknown; readonly config?: unknown }
    if (typeof type !== 'string' || type === '') return null
    const settings = config !== null && typeof config === 'object' ? (config as Settings) : {}
    return { backend: { type, settings }, version: typeof version === 'string' ? version : '' }
  } catch (error) {
    // The text of a parser's error may quote what it could not parse.
    const why = error instanceof SyntaxError ? 'it is no valid JSON' : (error as Error).message
    gaps.push(`${path} could not be read: ${why}.`)
    return null
  }
}

const SOURCES = /\.(?:tf|tofu)(?:\.json)?$/

/** The backend that the configuration names; null where it names none. */
function declaredBackend(root: string): string | null {
  for (const name of names(root).filter((each) => SOURCES.test(each))) {
    const text = read(join(root, name))
    const block = /^\s*backend\s+"([a-z0-9_]+)"\s*\{/m.exec(text)?.[1]
    if (block !== undefined) return block
    if (/^\s*cloud\s*\{/m.test(text)) return 'cloud'
  }
  return null
}

const isWorkingFolder = (root: string): boolean =>
  names(root).some(
    (name) =>
      SOURCES.test(name) ||
      name === 'terragrunt.hcl' ||
      name === '.terraform' ||
      /^\..+\.lock\.info$/.test(name),
  )

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function read(path: string): string {
  try {
    return readSmallTextSync(path).slice(0, MAX_FILE)
  } catch {
    return ''
  }
}

/** True where a run in the folder `other` works on this place. */
export function isAt(place: Place, other: string): boolean {
  return (
    [place.folder, place.root].some((own) => resolve(own) === resolve(other)) ||
    (place.isTerragrunt &&
      resolve(other).startsWith(`${resolve(place.folder)}${sep}.terragrunt-cache`))
  )
}

/** The state that could not be stored at the end of a run, left in the folder; null where there is none. */
export function erroredState(place: Place): string | null {
  const path = [place.root, place.folder]
    .map((folder) => join(folder, 'errored.tfstate'))
    .find((each) => existsSync(each))
  return path ?? null
}

/** `vpc`, `./live/vpc` or the whole path names the folder `/srv/live/vpc`. */
export function isNamedBy(place: Place, module: string): boolean {
  const own = resolve(place.folder)
  const named = module.replace(/^\.\//, '').replace(/\/+$/, '')
  return own === named || own.endsWith(`${sep}${named}`)
}
