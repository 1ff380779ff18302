import { BUILTINS } from './builtins/builtins.ts'
import { TemplateError } from './errors.ts'
import type { MissingKey } from './exec/evaluator.ts'
import { execute } from './exec/execute.ts'
import { DEFAULT_LIMITS, type Limits } from './exec/limits.ts'
import { escapeTree } from './html/escaper.ts'
import { HTML_FUNCTIONS } from './html/functions.ts'
import { parseTemplate } from './syntax/parser.ts'
import { isEmptyTree, type Tree } from './syntax/tree.ts'
import { quote } from './text/quote.ts'
import type { FuncValue, Value } from './values/value.ts'

/** What a template may use, and how much it may take. */
export interface TemplateOptions {
  /** Functions beside the builtins, which they take precedence over. */
  readonly functions?: ReadonlyMap<string, FuncValue>
  /** What a missing map key gives; text/template's own default is `default`. */
  readonly missingKey?: MissingKey
  readonly limits?: Partial<Limits>
  /** `html` escapes each action for the place where it stands, as html/template does. */
  readonly mode?: 'text' | 'html'
}

/** A set of templates that can call each other. Immutable: what adds to it gives a new set. */
export class Templates {
  readonly #options: TemplateOptions
  readonly #trees: ReadonlyMap<string, Tree>

  constructor(options: TemplateOptions = {}, trees: ReadonlyMap<string, Tree> = new Map()) {
    this.#options = options
    this.#trees = trees
  }

  /** The names of what is defined. */
  get names(): readonly string[] {
    return [...this.#trees.keys()]
  }

  /**
   * The set with a text and all that it defines. A definition replaces an earlier one of its name, unless it is empty.
   * @throws {TemplateError} in the words of text/template
   */
  parse(name: string, text: string): Templates {
    const own = this.#options.functions
    const known = (fn: string): boolean => own?.has(fn) === true || BUILTINS.has(fn)
    const trees = new Map(this.#trees)
    for (const tree of parseTemplate(name, text, known).values()) {
      if (trees.has(tree.name) && isEmptyTree(tree.root)) continue
      trees.set(tree.name, tree)
    }
    return new Templates(this.#options, trees)
  }

  /** The same templates with other functions of the same names. */
  withFunctions(functions: ReadonlyMap<string, FuncValue>): Templates {
    const merged = new Map([...(this.#options.functions ?? []), ...functions])
    return new Templates({ ...this.#options, functions: merged }, this.#trees)
  }

  /**
   * What a template writes for a value.
   * @throws {TemplateError} in Go's words, or where a limit is reached
   */
  execute(name: string, data: Value | undefined): string {
    const html = this.#options.mode === 'html'
    if (html && !this.#trees.has(name))
      throw new TemplateError(`html/template: ${quote(name)} is undefined`)
    const functions = new Map(this.#options.functions ?? [])
    if (html) for (const [key, fn] of HTML_FUNCTIONS) functions.set(key, fn)
    return execute(
      name,
      {
        trees: html ? escapeTree(this.#trees, name) : this.#trees,
        functions,
        missingKey: this.#options.missingKey ?? 'default',
        limits: { ...DEFAULT_LIMITS, ...this.#options.limits },
      },
      data,
    )
  }
}
