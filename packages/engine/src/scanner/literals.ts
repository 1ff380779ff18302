/**
 * Which literal text a pattern cannot do without, so that a scanner may look for that first.
 * A small walk over the pattern's source; what it does not understand it takes as "anything".
 */

/** A literal shorter than this stands in too many lines to be worth looking for. */
export const MIN_LITERAL = 4
const MAX_EXACT = 12
const MAX_LENGTH = 48
const MAX_SET = 64

/** What is known of a part of a pattern. */
interface Known {
  /** All strings that the part can match, lower-cased; null where they are too many or unknown. */
  readonly exact: readonly string[] | null
  /** Any match of the part holds one of these; null where nothing is required. */
  readonly must: readonly string[] | null
  /** Any match of the part holds one of each of these, which may be shorter. */
  readonly all: readonly (readonly string[])[]
}

const ANYTHING: Known = { exact: null, must: null, all: [] }
const EMPTY: Known = { exact: [''], must: null, all: [] }

/**
 * The required literals of a pattern: every text that it matches holds at least one of them, lower-cased.
 * Null where the pattern can match without any literal of four characters.
 *
 * Characters that programs escape in JSON (quotes, angle brackets, `&`, backslash) are kept out where the rest is still
 * long enough, so that the literals are found in a raw line too.
 */
export function requiredLiterals(pattern: RegExp): readonly string[] | null {
  return walk(pattern.source, /["'<>&\\]/) ?? walk(pattern.source, null)
}

/** Texts so short tell lines apart that are known to hold a literal of the pattern: an exit code, a status. */
const MIN_WORD = 3
const MAX_CHECKS = 2

/**
 * What a text that the pattern matches holds besides one of its required literals: one of each of these sets, lower-cased.
 * For lines that hold the literal anyway, where looking for a word is cheaper than trying the pattern.
 */
export function requiredWords(pattern: RegExp): readonly (readonly string[])[] {
  const { exact, all } = new Walker(pattern.source, null).alternatives()
  const literals = new Set(requiredLiterals(pattern))
  return [...all, ...words(exact)]
    .filter((set) => set.some((text) => !literals.has(text)))
    .sort((a, b) => telling(b) - telling(a))
    .slice(0, MAX_CHECKS)
    .map(shortest)
}

/** Without texts that hold another one of the set. */
const shortest = (set: readonly string[]): readonly string[] =>
  set.filter((text) => !set.some((other) => other !== text && text.includes(other)))

const words = (exact: readonly string[] | null): readonly (readonly string[])[] =>
  exact !== null &&
  exact.length > 0 &&
  exact.length <= MAX_SET &&
  exact.every((text) => text.length >= MIN_WORD)
    ? [exact]
    : []

/** Digits tell more than letters, and a set is worth as much as its plainest text. */
const telling = (set: readonly string[]): number =>
  Math.min(
    ...set.map((text) => text.replace(GENERIC, '').length + text.replace(/\D/g, '').length),
  ) - Math.log2(set.length)

function walk(source: string, breaks: RegExp | null): readonly string[] | null {
  const known = new Walker(source, breaks).alternatives()
  const all = better(worth(known.exact), known.must)
  return all === null ? null : [...new Set(all)]
}

/** A set of literals that is worth looking for: all long enough, not too many. */
function worth(exact: readonly string[] | null): readonly string[] | null {
  if (exact === null || exact.length === 0 || exact.length > MAX_SET) return null
  return exact.every((text) => text.length >= MIN_LITERAL) ? exact : null
}

/** Of two sets the one that fewer lines hold: by its shortest literal, then by size. */
function better(
  a: readonly string[] | null,
  b: readonly string[] | null,
): readonly string[] | null {
  if (a === null || b === null) return a ?? b
  return value(b) > value(a) ? b : a
}

/** Phrases that stand in the messages of all programs: a literal is worth what it holds beside them. */
const GENERIC =
  /connection refused|connection reset|no such file or directory|no such host|permission denied|access denied|context deadline exceeded|timed? ?out|not found|does not exist|invalid|failed to|fail(?:ed|ure)|unable to|(?:could|can) ?not|cannot|error|fatal|exception|warning|connect(?:ion|ing)?|dial tcp|lookup|level|http[s:/]*|java\.lang\.|framework|checkpoint|webhook|kubelet|config(?:uration|map)?|version|start(?:ing|ed)|initiali[sz]e|terminated|director(?:y|ies)|undefined|database|password|unknown|response|manager|reason|refused|unreachable|required|waiting for|container image|service ?account|status ?code|authentication|create|module|variable|kubernetes|message|present|waiting/g

const values = new Map<string, number>()

/** What a literal is worth by itself; most patterns ask for the same prefixes again and again. */
function worthOf(text: string): number {
  const known = values.get(text)
  if (known !== undefined) return known
  const own = text
    .replace(GENERIC, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim().length
  // The scanner has to look closer for short ones, see logs/literal-kind.ts.
  const short = text.length < 5 ? 6 : text.length < 7 ? 4 : 0
  const worth = Math.min(text.length, 7) * 0.4 + Math.min(own, 14) - short
  values.set(text, worth)
  return worth
}

function value(set: readonly string[]): number {
  let least = MAX_LENGTH
  for (const text of set) least = Math.min(least, worthOf(text))
  return least - Math.log2(set.length) * 0.5
}

const product = (a: readonly string[], b: readonly string[]): readonly string[] =>
  a.flatMap((left) => b.map((right) => left + right))

function concat(parts: readonly Known[]): Known {
  let must: readonly string[] | null = null
  const all: (readonly string[])[] = []
  let run: readonly string[] = ['']
  let whole = true
  const end = (exact: readonly string[] | null): void => {
    must = better(must, worth(exact))
    all.push(...words(exact))
  }
  for (const part of parts) {
    must = better(must, part.must)
    all.push(...part.all)
    if (
      part.exact !== null &&
      run.length * part.exact.length <= MAX_EXACT &&
      longest(run) <= MAX_LENGTH
    ) {
      run = product(run, part.exact)
      continue
    }
    end(run)
    whole = false
    run = part.exact !== null && part.exact.length <= MAX_EXACT ? part.exact : ['']
    if (run !== part.exact) end(part.exact)
    else must = better(must, worth(part.exact))
  }
  if (whole) return { exact: run, must: better(must, worth(run)), all }
  end(run)
  return { exact: null, must, all }
}

const longest = (set: readonly string[]): number => Math.max(...set.map((text) => text.length))

function union(options: readonly Known[]): Known {
  if (options.length === 1) return options[0] ?? EMPTY
  const exacts = options.flatMap((option) => option.exact ?? [])
  const exact = options.every((option) => option.exact !== null) ? [...new Set(exacts)] : null
  const all = exact === null ? wordsOfEach(options) : []
  const musts: string[] = []
  for (const option of options) {
    const one = better(worth(option.exact), option.must)
    if (one === null) return { exact, must: null, all }
    musts.push(...one)
  }
  return { exact, must: musts.length <= MAX_SET ? musts : null, all }
}

/** One set of the most telling words of each option, beside what it is found by; none where an option has none. */
function wordsOfEach(options: readonly Known[]): readonly (readonly string[])[] {
  const best = options.map(({ exact, must, all }) => {
    const sets = [...words(exact), ...all].sort((a, b) => telling(b) - telling(a))
    return sets.find((set) => set.some((text) => must?.includes(text) !== true)) ?? sets[0]
  })
  const set = [...new Set(best.flatMap((one) => one ?? []))]
  return best.includes(undefined) || set.length > MAX_SET ? [] : [set]
}

const QUANTIFIER = new Set('*+?{')
const PLAIN = /[A-Za-z0-9 _:;,%@~#!=-]{2,}(?![*+?{])/y

class Walker {
  readonly #source: string
  readonly #breaks: RegExp | null
  #at = 0

  constructor(source: string, breaks: RegExp | null) {
    this.#source = source
    this.#breaks = breaks
  }

  alternatives(): Known {
    const options = [this.#sequence()]
    while (this.#take('|')) options.push(this.#sequence())
    return union(options)
  }

  #sequence(): Known {
    const parts: Known[] = []
    while (this.#at < this.#source.length && !this.#sees('|') && !this.#sees(')'))
      parts.push(this.#quantified())
    return concat(parts)
  }

  #quantified(): Known {
    const atom = this.#atom()
    if (!QUANTIFIER.has(this.#source[this.#at] ?? '')) return atom
    const m = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at, this.#at + 16))
    if (m === null) return atom
    this.#at += m[0].length
    const least = m[1] === undefined ? Number(m[2]) : m[1] === '+' ? 1 : 0
    if (m[1] === '?' || (m[2] === '0' && m[4] === '1')) {
      return atom.exact === null
        ? ANYTHING
        : { exact: [...new Set([...atom.exact, ''])], must: null, all: [] }
    }
    if (least === 0) return ANYTHING
    if (m[2] !== undefined && m[3] === '' && least <= 4)
      return concat(Array.from({ length: least }, () => atom))
    return {
      exact: null,
      must: better(worth(atom.exact), atom.must),
      all: [...words(atom.exact), ...atom.all],
    }
  }

  #atom(): Known {
    const plain = this.#plain()
    if (plain !== null) return plain
    const char = this.#source[this.#at] ?? ''
    this.#at++
    if (char === '(') return this.#group()
    if (char === '[') return this.#set()
    if (char === '\\') return this.#escape()
    if (char === '.') return ANYTHING
    if (char === '^' || char === '$') return EMPTY
    return this.#literal(char)
  }

  /** A row of ordinary characters at once; the last one is left where a quantifier follows it. */
  #plain(): Known | null {
    PLAIN.lastIndex = this.#at
    const row = PLAIN.exec(this.#source)?.[0]
    if (row === undefined) return null
    this.#at += row.length
    return { exact: [row.toLowerCase()], must: null, all: [] }
  }

  #literal(char: string): Known {
    if (char.charCodeAt(0) > 126 || char.charCodeAt(0) < 32 || this.#breaks?.test(char) === true)
      return ANYTHING
    return { exact: [char.toLowerCase()], must: null, all: [] }
  }

  #group(): Known {
    const opening =
      /^\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]+:)/.exec(
        this.#source.slice(this.#at, this.#at + 80),
      )?.[0] ?? ''
    this.#at += opening.length
    const inner = this.alternatives()
    this.#take(')')
    // A look-around takes no text of its own; what it demands is left out.
    return /^\?<?[=!]/.test(opening) ? EMPTY : inner
  }

  #set(): Known {
    const start = this.#at
    if (this.#sees('^')) this.#at++
    while (this.#at < this.#source.length && !this.#sees(']')) this.#at += this.#sees('\\') ? 2 : 1
    const body = this.#source.slice(start, this.#at)
    this.#at++
    if (body.startsWith('^') || /\\[^\-\]\\^.[/$*+?(){}|]/.test(body) || /[^\\]-./.test(body))
      return ANYTHING
    const chars = new Set(body.replace(/\\(.)/g, '$1').toLowerCase())
    const each = [...chars].map((char) => this.#literal(char))
    if (each.length === 0 || each.length > 4 || each.some((one) => one.exact === null))
      return ANYTHING
    return { exact: each.flatMap((one) => one.exact ?? []), must: null, all: [] }
  }

  #escape(): Known {
    const char = this.#source[this.#at] ?? ''
    this.#at++
    if (char === 'b' || char === 'B') return EMPTY
    if (char === 'k') {
      this.#at = Math.max(this.#at, this.#source.indexOf('>', this.#at) + 1)
      return ANYTHING
    }
    if (char === 'x') this.#at += 2
    if (char === 'u')
      this.#at += this.#sees('{') ? this.#source.indexOf('}', this.#at) - this.#at + 1 : 4
    if (char === 'p' || char === 'P') this.#at = this.#source.indexOf('}', this.#at) + 1
    if (/[a-zA-Z0-9]/.test(char)) return ANYTHING
    return this.#literal(char)
  }

  #sees(char: string): boolean {
    return this.#source[this.#at] === char
  }

  #take(char: string): boolean {
    if (!this.#sees(char)) return false
    this.#at++
    return true
  }
}
