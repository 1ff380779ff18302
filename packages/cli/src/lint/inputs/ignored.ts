import { dirname, join, relative, resolve, sep } from 'node:path'
import ignore from 'ignore'
import { existsSync } from 'node:fs'
import { readSmallText } from '@unloop/sources/text-file'

/** Files with patterns in gitignore's syntax; what stands in the later one wins. */
const FILES = ['.gitignore', '.unloopignore'] as const

/** What is left out of a folder, by `.gitignore` and `.unloopignore`. */
export interface IgnoreRules {
  readonly isIgnored: (path: string, isFolder: boolean) => boolean
  /** The rules inside a folder: its own files are added to those above it. */
  readonly below: (folder: string) => Promise<IgnoreRules>
}

interface Level {
  readonly folder: string
  readonly matcher: ReturnType<typeof ignore>
}

/** Nothing is left out. */
export const NO_RULES: IgnoreRules = { isIgnored: () => false, below: async () => NO_RULES }

/** The rules, and one more that nothing overrides. */
export function without(rules: IgnoreRules, isExcluded: (path: string) => boolean): IgnoreRules {
  return {
    isIgnored: (path, isFolder) => isExcluded(path) || rules.isIgnored(path, isFolder),
    below: async (folder) => without(await rules.below(folder), isExcluded),
  }
}

/** The rules that hold at a folder: from the root of its git repository down, or its own where there is none. */
export async function ignoreRulesAt(folder: string): Promise<IgnoreRules> {
  const place = resolve(folder)
  const chain = [place]
  for (let at = place; !existsSync(join(at, '.git')); at = dirname(at)) {
    if (dirname(at) === at) {
      chain.splice(1)
      break
    }
    chain.push(dirname(at))
  }
  let rules = rulesOf([])
  // The folder itself is added by whoever walks it.
  for (const each of chain.slice(1).reverse()) rules = await rules.below(each)
  return rules
}

const rulesOf = (levels: readonly Level[]): IgnoreRules => ({
  isIgnored: (path, isFolder) => {
    let isIgnored = false
    for (const { folder, matcher } of levels) {
      const inside = relative(folder, resolve(path)).split(sep).join('/')
      if (inside === '' || inside.startsWith('../')) continue
      const verdict = matcher.test(isFolder ? `${inside}/` : inside)
      if (verdict.ignored) isIgnored = true
      else if (verdict.unignored) isIgnored = false
    }
    return isIgnored
  },
  below: async (folder) => {
    const matcher = ignore({ allowRelativePaths: true })
    let count = 0
    for (const name of FILES) {
      const text = await readSmallText(join(folder, name)).catch(() => null)
      if (text === null) continue
      matcher.add(text)
      count++
    }
    return rulesOf(count === 0 ? levels : [...levels, { folder: resolve(folder), matcher }])
  },
})
