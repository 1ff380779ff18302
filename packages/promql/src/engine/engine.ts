import { documentedType } from '../parser/functions.data.ts'
import { typeOf, type Expr } from '../parser/ast.ts'
import { parseExpr } from '../parser/parser.ts'
import { quote } from '../numbers/quote.ts'
import type { Querier } from '../storage/querier.ts'
import { Annotations } from '../problems/annotations.ts'
import { Budget, type Clock } from './budget.ts'
import { QueryError } from '../problems/errors.ts'
import { Evaluator } from './evaluator.ts'
import { evaluateTopLevel } from './finish.ts'
import { gridOf } from '../samples/matrix.ts'
import { DEFAULT_OPTIONS, type EngineOptions } from './options.ts'
import { planQuery, type QueryTimes } from './plan.ts'
import type { QueryResponse } from './result.ts'
import { selectSeries } from './select-series.ts'

/** What is asked of one query alone. */
export interface QueryRequest {
  readonly query: string
  readonly querier: Querier
  /** Ends the query with an error of kind `canceled`. */
  readonly signal?: AbortSignal
  /** Milliseconds; instead of the engine's. */
  readonly lookbackDelta?: number
  /** Milliseconds; instead of the engine's, if it is less. */
  readonly timeout?: number
}

/** A query at one time. */
export interface InstantRequest extends QueryRequest {
  /** Milliseconds since 1970. */
  readonly time: number
}

/** A query at every step from `start` to `end`. */
export interface RangeRequest extends QueryRequest {
  /** Milliseconds since 1970; both ends included. */
  readonly start: number
  readonly end: number
  /** Milliseconds, above 0. */
  readonly step: number
}

/** Evaluates PromQL. It holds no state between queries. */
export class Engine {
  readonly options: EngineOptions
  readonly #now: Clock

  constructor(options: Partial<EngineOptions> = {}, now: Clock = () => performance.now()) {
    this.options = { ...DEFAULT_OPTIONS, ...options }
    this.#now = now
  }

  /**
   * The value of a query at one time. Throws ParseError for a query that is not valid and QueryError where it fails.
   */
  async instant(request: InstantRequest): Promise<QueryResponse> {
    const expr = parseExpr(request.query, this.options.parser)
    return this.#run(request, expr, { start: request.time, end: request.time, step: 0 })
  }

  /** The values of a query at several times. Throws as {@link instant} does. */
  async range(request: RangeRequest): Promise<QueryResponse> {
    const expr = parseExpr(request.query, this.options.parser)
    const type = typeOf(expr)
    if (type !== 'vector' && type !== 'scalar')
      throw new QueryError(
        `invalid expression type ${quote(documentedType(type))} for range query, must be Scalar or instant Vector`,
        'invalid',
      )
    return this.#run(request, expr, request)
  }

  /** Plans a query, selects all its series at once, and evaluates it at each step. */
  async #run(request: QueryRequest, parsed: Expr, times: QueryTimes): Promise<QueryResponse> {
    const options = this.#optionsOf(request)
    const { maxSamples, timeout } = options
    const budget = new Budget({ maxSamples, timeout, signal: request.signal, now: this.#now })
    budget.check('query execution')
    const annotations = new Annotations()
    const expr = planQuery(parsed, times)
    const selected = await selectSeries(request.querier, expr, { times, options })
    // An instant query has one step, whose length plays no part.
    const grid = gridOf(times.start, times.end, times.step || 1)
    const evaluator = new Evaluator({ options, budget, annotations, ...selected }, grid)
    const result = await evaluateTopLevel(evaluator, expr, times.step === 0)
    return {
      result,
      warnings: annotations.texts('warning', request.query),
      infos: annotations.texts('info', request.query),
      statistics: { totalQueryableSamples: budget.total, peakSamples: budget.peak },
    }
  }

  /** The engine's options with those of the request, which may only shorten the timeout. */
  #optionsOf({ lookbackDelta, timeout }: QueryRequest): EngineOptions {
    const own = this.options
    return {
      ...own,
      lookbackDelta: lookbackDelta || own.lookbackDelta,
      timeout: timeout && (own.timeout === 0 || timeout < own.timeout) ? timeout : own.timeout,
    }
  }
}
