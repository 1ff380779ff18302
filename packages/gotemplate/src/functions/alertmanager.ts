import { FunctionError } from '../errors.ts'
import { SAFE_URL } from '../html/content.ts'
import { formatLayout } from '../time/layout.ts'
import { type Moment, ZERO_MOMENT } from '../time/moment.ts'
import { parseLayout } from '../time/parse.ts'
import { duration, momentOf, time, TIME } from '../time/types.ts'
import { findZone } from '../time/zone.ts'
import { toJson } from '../json/json.ts'
import { func, list, map, NIL_INTERFACE, string, strings } from '../values/make.ts'
import { ANY, ANY_SLICE, STRING, STRINGS } from '../values/type.ts'
import type { FuncValue, Value } from '../values/value.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { humanizeDuration } from './numbers.ts'
import { mapping, stringFunctions, textOf } from './strings.ts'
import { unescapeQuery } from './url.ts'

type Maybe = Value | undefined

/** The elements of a list, none for other values: Go would have refused those by the type. */
function itemsOf(value: Maybe): readonly Value[] {
  return value?.kind === 'slice' || value?.kind === 'array' ? (value.data ?? []) : []
}

/** An argument that was nil, as an element of `[]any`. */
function orNil(value: Maybe): Value {
  return value ?? NIL_INTERFACE
}

/** `dict`: keys and values in turn. @throws {FunctionError} for an odd number, or a key that is no plain string */
function dict(values: readonly Maybe[]): Value {
  if (values.length % 2 !== 0) throw new FunctionError('dict requires an even number of arguments')
  const entries: [string, Value][] = []
  for (let at = 0; at < values.length; at += 2) {
    const key = values[at]
    if (key?.kind !== 'string' || key.type !== STRING)
      throw new FunctionError('dict keys must be strings')
    entries.push([key.data, orNil(values[at + 1])])
  }
  return map(entries)
}

/** `tz`: the moment in an IANA zone. @throws {FunctionError} in the words of `time.LoadLocation` */
function inZone(name: string, moment: Moment): Value {
  const zone = findZone(name)
  if (zone === undefined) throw new FunctionError(`unknown time zone ${name}`)
  return time({ ...moment, zone })
}

/** `toDate`: the zero time for a text that does not fit, where `mustToDate` fails. */
function lenientDate(layout: string, text: string): Moment {
  try {
    return parseLayout(layout, text)
  } catch (error) {
    if (error instanceof FunctionError) return ZERO_MOMENT
    throw error
  }
}

/**
 * The functions that Alertmanager's templates have beside the builtins.
 * @param now the clock of `now` and `since`
 */
export function alertmanagerFunctions(now: () => Moment): ReadonlyMap<string, FuncValue> {
  return new Map<string, FuncValue>([
    ...stringFunctions({ titleKeepsCase: false }),
    ...timeFunctions(now),
    ...collectionFunctions(),
    ['trimSpace', mapping((text) => text.trim())],
    [
      'join',
      func({ params: [STRING, STRINGS] }, ([separator, items]) =>
        string(itemsOf(items).map(textOf).join(textOf(separator))),
      ),
    ],
    ['safeUrl', func({ params: [STRING] }, ([text]) => string(textOf(text), SAFE_URL))],
    ['urlUnescape', mapping(unescapeQuery)],
    ['base64encode', mapping(encodeBase64)],
    ['base64decode', mapping(decodeBase64)],
    ['routeLabels', mapping(() => '')],
    ['toJson', func({ params: [ANY] }, ([value]) => string(toJson(value)))],
  ])
}

/** Functions that make lists and maps. */
function collectionFunctions(): readonly (readonly [string, FuncValue])[] {
  return [
    [
      'stringSlice',
      func({ params: [STRING], variadic: true }, (args) =>
        args.length === 0
          ? { kind: 'slice', type: STRINGS, data: null }
          : strings(args.map(textOf)),
      ),
    ],
    ['list', func({ params: [ANY], variadic: true }, (args) => list(args.map(orNil)))],
    [
      'append',
      func({ params: [ANY_SLICE, ANY], variadic: true }, ([items, ...more]) =>
        list([...itemsOf(items), ...more.map(orNil)]),
      ),
    ],
    ['dict', func({ params: [ANY], variadic: true }, dict)],
  ]
}

/** Functions of time; the names follow template.go of Alertmanager. */
function timeFunctions(now: () => Moment): readonly (readonly [string, FuncValue])[] {
  return [
    [
      'date',
      func({ params: [STRING, TIME] }, ([layout, at]) =>
        string(formatLayout(momentOf(at), textOf(layout))),
      ),
    ],
    ['tz', func({ params: [STRING, TIME] }, ([name, at]) => inZone(textOf(name), momentOf(at)))],
    ['now', func({ params: [] }, () => time(now()))],
    ['since', func({ params: [TIME] }, ([at]) => duration(now().nanos - momentOf(at).nanos))],
    ['humanizeDuration', func({ params: [ANY] }, ([value]) => string(humanizeDuration(value)))],
    [
      'toDate',
      func({ params: [STRING, STRING] }, ([layout, text]) =>
        time(lenientDate(textOf(layout), textOf(text))),
      ),
    ],
    [
      'mustToDate',
      func({ params: [STRING, STRING] }, ([layout, text]) =>
        time(parseLayout(textOf(layout), textOf(text))),
      ),
    ],
  ]
}
