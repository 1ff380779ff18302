import { APACHE_MODULES, VOCABULARY } from './vocabulary.data.ts'

/** A text of settings that was corrected, and what was done to it. */
export interface Corrected {
  readonly text: string
  /** Follows "in ConfigMap …": `write gzip_static instead of gzip_statics`. */
  readonly what: string
  /** True where the setting was taken out, as nobody can know what it was meant to be. */
  readonly takenOut: boolean
}

/**
 * A configuration text without the setting that a program rejected: by its right name where one is near, else by the module
 * that knows it, else commented out. Null where the text does not hold it.
 */
export function correctTerm(text: string, term: string, line: number | null): Corrected | null {
  const name = term.split(/[\s=:]/)[0] ?? term
  const lines = text.split('\n')
  const index = lineOf(lines, name, line)
  const found = lines[index]
  if (found === undefined || name.length < 2) return null
  const better = nearestWord(name)
  if (better)
    return {
      text: lines.with(index, replaceWord(found, name, better)).join('\n'),
      what: `${better} instead of ${name}`,
      takenOut: false,
    }
  const module = apacheModule(lines, name)
  if (module) return module
  const out = commentOut(lines, index)
  if (out === null) return null
  return {
    text: out,
    what: `line ${index + 1} (${found.trim().slice(0, 60)}) taken out`,
    takenOut: true,
  }
}

/** The line that the message names, where the word is on it; else the first line whose setting it is. */
const lineOf = (lines: readonly string[], name: string, line: number | null): number => {
  const at = (line ?? 0) - 1
  if (lines[at]?.includes(name)) return at
  const spelled = [name, name.replaceAll('_', '-'), name.replaceAll('-', '_')]
  const starts = lines.findIndex((one) =>
    spelled.some((word) =>
      one
        .trim()
        .replace(/^[-\s]+/, '')
        .startsWith(word),
    ),
  )
  return starts >= 0 ? starts : lines.findIndex((one) => spelled.some((word) => one.includes(word)))
}

const replaceWord = (line: string, word: string, by: string): string => {
  const at = [word, word.replaceAll('_', '-'), word.replaceAll('-', '_')].find((one) =>
    line.includes(one),
  )
  return at === undefined ? line : line.replace(at, by)
}

/** The known name that is one or two slips away; none where the name itself is known or two are as near. */
export function nearestWord(name: string, words: readonly string[] = VOCABULARY): string | null {
  const wanted = name.toLowerCase().replaceAll('-', '_')
  const most = name.length <= 5 ? 1 : 2
  const scored = words
    .map((word) => ({ word, slips: slips(wanted, word.toLowerCase().replaceAll('-', '_'), most) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)
  const [best, second] = scored
  if (!best || best.slips === 0) return null
  return second?.slips === best.slips ? null : best.word
}

/** Optimal string alignment distance, cut off at `most`. */
const slips = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most || a.length > 80) return most + 1
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + same,
          swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? most + 1
}

/** Loads the module that knows the directive, from where the text loads others. */
const apacheModule = (lines: readonly string[], directive: string): Corrected | null => {
  const module = APACHE_MODULES.find(([pattern]) => pattern.test(directive))?.[1]
  const load = lines.findLastIndex((line) =>
    /^\s*LoadModule\s+\w+_module\s+\S*mod_\w+\.so/.test(line),
  )
  const example = lines[load]
  if (!module || !example || lines.some((line) => line.includes(`${module}_module`))) return null
  const loaded = example
    .replace(/\w+_module/, `${module}_module`)
    .replace(/mod_\w+\.so/, `mod_${module}.so`)
  return {
    text: lines.toSpliced(load + 1, 0, loaded).join('\n'),
    what: `${module}_module loaded`,
    takenOut: false,
  }
}

/** A line that opens a block takes the block's end with it; null where it has none or the text is JSON. */
const commentOut = (lines: readonly string[], index: number): string | null => {
  if (/^\s*(?:\{|\[\s*[[{\"\]\d])/.test(lines.join('\n'))) return null
  const found = lines[index] ?? ''
  const end = blockEnd(lines, index)
  const mark = lines.some((line) => /^\s*;/.test(line)) ? ';' : '#'
  return lines
    .map((line, at) =>
      at < index || at > end || line.trim() === ''
        ? line
        : `${indentOf(found)}${mark} ${line.slice(indentOf(found).length)}`,
    )
    .join('\n')
}

const indentOf = (line: string): string => /^\s*/.exec(line)?.[0] ?? ''

/** Braces that close again, or in YAML the lines that are indented deeper. */
const blockEnd = (lines: readonly string[], index: number): number => {
  const found = lines[index] ?? ''
  if (/\{\s*$/.test(found)) {
    let depth = 0
    for (let at = index; at < lines.length; at++) {
      depth += (lines[at]?.match(/\{/g)?.length ?? 0) - (lines[at]?.match(/\}/g)?.length ?? 0)
      if (depth <= 0) return at
    }
  }
  if (!/:\s*$/.test(found)) return index
  const deeper = lines.findIndex(
    (line, at) =>
      at > index &&
      line.trim() !== '' &&
      indentOf(line).length <= indentOf(found).length &&
      !line.trim().startsWith('- '),
  )
  return deeper === -1 ? lines.length - 1 : deeper - 1
}

/** YAML may not be indented with tabs: such a line goes where the lines before it say that it belongs. */
export function withoutTabs(text: string): string {
  const depths = new Map<number, number>()
  let above = ''
  const lines = text.split('\n').map((line) => {
    const [, indent = '', rest = ''] = /^(\s*)(.*)$/.exec(line) ?? []
    if (rest === '') return line
    const tabs = indent.split('\t').length - 1
    if (tabs === 0) depths.clear()
    const column = tabs === 0 ? indent.length : (depths.get(tabs) ?? columnBelow(above))
    if (tabs > 0) depths.set(tabs, column)
    above = ' '.repeat(column) + rest.replace(/:\t+/g, ': ')
    return above
  })
  return lines.join('\n')
}

/** Deeper than what opens a block, beside the first key of a list item, else as deep. */
const columnBelow = (above: string): number => {
  const indent = indentOf(above).length
  const item = /^\s*(- +)\S/.exec(above)?.[1]?.length ?? 0
  return indent + item + (/:\s*$/.test(above) ? 2 : 0)
}

/** JSON with trailing commas, comments or single quotes made valid; null where that is not enough. */
export function repairJson(text: string): string | null {
  if (isJson(text)) return null
  const plain = text
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/,(\s*[}\]])/g, '$1')
    .replace(/([}\]"\d]|true|false|null)(\s*\n\s*")/g, '$1,$2')
    .replace(/'([^'"\\\n]*)'/g, '"$1"')
  return isJson(plain) ? plain : null
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
