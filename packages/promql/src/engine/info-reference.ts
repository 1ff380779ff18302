import { childrenOf, typeOf, type Expr } from '../parser/ast.ts'

/** At which time `info` looks up its labels. */
export interface InfoReference {
  /** The time of `@`, in milliseconds. */
  readonly at: number | undefined
  readonly offset: number
  /** All selectors of the argument look at the same time; otherwise `info` looks at the time of the step. */
  readonly uniform: boolean
}

/** A time to look at: fixed by `@`, or shifted by an offset in milliseconds. */
interface Reference {
  readonly at: number | undefined
  readonly offset: number
}

/** The time that the selectors in the first argument of `info` look at. */
export function infoReference(argument: Expr): InfoReference {
  const found: Reference[] = []
  const everyBranch = collect(argument, [], found)
  const [first] = found
  if (!first) return { at: undefined, offset: 0, uniform: false }
  const uniform = everyBranch.complete && found.every((reference) => isSame(first, reference))
  return { ...first, uniform }
}

/** The reference that `info` uses: none where selectors differ. */
export function effectiveReference(argument: Expr): Reference {
  const { at, offset, uniform } = infoReference(argument)
  return uniform ? { at, offset } : { at: undefined, offset: 0 }
}

/** Whether two references look at the same time at every step. */
function isSame(a: Reference, b: Reference): boolean {
  if (a.at === undefined || b.at === undefined)
    return a.at === undefined && b.at === undefined && a.offset === b.offset
  return a.at - a.offset === b.at - b.offset
}

/** Collects the references of all selectors; `complete` if no branch with a vector is without one. */
function collect(
  expr: Expr,
  path: readonly Expr[],
  found: Reference[],
): { hasSelector: boolean; complete: boolean } {
  const type = typeOf(expr)
  if (type !== 'vector' && type !== 'matrix') return { hasSelector: false, complete: true }
  if (expr.kind === 'vector') {
    found.push(referenceOf(expr, path))
    return { hasSelector: true, complete: true }
  }
  const inner = [...path, expr]
  const children =
    expr.kind === 'call' && expr.func.name === 'info' ? expr.args.slice(0, 1) : childrenOf(expr)
  const results = children.map((child) => collect(child, inner, found))
  const hasSelector = results.some((result) => result.hasSelector)
  return { hasSelector, complete: hasSelector && results.every(({ complete }) => complete) }
}

/** The reference of a selector, with the shifts of the subqueries around it up to the first `@`. */
function referenceOf(selector: Reference, path: readonly Expr[]): Reference {
  let { at, offset } = selector
  for (const expr of path.toReversed()) {
    if (at !== undefined) break
    if (expr.kind !== 'subquery') continue
    offset += expr.offset
    at = expr.at
  }
  return { at, offset }
}
