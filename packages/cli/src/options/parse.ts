import { UsageError } from '../errors.ts'
import { didYouMean } from './suggest.ts'
import {
  COMMAND_NAMES,
  commandSpec,
  isCommandName,
  OPTION_NAMES,
  optionSpec,
  optionSpecIn,
  type CommandName,
  type Invocation,
  type OptionName,
} from './table.ts'

/** What other programs take for it, where it stands alone. */
const VERSION: ReadonlySet<string> = new Set(['--version', '-V', '-v'])

/**
 * Reads a command line as kubectl's is read: `-n shop`, `-nshop`, `--namespace shop`, `--namespace=shop`, grouped switches,
 * `--` before operands, options before or after operands. No command means `diagnose`.
 */
export function parse(argv: readonly string[]): Invocation {
  if (argv.length === 1 && VERSION.has(argv[0] ?? '')) return build('version', [], new Map())
  const { command, rest } = commandOf(argv)
  const words = new Words(command, rest)
  const { operands, values } = words.read()
  if (values.has('help')) return build('help', [command], new Map())
  checkCount(command, operands)
  return build(command, operands, values)
}

/** How many words at the beginning are options with their values: they may stand before the command, as kubectl takes them. */
function wordsOfOptions(argv: readonly string[]): number {
  let at = 0
  while (at < argv.length) {
    const word = argv[at] ?? ''
    if (!/^-(?:-[a-z]|[a-zA-Z])/.test(word)) return at
    const isLong = word.startsWith('--')
    const name = OPTION_NAMES.find((each) =>
      isLong ? `--${each}` === word : `-${optionSpec(each).short}` === word,
    )
    at += name !== undefined && optionSpec(name).value !== undefined ? 2 : 1
  }
  return at
}

/** The first word that is no option names the command, if it is one; `KIND/NAME` means `diagnose`. */
function commandOf(argv: readonly string[]): { command: CommandName; rest: readonly string[] } {
  const before = wordsOfOptions(argv)
  const named = argv[before]
  if (named !== undefined && isCommandName(named))
    return { command: named, rest: argv.toSpliced(before, 1) }
  const word = argv[0]
  if (word === undefined) return { command: 'diagnose', rest: [] }
  if (!word.startsWith('-') && !word.includes('/'))
    throw new UsageError({
      code: 'unknown-command',
      message: `There is no command ${quote(word)}.${didYouMean(word, COMMAND_NAMES)}`,
      next: `The commands are ${COMMAND_NAMES.join(', ')}; to diagnose one workload, write KIND/NAME, such as deploy/${word}.`,
    })
  const lone = argv.length === 1 && (word === '--help' || word === '-h')
  return lone ? { command: 'help', rest: [] } : { command: 'diagnose', rest: argv }
}

// Options by name, with their values in order; a switch has the value `true`.
type Values = ReadonlyMap<OptionName, readonly string[]>

/** The words after the command, read one by one. */
class Words {
  readonly #command: CommandName
  readonly #words: string[]
  readonly #values = new Map<OptionName, string[]>()
  readonly #operands: string[] = []

  constructor(command: CommandName, words: readonly string[]) {
    this.#command = command
    this.#words = [...words]
  }

  /** Reads all words. @throws {UsageError} for the first that does not fit */
  read(): { operands: readonly string[]; values: Values } {
    for (let word = this.#words.shift(); word !== undefined; word = this.#words.shift()) {
      if (word === '--') this.#operands.push(...this.#words.splice(0))
      else if (word.startsWith('--')) this.#long(word)
      else if (word.startsWith('-') && word !== '-') this.#short(word)
      else this.#operands.push(word)
    }
    return { operands: this.#operands, values: this.#values }
  }

  /** `--name` or `--name=value`. */
  #long(word: string): void {
    const equals = word.indexOf('=')
    const name = equals === -1 ? word.slice(2) : word.slice(2, equals)
    const option = commandSpec(this.#command).options.find((each) => each === name)
    if (option === undefined) this.#unknown(`--${name}`)
    this.#take(option, {
      flag: `--${name}`,
      attached: equals === -1 ? null : word.slice(equals + 1),
    })
  }

  /** `-Aw` are two switches; the rest of the word behind an option with a value is that value. */
  #short(word: string): void {
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at)
      const option = commandSpec(this.#command).options.find(
        (each) => optionSpec(each).short === letter,
      )
      if (option === undefined) this.#unknown(`-${letter}`)
      const rest = word.slice(at + 1).replace(/^=/, '')
      const takesValue = optionSpec(option).value !== undefined
      this.#take(option, { flag: `-${letter}`, attached: takesValue && rest !== '' ? rest : null })
      if (takesValue) return
    }
  }

  /** Notes an option with its value, which is the next word where none is attached. */
  #take(option: OptionName, given: { flag: string; attached: string | null }): void {
    const spec = optionSpecIn(this.#command, option)
    if (spec.value === undefined) {
      if (given.attached !== null && given.attached !== 'true')
        throw new UsageError({
          code: 'option-takes-no-value',
          message: `${given.flag} is a switch and takes no value, but got ${quote(given.attached)}.`,
        })
      this.#values.set(option, ['true'])
      return
    }
    const value = given.attached ?? this.#words.shift()
    // A value that begins with a dash is more likely the next option, unless it is attached with `=`.
    if (value === undefined || (given.attached === null && value.startsWith('-') && value !== '-'))
      throw new UsageError({
        code: 'option-needs-value',
        message: `${given.flag} needs a value: ${given.flag} ${spec.value}.`,
        next: `${spec.help}.`,
      })
    if (option === 'output' && value.includes('=') && this.#hasFiles()) {
      this.#values.set('output-file', [...(this.#values.get('output-file') ?? []), value])
      return
    }
    checkChoice(given.flag, value, spec.choices)
    this.#values.set(
      option,
      spec.repeat === true ? [...(this.#values.get(option) ?? []), value] : [value],
    )
  }

  /** Whether the command can write its report to files beside standard output. */
  #hasFiles(): boolean {
    return commandSpec(this.#command).options.some((each) => each === 'output-file')
  }

  /** @throws {UsageError} with the option that was perhaps meant */
  #unknown(flag: string): never {
    const flags = commandSpec(this.#command).options.flatMap((each) => {
      const short = optionSpec(each).short
      return [`--${each}`, ...(short === undefined ? [] : [`-${short}`])]
    })
    const near = flag.startsWith('--') ? didYouMean(flag, flags) : ''
    throw new UsageError({
      code: 'unknown-option',
      message: `unloop ${this.#command} has no option ${quote(flag)}.${near}`,
      next: `See unloop help ${this.#command}.`,
    })
  }
}

/** @throws {UsageError} for a value that is not among the choices */
function checkChoice(flag: string, value: string, choices: readonly string[] | undefined): void {
  if (choices === undefined || choices.includes(value)) return
  throw new UsageError({
    code: 'option-value-invalid',
    message: `${flag} can't be ${quote(value)}.${didYouMean(value, choices)}`,
    next: `It takes one of ${choices.join(', ')}.`,
  })
}

/** @throws {UsageError} for too many or too few operands */
function checkCount(command: CommandName, operands: readonly string[]): void {
  const spec = commandSpec(command)
  const [least, most] = spec.count
  if (operands.length >= least && operands.length <= most) return
  const expected = spec.operands === undefined ? 'takes no argument' : `takes ${spec.operands}`
  throw new UsageError({
    code: 'operand-count',
    message: `unloop ${command} ${expected}, but got ${operands.map(quote).join(' ') || 'none'}.`,
    next: `See unloop help ${command}.`,
  })
}

/** The only place where the table's derived types are asserted: each value was checked against its row. */
function build(command: CommandName, operands: readonly string[], values: Values): Invocation {
  const options: Record<string, boolean | string | readonly string[] | undefined> = {}
  for (const name of commandSpec(command).options) {
    const spec = optionSpec(name)
    const given = values.get(name)
    if (spec.value === undefined) options[name] = given !== undefined
    else options[name] = spec.repeat === true ? (given ?? []) : given?.at(-1)
  }
  return { command, operands, options } as unknown as Invocation
}

/** A word as messages show it, so that white space and quotes in it are seen. */
const quote = (word: string): string => JSON.stringify(word)
