import type { Value } from '../values/value.ts'
import { type Flags, noFlags } from './flags.ts'
import { formatArgument } from './value.ts'

type Arguments = readonly (Value | undefined)[]

/** `fmt.Sprint`: a space between operands of which neither is a string. */
export function sprint(args: Arguments): string {
  let out = ''
  for (const [index, arg] of args.entries()) {
    const previous = args[index - 1]
    if (index > 0 && arg?.kind !== 'string' && previous?.kind !== 'string') out += ' '
    out += formatArgument(arg, 'v', noFlags())
  }
  return out
}

/** `fmt.Sprintln`. */
export function sprintln(args: Arguments): string {
  return `${args.map((arg) => formatArgument(arg, 'v', noFlags())).join(' ')}\n`
}

/** A width or precision beyond this counts as none, as in Go, so that no template asks for gigabytes of spaces. */
const MAX_NUMBER = 1_000_000

/** `fmt.Sprintf`, with its reports of wrong verbs and missing or surplus operands in the text. */
export function sprintf(format: string, args: Arguments): string {
  return new Formatter(format, args).run()
}

class Formatter {
  // Mirrors `doPrintf` of fmt/print.go: one pass over the format, with the state that its errors depend on.
  readonly #format: string
  readonly #args: Arguments
  #at = 0
  #arg = 0
  #reordered = false
  #goodIndex = true
  #afterIndex = false
  #out = ''

  constructor(format: string, args: Arguments) {
    this.#format = format
    this.#args = args
  }

  run(): string {
    for (;;) {
      const percent = this.#format.indexOf('%', this.#at)
      this.#out += this.#format.slice(this.#at, percent < 0 ? undefined : percent)
      if (percent < 0) break
      this.#at = percent + 1
      if (!this.#directive()) break
    }
    if (!this.#reordered && this.#arg < this.#args.length) this.#extra()
    return this.#out
  }

  /** Reports operands that no verb used, as `%!(EXTRA type=value)`. Not after an explicit index, which may leave some out. */
  #extra(): void {
    const rest = this.#args.slice(this.#arg).map((arg) => {
      if (arg === undefined || arg.kind === 'interface') return '<nil>'
      return `${arg.type.name}=${formatArgument(arg, 'v', noFlags())}`
    })
    this.#out += `%!(EXTRA ${rest.join(', ')})`
  }

  /** False at the end of the format. */
  #directive(): boolean {
    const flags = noFlags()
    this.#goodIndex = true
    this.#afterIndex = false
    this.#readFlags(flags)
    this.#index()
    this.#width(flags)
    this.#precision(flags)
    if (!this.#afterIndex) this.#index()
    const verb = this.#format.codePointAt(this.#at)
    if (verb === undefined) {
      this.#out += '%!(NOVERB)'
      return false
    }
    const letter = String.fromCodePoint(verb)
    this.#at += letter.length
    this.#print(letter, flags)
    return true
  }

  /** Prints the next operand under a verb, or Go's report that the index was wrong or that there is none. */
  #print(verb: string, flags: Flags): void {
    if (verb === '%') this.#out += '%'
    else if (!this.#goodIndex) this.#out += `%!${verb}(BADINDEX)`
    else if (this.#arg >= this.#args.length) this.#out += `%!${verb}(MISSING)`
    else {
      // `%+v` and `%#v` have a meaning of their own; elements must not print their signs by it.
      if (verb === 'v') {
        flags.sharpV = flags.sharp
        flags.plusV = flags.plus
        flags.sharp = false
        flags.plus = false
      }
      this.#out += formatArgument(this.#args[this.#arg++], verb, flags)
    }
  }

  /** Reads flags in any order and number. */
  #readFlags(flags: Flags): void {
    for (; ; this.#at++) {
      const char = this.#format[this.#at]
      if (char === '#') flags.sharp = true
      else if (char === '0') flags.zero = true
      else if (char === '+') flags.plus = true
      else if (char === '-') flags.minus = true
      else if (char === ' ') flags.space = true
      else return
    }
  }

  /** `[n]`, the operand to go on with. */
  #index(): void {
    this.#afterIndex = false
    if (this.#format[this.#at] !== '[') return
    this.#reordered = true
    const rest = this.#format.slice(this.#at)
    const close = rest.indexOf(']')
    const digits = /^\[(\d+)\]/.exec(rest)?.[1]
    const index = Number(digits) - 1
    const good = digits !== undefined && index >= 0 && index < this.#args.length
    if (good) this.#arg = index
    else this.#goodIndex = false
    this.#at += close < 0 ? 1 : close + 1
    this.#afterIndex = digits !== undefined
  }

  /** Reads a width, given as a number or by an operand (`*`). A negative one means left-aligned. */
  #width(flags: Flags): void {
    if (this.#format[this.#at] === '*') {
      this.#at++
      const width = this.#integerArgument()
      if (width === undefined) this.#out += '%!(BADWIDTH)'
      else flags.width = Math.abs(width)
      if (width !== undefined && width < 0) {
        flags.minus = true
        flags.zero = false
      }
      this.#afterIndex = false
      return
    }
    flags.width = this.#number()
    if (this.#afterIndex && flags.width !== undefined) this.#goodIndex = false
  }

  /** Reads a precision. A lone dot means zero. */
  #precision(flags: Flags): void {
    if (this.#format[this.#at] !== '.' || this.#at + 1 >= this.#format.length) return
    this.#at++
    if (this.#afterIndex) this.#goodIndex = false
    this.#index()
    if (this.#format[this.#at] !== '*') {
      flags.precision = this.#number() ?? 0
      return
    }
    this.#at++
    const precision = this.#integerArgument()
    if (precision === undefined || precision < 0) this.#out += '%!(BADPREC)'
    else flags.precision = precision
    this.#afterIndex = false
  }

  /** A number at the place; undefined for none, and for one beyond what Go takes. */
  #number(): number | undefined {
    const digits = /\d*/y
    digits.lastIndex = this.#at
    const text = digits.exec(this.#format)?.[0] ?? ''
    if (text === '' || Number(text) > MAX_NUMBER) return undefined
    this.#at += text.length
    return Number(text)
  }

  /** The next operand as a number, which is used up even where it is none. */
  #integerArgument(): number | undefined {
    const arg = this.#args[this.#arg]
    if (this.#arg < this.#args.length) this.#arg++
    if (arg?.kind !== 'int' && arg?.kind !== 'uint') return undefined
    const value = Number(arg.data)
    return Math.abs(value) > MAX_NUMBER ? undefined : value
  }
}
