export { escapeHtml, escapeQuery } from './builtins/escape.ts'
export { FunctionError, TemplateError } from './errors.ts'
export { DEFAULT_LIMITS, type Limits } from './exec/limits.ts'
export { formatFloat } from './format/float.ts'
export { sprintf } from './format/print.ts'
export { alertmanagerFunctions } from './functions/alertmanager.ts'
export { durationMs } from './functions/duration.ts'
export {
  type QuerySample,
  ruleFunctions,
  type RuleFunctionOptions,
} from './functions/prometheus.ts'
export { compileRegexp, quoteMeta, type Regexp } from './regexp/regexp.ts'
export { Templates, type TemplateOptions } from './template.ts'
export { quote, unquote } from './text/quote.ts'
export { byteLength, compareStrings, fromBytes, runes, toBytes } from './text/utf8.ts'
export { formatDuration } from './time/duration.ts'
export { formatLayout } from './time/layout.ts'
export { civil, fromMilliseconds, type Moment, parseRfc3339, ZERO_MOMENT } from './time/moment.ts'
export { momentOf, time, TIME } from './time/types.ts'
export { findZone, UTC, type Zone } from './time/zone.ts'
export { jsonNumber, jsonString, toJson } from './json/json.ts'
export {
  bool,
  float,
  func,
  int,
  list,
  map,
  string,
  stringMap,
  strings,
  struct,
} from './values/make.ts'
export {
  ANY,
  type GoType,
  mapOf,
  type Method,
  pointerTo,
  sliceOf,
  STRING,
  STRING_MAP,
  STRINGS,
} from './values/type.ts'
export type { FuncValue, MapValue, Value } from './values/value.ts'
