import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Env } from '../machine.ts'
import { readPlace, type Place } from './place.ts'

const DEPTH = 10
const MOST = 500
const SKIPPED = new Set(['node_modules', '.git', 'providers', 'modules'])

/**
 * The folder itself where it is one that the programs are run in, else all below it that were set up or hold a lock file: the units
 * of `terragrunt run --all`, with the newest of the copies in their caches. Those that were never set up only where no other is.
 */
export function findPlaces(folder: string, env: Env): readonly Place[] {
  const top = resolve(folder)
  const own = readPlace(top, env)
  if (own !== null && own.isInitialised && !own.isTerragrunt) return [own]
  const units = newest([
    ...(own === null ? [] : [own]),
    ...rootsBelow(top).flatMap((root) => readPlace(root, env) ?? []),
  ])
  const ready = units.filter(({ isInitialised }) => isInitialised)
  return ready.length > 0 ? ready : units
}

function rootsBelow(top: string): readonly string[] {
  const found: string[] = []
  const visit = (folder: string, depth: number): void => {
    if (depth > DEPTH || found.length >= MOST) return
    for (const name of folders(folder)) {
      const path = join(folder, name)
      if (name === '.terraform') {
        if (existsSync(join(path, 'terraform.tfstate'))) found.push(folder)
      } else if (!SKIPPED.has(name) || folder.includes('.terragrunt-cache')) visit(path, depth + 1)
    }
    if (!found.includes(folder) && depth > 0 && isOne(folder)) found.push(folder)
  }
  visit(top, 0)
  return found
}

function folders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  } catch {
    return []
  }
}

function isOne(folder: string): boolean {
  try {
    return readdirSync(folder).some(
      (name) => name === 'terragrunt.hcl' || /^\..+\.lock\.info$/.test(name),
    )
  } catch {
    return false
  }
}

/** Terragrunt copies the configuration anew when its source changes; old copies stay in the cache. */
function newest(places: readonly Place[]): readonly Place[] {
  const byFolder = new Map<string, Place>()
  for (const place of places) {
    const other = byFolder.get(place.folder)
    if (other === undefined || changedAt(place) > changedAt(other))
      byFolder.set(place.folder, place)
  }
  return [...byFolder.values()]
}

function changedAt({ root }: Place): number {
  try {
    return statSync(join(root, '.terraform', 'terraform.tfstate')).mtimeMs
  } catch {
    return 0
  }
}
