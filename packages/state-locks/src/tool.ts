import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readSmallTextSync } from '@unloop/sources/text-file'
import type { Env, Machine } from './machine.ts'
import type { Wording } from './log/logged-lock.ts'
import type { Place } from './place/place.ts'

export const TOOLS = ['terraform', 'tofu', 'terragrunt'] as const
export type Tool = (typeof TOOLS)[number]

export type ToolChoice =
  | { readonly kind: 'found'; readonly tool: Tool; readonly why: string }
  | { readonly kind: 'missing'; readonly tool: Tool; readonly why: string }
  | { readonly kind: 'unclear'; readonly why: string }

export interface ToolQuestion {
  readonly place: Place
  /** How the error is worded, where there is one. */
  readonly wording: Wording | null
  /** The version that took the lock, or ''. */
  readonly version: string
  readonly asked: Tool | null
  readonly machine: Machine
}

/** The program that the project is run with, by what lies in its folder, how the error is worded, and what is installed. */
export async function chooseTool(question: ToolQuestion): Promise<ToolChoice> {
  const { place, wording, asked, machine } = question
  const chosen = asked === null ? byProject(place, wording) : { tool: asked, why: '--tool says so' }
  if (chosen !== null)
    return { kind: isInstalled(chosen.tool, machine.env) ? 'found' : 'missing', ...chosen }
  const there = (['terraform', 'tofu'] as const).filter((tool) => isInstalled(tool, machine.env))
  const [only] = there
  if (only === undefined)
    return { kind: 'missing', tool: 'terraform', why: 'neither terraform nor tofu is installed' }
  if (there.length === 1)
    return { kind: 'found', tool: only, why: 'it is the one that is installed' }
  return byVersion(question, there)
}

/** The one that is installed in the version that took the lock or set up the folder. */
async function byVersion(
  { place, version, machine }: ToolQuestion,
  there: readonly Tool[],
): Promise<ToolChoice> {
  const known = [place.version, version].filter((each) => each !== '')
  const fit: Tool[] = []
  for (const tool of known.length === 0 ? [] : there) {
    const { stdout } = await machine.run({
      program: tool,
      args: ['version'],
      env: { CHECKPOINT_DISABLE: '1' },
    })
    if (known.includes(/ v(\d[\w.+-]*)/.exec(stdout)?.[1] ?? '')) fit.push(tool)
  }
  const [only] = fit
  return only !== undefined && fit.length === 1
    ? { kind: 'found', tool: only, why: 'it is installed in the version that was used' }
    : {
        kind: 'unclear',
        why: 'nothing in the folder tells terraform from tofu, and both are installed',
      }
}

interface Sign {
  readonly tool: Tool
  readonly why: string
}

function byProject(place: Place, wording: Wording | null): Sign | null {
  if (place.isTerragrunt) return { tool: 'terragrunt', why: 'the folder has a terragrunt.hcl' }
  if (wording !== null) return { tool: wording, why: 'the error is worded as it words it' }
  const providers = join(place.root, '.terraform', 'providers')
  const isFrom = (registry: string): boolean => existsSync(join(providers, registry))
  const locked = read(join(place.root, '.terraform.lock.hcl'))
  if (locked.includes('"registry.opentofu.org/'))
    return { tool: 'tofu', why: '.terraform.lock.hcl names the registry of OpenTofu' }
  if (isFrom('registry.opentofu.org') && !isFrom('registry.terraform.io'))
    return { tool: 'tofu', why: 'the providers come from the registry of OpenTofu' }
  if (existsSync(join(place.root, '.opentofu-version')))
    return { tool: 'tofu', why: 'the folder has a .opentofu-version' }
  if (locked.includes('"registry.terraform.io/'))
    return { tool: 'terraform', why: '.terraform.lock.hcl names the registry of Terraform' }
  if (isFrom('registry.terraform.io') && !isFrom('registry.opentofu.org'))
    return { tool: 'terraform', why: 'the providers come from the registry of Terraform' }
  if (existsSync(join(place.root, '.terraform-version')))
    return { tool: 'terraform', why: 'the folder has a .terraform-version' }
  return null
}

function read(path: string): string {
  try {
    return readSmallTextSync(path)
  } catch {
    return ''
  }
}

const isInstalled = (tool: Tool, env: Env): boolean =>
  (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .some((folder) => existsSync(join(folder, tool)) || existsSync(join(folder, `${tool}.exe`)))
