/** The types of PromQL's values. */
export type ValueType = 'none' | 'scalar' | 'string' | 'vector' | 'matrix'

/** What a function takes and gives (prometheus/promql/parser/functions.go). */
export interface FunctionSignature {
  readonly name: string
  readonly args: readonly ValueType[]
  /** How many more arguments of the last type may follow, or be left out: −1 for any number. */
  readonly variadic: number
  readonly returns: ValueType
  readonly experimental: boolean
}

type Extra = Partial<Pick<FunctionSignature, 'variadic' | 'returns' | 'experimental'>>

const TYPES: Readonly<Record<string, ValueType>> = {
  v: 'vector',
  m: 'matrix',
  s: 'scalar',
  t: 'string',
}

/** `args` is a letter an argument: v(ector), m(atrix), s(calar), t(ext). */
function signature(name: string, args: string, extra: Extra = {}): [string, FunctionSignature] {
  const types = Array.from(args, (letter) => TYPES[letter] ?? 'none')
  return [
    name,
    { name, args: types, variadic: 0, returns: 'vector', experimental: false, ...extra },
  ]
}

const all = (names: string, args: string, extra: Extra = {}) =>
  names.split(' ').map((name) => signature(name, args, extra))

const OPTIONAL = { variadic: 1 }
const EXPERIMENTAL = { experimental: true }
const SCALAR = { returns: 'scalar' } as const

/** All functions by name. */
export const FUNCTIONS: ReadonlyMap<string, FunctionSignature> = new Map([
  ...all('abs absent ceil exp floor ln log2 log10 sgn sort sort_desc sqrt timestamp', 'v'),
  ...all('acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh', 'v'),
  ...all('histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar', 'v'),
  ...all(
    'day_of_month day_of_week day_of_year days_in_month hour minute month year',
    'v',
    OPTIONAL,
  ),
  ...all('avg_over_time count_over_time first_over_time last_over_time max_over_time', 'm'),
  ...all('min_over_time present_over_time stddev_over_time stdvar_over_time sum_over_time', 'm'),
  ...all('absent_over_time changes delta deriv idelta increase irate rate resets', 'm'),
  ...all('mad_over_time ts_of_first_over_time ts_of_last_over_time', 'm', EXPERIMENTAL),
  ...all('ts_of_max_over_time ts_of_min_over_time', 'm', EXPERIMENTAL),
  signature('start_timestamp', 'v', EXPERIMENTAL),
  signature('clamp', 'vss'),
  ...all('clamp_max clamp_min', 'vs'),
  signature('round', 'vs', OPTIONAL),
  signature('scalar', 'v', SCALAR),
  signature('vector', 's'),
  ...all('pi time', '', SCALAR),
  ...all('start end range step', '', { ...SCALAR, ...EXPERIMENTAL }),
  ...all('min_of max_of', 'ss', { ...SCALAR, ...EXPERIMENTAL }),
  signature('histogram_fraction', 'ssv'),
  signature('histogram_quantile', 'sv'),
  signature('histogram_quantiles', 'vtss', { variadic: 9, ...EXPERIMENTAL }),
  signature('double_exponential_smoothing', 'mss', EXPERIMENTAL),
  signature('info', 'vv', { ...OPTIONAL, ...EXPERIMENTAL }),
  signature('label_replace', 'vtttt'),
  signature('label_join', 'vttt', { variadic: -1 }),
  signature('predict_linear', 'ms'),
  signature('quantile_over_time', 'sm'),
  ...all('sort_by_label sort_by_label_desc', 'vt', { variadic: -1, ...EXPERIMENTAL }),
])

/** How Prometheus's documentation names a type. */
export function documentedType(type: ValueType): string {
  switch (type) {
    case 'vector':
      return 'instant vector'
    case 'matrix':
      return 'range vector'
    case 'none':
    case 'scalar':
    case 'string':
      return type
  }
}

/**
 * Functions whose result can change with the evaluation time although their arguments do not
 * (AtModifierUnsafeFunctions).
 */
export const TIME_DEPENDENT: ReadonlySet<string> = new Set([
  ...['days_in_month', 'day_of_month', 'day_of_week', 'day_of_year', 'end', 'hour', 'minute'],
  ...['month', 'year', 'predict_linear', 'range', 'start', 'step', 'time', 'timestamp'],
])
