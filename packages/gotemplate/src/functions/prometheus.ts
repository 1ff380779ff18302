import { escapeQuery } from '../builtins/escape.ts'
import { FunctionError } from '../errors.ts'
import { formatFloat } from '../format/float.ts'
import { sprint } from '../format/print.ts'
import { compareStrings } from '../text/utf8.ts'
import { DURATION, duration, time, TIME } from '../time/types.ts'
import { float, func, list, map, NIL_INTERFACE, string, stringMap, struct } from '../values/make.ts'
import { ANY, type GoType, pointerTo, STRING, STRING_MAP } from '../values/type.ts'
import type { FuncValue, Value } from '../values/value.ts'
import { parseDurationSeconds } from './duration.ts'
import { stripDomain, stripPort } from './host.ts'
import {
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
  secondsToMoment,
  toFloat,
} from './numbers.ts'
import { mapping, stringFunctions, textOf } from './strings.ts'

type Maybe = Value | undefined

/** One series of the answer to `query`. */
export interface QuerySample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/**
 * What functions of Prometheus' templates need beyond their arguments (template/template.go, NewTemplateExpander).
 */
export interface RuleFunctionOptions {
  /** Carries out an instant query at the evaluation's time. @throws {FunctionError} what the query reports */
  readonly query: (expression: string) => readonly QuerySample[]
  /** Seconds since 1970 of the evaluation. */
  readonly nowSeconds: number
  readonly externalUrl: string
}

// Type names appear in error texts (`%T`), so they are upstream's.
const SAMPLE: GoType = {
  kind: 'struct',
  name: 'template.sample',
  named: true,
  fields: [
    { name: 'Labels', type: STRING_MAP },
    { name: 'Value', type: ANY },
  ],
}
const SAMPLE_POINTER = pointerTo(SAMPLE)
const RESULT: GoType = {
  kind: 'slice',
  name: 'template.queryResult',
  named: true,
  element: SAMPLE_POINTER,
}

/** A sample as templates see it. `__value__` holds the value as text, which `strvalue` reads, as upstream does. */
function sampleValue(sample: QuerySample): Value {
  const labels = { ...sample.labels, __value__: formatFloat(sample.value, 'g') }
  const inner = struct(SAMPLE, {
    Labels: stringMap(Object.entries(labels), STRING_MAP),
    Value: float(sample.value),
  })
  return { kind: 'pointer', type: SAMPLE_POINTER, data: inner }
}

/** The samples of a query's result, none for other values. */
function samplesOf(value: Maybe): readonly Value[] {
  return value?.kind === 'slice' ? (value.data ?? []) : []
}

/** A field of a sample. @throws {FunctionError} for a nil sample, in the words that Go's panic gives */
function member(sample: Maybe, name: string): Maybe {
  const inner = sample?.kind === 'pointer' ? sample.data : undefined
  if (inner === undefined || inner === null)
    throw new FunctionError('runtime error: invalid memory address or nil pointer dereference')
  return inner.kind === 'struct' ? inner.data[name] : undefined
}

/** A label's value, empty if the series has none. */
function labelOf(sample: Maybe, name: string): string {
  const labels = member(sample, 'Labels')
  return labels?.kind === 'map' ? textOf(labels.data?.get(name)) : ''
}

/** The functions of Prometheus' rule templates beside the builtins. */
export function ruleFunctions(options: RuleFunctionOptions): ReadonlyMap<string, FuncValue> {
  return new Map<string, FuncValue>([
    ...stringFunctions({ titleKeepsCase: true }),
    ...queryFunctions(options),
    ...numberFunctions(options),
    [
      'args',
      func({ params: [ANY], variadic: true }, (args) =>
        map(args.map((arg, index) => [`arg${index}`, arg ?? NIL_INTERFACE])),
      ),
    ],
    ['graphLink', mapping((text) => `/graph?g0.expr=${escapeQuery(text)}&g0.tab=0`)],
    ['tableLink', mapping((text) => `/graph?g0.expr=${escapeQuery(text)}&g0.tab=1`)],
    ['stripPort', mapping(stripPort)],
    ['stripDomain', mapping(stripDomain)],
    ['urlQueryEscape', mapping(escapeQuery)],
    ['externalURL', func({ params: [] }, () => string(options.externalUrl))],
    ['pathPrefix', func({ params: [] }, () => string(pathOf(options.externalUrl)))],
  ])
}

/** The path of a URL, as `pathPrefix` gives it: what follows the host, without query and fragment. */
function pathOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? url
}

/** Functions over the results of queries. */
function queryFunctions(options: RuleFunctionOptions): readonly (readonly [string, FuncValue])[] {
  return [
    [
      'query',
      func({ params: [STRING] }, ([expression]) =>
        list(options.query(textOf(expression)).map(sampleValue), RESULT),
      ),
    ],
    [
      'first',
      func({ params: [RESULT] }, ([result]) => {
        const [first] = samplesOf(result)
        if (first !== undefined) return first
        throw new FunctionError('first() called on vector with no elements')
      }),
    ],
    [
      'label',
      func({ params: [STRING, SAMPLE_POINTER] }, ([name, sample]) =>
        string(labelOf(sample, textOf(name))),
      ),
    ],
    ['value', func({ params: [SAMPLE_POINTER] }, ([sample]) => member(sample, 'Value'))],
    [
      'strvalue',
      func({ params: [SAMPLE_POINTER] }, ([sample]) => string(labelOf(sample, '__value__'))),
    ],
    [
      'sortByLabel',
      func({ params: [STRING, RESULT] }, ([name, result]) => {
        const label = textOf(name)
        const order = (a: Value, b: Value): number =>
          compareStrings(labelOf(a, label), labelOf(b, label))
        return list(samplesOf(result).toSorted(order), RESULT)
      }),
    ],
  ]
}

/** Functions over numbers and times. */
function numberFunctions(options: RuleFunctionOptions): readonly (readonly [string, FuncValue])[] {
  const humanizer = (call: (value: Maybe) => string): FuncValue =>
    func({ params: [ANY] }, ([value]) => string(call(value)))
  return [
    ['humanize', humanizer(humanize)],
    ['humanize1024', humanizer(humanize1024)],
    ['humanizeDuration', humanizer(humanizeDuration)],
    ['humanizePercentage', humanizer(humanizePercentage)],
    ['humanizeTimestamp', humanizer(humanizeTimestamp)],
    [
      'toTime',
      func({ params: [ANY] }, ([value]) => ({
        kind: 'pointer',
        type: pointerTo(TIME),
        data: time(secondsToMoment(toFloat(value))),
      })),
    ],
    [
      'toDuration',
      func({ params: [ANY] }, ([value]) => ({
        kind: 'pointer',
        type: pointerTo(DURATION),
        data: duration(BigInt(Math.trunc(toFloat(value) * 1e9))),
      })),
    ],
    ['now', func({ params: [] }, () => float(options.nowSeconds))],
    [
      'parseDuration',
      func({ params: [STRING] }, ([text]) => float(parseDurationSeconds(textOf(text)))),
    ],
  ]
}

/** `humanizeTimestamp`: the time in UTC as Go prints it; NaN and infinities as numbers. */
function humanizeTimestamp(value: Maybe): string {
  const seconds = toFloat(value)
  if (!Number.isFinite(seconds)) return formatFloat(seconds, 'g', 4)
  return sprint([time(secondsToMoment(seconds))])
}
