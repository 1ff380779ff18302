import { parseExpr } from '../parser/parser.ts'
import { prettify } from '../parser/prettify.ts'
import type { Expr } from '../parser/ast.ts'
import type { ApiContext, ApiRequest } from './context.ts'
import { describeExpr } from './describe-expr.ts'
import { jsonString, jsonValue } from './json.ts'
import { invalidParameter, success, type ApiResponse } from './response.ts'

/** `format_query`: a query over several lines. */
export function formatQuery(context: ApiContext, request: ApiRequest): ApiResponse {
  return success(jsonString(prettify(parse(context, request))))
}

/** `parse_query`: a query as a tree. */
export function parseQuery(context: ApiContext, request: ApiRequest): ApiResponse {
  return success(jsonValue(describeExpr(parse(context, request))))
}

/** Parses the `query` parameter. @throws {ApiError} of kind `bad_data` for what is no PromQL */
function parse({ engine }: ApiContext, { params }: ApiRequest): Expr {
  try {
    return parseExpr(params.get('query') ?? '', engine.options.parser)
  } catch (error) {
    throw invalidParameter('query', error instanceof Error ? error.message : String(error))
  }
}
