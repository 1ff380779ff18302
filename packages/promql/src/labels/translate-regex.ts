const LITERAL = /^[A-Za-z0-9_ \-:;,/@#%&=!~'"<>]$/
const CLASS = /^\[\^?(?:[A-Za-z0-9_ :;,/@#%=!~.+*?()|$]|[A-Za-z0-9]-[A-Za-z0-9]|\\[dws.\-\\/])+\]/
const ESCAPE = /^\\[dDwWsS.\\+*?()|[\]{}^$/]/

interface Scan {
  readonly source: string
  at: number
  out: string
  /** Unbounded repetitions so far: with one or two of them backtracking is at worst quadratic. */
  repetitions: number
}

const MAX_REPETITIONS = 2

/**
 * The same pattern for JavaScript, if it holds nothing that means something else there and no repetition of a group,
 * which could backtrack exponentially; otherwise undefined.
 */
export function translateRegex(pattern: string): RegExp | undefined {
  const scan: Scan = { source: pattern, at: 0, out: '', repetitions: 0 }
  if (!alternation(scan, 0) || scan.at !== pattern.length) return undefined
  try {
    return new RegExp(`^(?:${scan.out})$`, 'su')
  } catch {
    // It is not valid for Go either, whose message is wanted.
    return undefined
  }
}

function alternation(scan: Scan, depth: number): boolean {
  if (depth > 10) return false
  for (;;) {
    while (scan.at < scan.source.length && !'|)'.includes(scan.source[scan.at] ?? ''))
      if (!term(scan, depth)) return false
    if (scan.source[scan.at] !== '|') return true
    scan.out += '|'
    scan.at++
  }
}

function term(scan: Scan, depth: number): boolean {
  if (scan.source[scan.at] === '(') return group(scan, depth)
  const rest = scan.source.slice(scan.at)
  const atom = CLASS.exec(rest)?.[0] ?? ESCAPE.exec(rest)?.[0] ?? plain(rest)
  if (atom === undefined) return false
  scan.at += atom.length
  scan.out += isRegexSyntaxInUnicodeMode(atom) ? `\\${atom}` : unicodeSpaces(atom)
  return quantifier(scan)
}

function plain(rest: string): string | undefined {
  const char = rest[0] ?? ''
  return char === '.' || LITERAL.test(char) ? char : undefined
}

const isRegexSyntaxInUnicodeMode = (atom: string) => atom === '/'

// Go's \s is ASCII white space without the vertical tab; JavaScript's takes all of Unicode's.
function unicodeSpaces(atom: string): string {
  return atom.startsWith('[')
    ? atom.replaceAll('\\s', '\\t\\n\\f\\r ')
    : atom.replace(/^\\s$/, '[\\t\\n\\f\\r ]').replace(/^\\S$/, '[^\\t\\n\\f\\r ]')
}

function group(scan: Scan, depth: number): boolean {
  const capture = scan.source.startsWith('(?:', scan.at) ? '(?:' : '('
  scan.at += capture.length
  scan.out += capture
  if (scan.source[scan.at] === '?') return false
  if (!alternation(scan, depth + 1) || scan.source[scan.at] !== ')') return false
  scan.at++
  scan.out += ')'
  if (scan.source[scan.at] === '?') {
    scan.at++
    scan.out += '?'
  }
  return !'*+?{'.includes(scan.source[scan.at] ?? ' ')
}

function quantifier(scan: Scan): boolean {
  const char = scan.source[scan.at] ?? ' '
  if (char === '{') return false
  if (!'*+?'.includes(char)) return true
  if (char !== '?' && ++scan.repetitions > MAX_REPETITIONS) return false
  scan.at++
  scan.out += char
  return !'*+?{'.includes(scan.source[scan.at] ?? ' ')
}
