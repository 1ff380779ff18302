import type {
  AndOr,
  Command,
  CompoundList,
  If,
  Node,
  Pipeline,
  Script,
  Statement,
  While,
  Word,
} from 'unbash'
import { expanded, testStatus, type Status, type Variables } from './test-command.ts'

/** What is known of the surroundings of a script. */
export interface ShellWorld {
  readonly variables: Variables
  /** Those that are not set at all, which `set -u` tells from empty ones. */
  readonly unset: ReadonlySet<string>
  readonly lacks: (program: string) => boolean
}

/** Why a script fails. */
export type Reason =
  | { readonly kind: 'absent'; readonly program: string }
  | { readonly kind: 'unset'; readonly name: string }
  | { readonly kind: 'exit' }

/** What certainly becomes of a script, as far as its text tells; null where that depends on more. */
export interface Outcome {
  readonly failure: Reason | null
  /** Programs that the image lacks, in the order in which they are asked for. */
  readonly absent: readonly string[]
}

/**
 * Follows a script along the way that it certainly takes: tests of variables and calls of programs that are not there decide,
 * and where anything else could end it first, or run for ever, nothing is said.
 */
export function outcomeOf(script: Script, world: ShellWorld): Outcome {
  const run = new ShellRun(world)
  const status = run.list(script.commands)
  const isFailure = run.end === 'fails' || (run.end === null && status === 'fails')
  return {
    failure: isFailure && run.isCertain ? (run.reason ?? { kind: 'exit' }) : null,
    absent: [...run.absent],
  }
}

const MAX_DEPTH = 30

/** One walk through a script, with functions and subshells where they are run. */
class ShellRun {
  readonly absent = new Set<string>()
  /** How it ended, where it did; `runs` for a program or loop that goes on for ever. */
  end: 'fails' | 'ok' | 'runs' | null = null
  isCertain = true
  reason: Reason | null = null
  readonly #world: ShellWorld
  readonly #variables: Variables
  readonly #functions = new Map<string, Node>()
  // set -e and set -u.
  #isErrexit = false
  #isNounset = false
  /** Set within the script; what they are set to is not followed. */
  readonly #assignedNames = new Set<string>()
  /** The last command failed where set -e does not mind. */
  #isExempt = false
  /** Something was installed, or the search path changed: nobody knows what is there. */
  #isOpen = false
  #depth = 0

  constructor(world: ShellWorld) {
    this.#world = world
    this.#variables = new Map(world.variables)
  }

  /** The last statement's status. `isTested` within a condition, where set -e does not count (POSIX, set). */
  list(statements: readonly Statement[], isTested = false): Status {
    let status: Status = 'ok'
    for (const statement of statements) {
      if (this.end !== null) return status
      if (statement.background === true) {
        status = 'ok'
        continue
      }
      status = this.#node(statement.command, isTested)
      const isFatal = this.#isErrexit && !isTested && !this.#isExempt && status === 'fails'
      this.#isExempt = false
      if (isFatal && this.end === null) this.end = 'fails'
    }
    return status
  }

  #node(node: Node, isTested: boolean): Status {
    if (this.#depth >= MAX_DEPTH) return this.#unknown()
    this.#depth++
    const status = this.#dispatch(node, isTested)
    this.#depth--
    return status
  }

  #dispatch(node: Node, isTested: boolean): Status {
    switch (node.type) {
      case 'Command':
        return this.#command(node, isTested)
      case 'AndOr':
        return this.#andOr(node, isTested)
      case 'Pipeline':
        return this.#pipeline(node)
      case 'If':
        return this.#if(node, isTested)
      case 'While':
        return this.#while(node)
      case 'BraceGroup':
        return this.list(node.body.commands, isTested)
      case 'CompoundList':
        return this.list(node.commands, isTested)
      case 'Statement':
        return this.list([node], isTested)
      case 'Subshell':
        return this.#apart(node.body)
      case 'Function':
        this.#functions.set(node.name.text, node.body)
        return 'ok'
      default:
        return this.#unknown()
    }
  }

  /** What may end the script, wait for ever or change what is known. */
  #unknown(): Status {
    this.isCertain = false
    return 'unknown'
  }

  /** A way that is taken or not: what it does is no certainty any more. */
  #perhaps(list: CompoundList | Node): void {
    const before = { end: this.end, isCertain: this.isCertain, reason: this.reason }
    this.#node(list as Node, true)
    const isSame = this.end === before.end
    this.end = before.end
    this.reason = before.reason
    if (!isSame) this.isCertain = false
    this.#variables.clear()
  }

  /** A subshell: exit ends it alone, and one that never ends holds the script up. */
  #apart(list: CompoundList): Status {
    const before = this.end
    const status = this.list(list.commands)
    const own = this.end
    this.end = own === 'runs' ? own : before
    return own === 'fails' ? 'fails' : own === 'ok' ? 'ok' : status
  }

  #andOr({ commands, operators }: AndOr, isTested: boolean): Status {
    let status: Status = 'ok'
    let last = 0
    for (const [index, command] of commands.entries()) {
      if (this.end !== null) return status
      const operator = operators[index - 1]
      const isSkipped = operator !== undefined && status === (operator === '&&' ? 'fails' : 'ok')
      if (isSkipped) continue
      last = index
      if (operator !== undefined && status === 'unknown') this.#perhaps(command)
      else status = this.#node(command, isTested || index < commands.length - 1)
    }
    // Of a chain the last command alone ends a script with set -e.
    this.#isExempt = last < commands.length - 1
    return status
  }

  /** Each command runs in a subshell and the last one's status counts (POSIX, 2.9.2); pipefail is not followed. */
  #pipeline({ commands, negated }: Pipeline): Status {
    let status: Status = 'ok'
    for (const command of commands) {
      const before = this.end
      status = this.#node(command, true)
      if (this.end !== null && this.end !== 'runs') {
        status = this.end === 'fails' ? 'fails' : 'ok'
        this.end = before
      }
    }
    if (negated !== true) return status
    return status === 'unknown' ? status : status === 'ok' ? 'fails' : 'ok'
  }

  #if(node: If, isTested: boolean): Status {
    const status = this.list(node.clause.commands, true)
    if (this.end !== null) return status
    const other = node.else
    if (status === 'ok') return this.list(node.then.commands, isTested)
    if (status === 'fails') return other === undefined ? 'ok' : this.#node(other, isTested)
    this.#perhaps(node.then)
    if (other !== undefined) this.#perhaps(other)
    return 'unknown'
  }

  #while({ kind, clause, body }: While): Status {
    const status = this.list(clause.commands, true)
    if (this.end !== null) return status
    const goesOn = kind === 'while' ? 'ok' : 'fails'
    if (status === 'unknown') {
      this.#perhaps(body)
      return 'unknown'
    }
    if (status !== goesOn) return 'ok'
    this.list(body.commands)
    // Whatever the later rounds do, the first one did not end it.
    if (this.end === null) this.end = 'runs'
    return 'ok'
  }

  /** Words are expanded before the command is looked for, so an unset variable ends it first. */
  #command({ name, prefix, suffix }: Command, isTested: boolean): Status {
    const unset = [
      ...prefix.flatMap(({ value }) => value ?? []),
      ...suffix,
      ...(name ? [name] : []),
    ]
      .map((word) => this.#demanded(word) ?? this.#unbound(word))
      .find((each) => each !== null)
    if (unset != null) return this.#fail({ kind: 'unset', name: unset }, true)
    for (const { name: assigned } of prefix) if (assigned !== undefined) this.#assign(assigned)
    if (name === undefined) return 'ok'
    const program = literal(name)
    if (program === null) return this.#unknown()
    const body = this.#functions.get(program)
    if (body !== undefined) return this.#node(body, isTested)
    return this.#builtin(program, suffix) ?? this.#program(program, suffix)
  }

  /** Null where it is no builtin. */
  #builtin(program: string, suffix: readonly Word[]): Status | null {
    const words = suffix.map((word) => word.text)
    switch (program) {
      case ':':
      case 'true':
      case 'echo':
      case 'printf':
      case 'umask':
      case 'ulimit':
        return 'ok'
      case 'false':
        return this.#fail({ kind: 'exit' }, false)
      case 'exit':
        return this.#exit(words[0])
      case 'set':
        return this.#set(words)
      case '[':
      case 'test':
        return this.#test(program === '[' ? suffix.slice(0, -1) : suffix)
      case 'command':
      case 'which':
      case 'type':
      case 'hash':
        return this.#asked(program, suffix)
      case 'cd':
      case 'pushd':
      case 'popd':
      case 'shift':
      case 'wait':
      case 'alias':
        return 'unknown'
      case 'export':
      case 'readonly':
      case 'local':
      case 'declare':
      case 'unset':
      case 'read':
        return this.#assigned(words)
      case 'exec':
        return this.#exec(suffix)
      default:
        return OPENS.has(program) ? this.#opened() : null
    }
  }

  /** A program that the image lacks fails; an installer may bring in any other. */
  #program(program: string, suffix: readonly Word[]): Status {
    if (this.#lacks(program)) {
      this.absent.add(program)
      return this.#fail({ kind: 'absent', program }, false)
    }
    if (INSTALLERS.has(program) && suffix.some(({ text }) => /^(?:add|install|-S)/.test(text)))
      this.#isOpen = true
    if (program === 'sleep' && /^(?:infinity|inf)$/.test(suffix[0]?.text ?? '')) this.end = 'runs'
    return ENDS.has(program) ? 'unknown' : this.#unknown()
  }

  #lacks(program: string): boolean {
    return !this.#isOpen && this.#world.lacks(program)
  }

  /** `isEnd`: the script ends whatever set -e says. */
  #fail(reason: Reason, isEnd: boolean): Status {
    this.reason = reason
    if (isEnd) this.end = 'fails'
    return 'fails'
  }

  /** Codes count modulo 256; one that is no plain number is not followed. */
  #exit(code: string | undefined): Status {
    if (code === undefined || /\D/.test(code)) {
      this.isCertain = false
      this.end = 'ok'
      return 'unknown'
    }
    this.end = Number(code) % 256 === 0 ? 'ok' : 'fails'
    return this.end === 'ok' ? 'ok' : 'fails'
  }

  /** Other options than errexit and nounset are not followed. */
  #set(words: readonly string[]): Status {
    for (const [index, word] of words.entries()) {
      if (/^-\w*e/.test(word) || (word === '-o' && words[index + 1] === 'errexit'))
        this.#isErrexit = true
      if (/^\+\w*e/.test(word)) this.#isErrexit = false
      if (/^-\w*u/.test(word) || (word === '-o' && words[index + 1] === 'nounset'))
        this.#isNounset = true
      if (/^\+\w*u/.test(word)) this.#isNounset = false
    }
    return 'ok'
  }

  #test(words: readonly Word[]): Status {
    const { status, unset } = testStatus(words, this.#variables)
    if (unset !== null && status !== 'unknown') this.reason = { kind: 'unset', name: unset }
    return status
  }

  /** `command -v curl`. */
  #asked(program: string, suffix: readonly Word[]): Status {
    const [first, ...rest] = suffix.filter(({ text }) => !/^-/.test(text))
    const isQuestion = program !== 'command' || suffix.some(({ text }) => /^-[vV]$/.test(text))
    const name = first === undefined ? null : literal(first)
    if (name === null) return this.#unknown()
    if (!isQuestion) return this.#builtin(name, rest) ?? this.#program(name, rest)
    return this.#lacks(name) ? 'fails' : 'unknown'
  }

  #assigned(words: readonly string[]): Status {
    for (const word of words) {
      const name = /^([A-Za-z_]\w*)/.exec(word)?.[1]
      if (name !== undefined) this.#assign(name)
      if (name === 'PATH') this.#isOpen = true
    }
    return 'ok'
  }

  #assign(name: string): void {
    this.#variables.delete(name)
    this.#assignedNames.add(name)
  }

  /** Without a program exec moves file descriptors only; a shell ends where it finds no such program (POSIX, exec). */
  #exec(suffix: readonly Word[]): Status {
    const [first] = suffix
    const program = first === undefined ? null : literal(first)
    if (first === undefined) return 'ok'
    if (program !== null && this.#lacks(program)) {
      this.absent.add(program)
      return this.#fail({ kind: 'absent', program }, true)
    }
    this.end = 'runs'
    return 'unknown'
  }

  /** Another file is read, or text is run: anything may be defined by then. */
  #opened(): Status {
    this.#isOpen = true
    this.#isNounset = false
    this.#variables.clear()
    return this.#unknown()
  }

  /** With set -u a shell ends where a plain `$NAME` is not set (POSIX, set). */
  #unbound(word: Word): string | null {
    if (!this.#isNounset) return null
    const parts = (word.parts ?? []).flatMap((part) =>
      part.type === 'DoubleQuoted' ? part.parts : [part],
    )
    for (const { text } of parts) {
      const name = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})$/.exec(text)
      const bare = name?.[1] ?? name?.[2]
      if (bare === undefined || this.#assignedNames.has(bare)) continue
      if (this.#world.unset.has(bare) && this.#variables.has(bare)) return bare
    }
    return null
  }

  /** `${NAME:?message}` ends a script where NAME is not set. */
  #demanded(word: Word): string | null {
    for (const part of word.parts ?? []) {
      const inner = part.type === 'DoubleQuoted' ? part.parts : [part]
      for (const each of inner)
        if (each.type === 'ParameterExpansion' && /^:?\?$/.test(each.operator ?? ''))
          if (expanded(each.parameter, this.#variables) === '') return each.parameter
    }
    return null
  }
}

/** The word where nothing in it is replaced. */
const literal = (word: Word): string | null =>
  (word.parts ?? []).some(({ type }) => !/^(?:Literal|SingleQuoted|DoubleQuoted)$/.test(type)) ||
  /[$`*?]/.test(word.text)
    ? null
    : word.value

/** Builtins after which nothing is certain: they read a file, run text, or leave the order of the lines. */
const OPENS = new Set(['.', 'source', 'eval', 'trap', 'return', 'break', 'continue', 'let'])
/** Programs that can put another one in place. */
const INSTALLERS = new Set(
  'apk apt apt-get yum dnf microdnf zypper pacman pip pip3 npm yarn gem go cargo cp ln mv install tar unzip wget curl busybox'.split(
    ' ',
  ),
)

/** Programs that come to an end by themselves. */
const ENDS = new Set(
  'mkdir rm rmdir touch chmod chown chgrp date hostname uname id whoami env printenv sleep cat ls head sed awk grep egrep cut tr sort uniq wc basename dirname seq pwd expr mktemp stat readlink realpath tee md5sum sha256sum base64 cp mv ln tar gzip gunzip unzip apk apt-get apt dd sync df du free ps pgrep kill nproc getent nslookup curl wget jq find xargs test'.split(
    ' ',
  ),
)
