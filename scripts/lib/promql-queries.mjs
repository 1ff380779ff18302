// Random queries that are well typed.

const FLOAT_METRICS = ['requests_total', 'temperature', 'limit', 'latency_bucket']
const HISTOGRAM_METRICS = ['exponential', 'custom', 'gauge_histogram', 'mixed']
const LABELS = ['job', 'instance', 'code', 'le']
const RANGE_FUNCTIONS = [
  ...['rate', 'increase', 'delta', 'irate', 'idelta', 'changes', 'resets', 'deriv'],
  ...['avg_over_time', 'sum_over_time', 'min_over_time', 'max_over_time', 'count_over_time'],
  ...['stddev_over_time', 'stdvar_over_time', 'last_over_time', 'first_over_time'],
  ...['present_over_time', 'absent_over_time', 'mad_over_time', 'ts_of_max_over_time'],
  ...['ts_of_min_over_time', 'ts_of_last_over_time', 'ts_of_first_over_time'],
]
const MATH = [
  ...['abs', 'ceil', 'floor', 'exp', 'sqrt', 'ln', 'log2', 'log10', 'sgn', 'sin', 'cos', 'tan'],
  ...['asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'rad', 'deg'],
  ...['hour', 'minute', 'month', 'year', 'day_of_week', 'day_of_month', 'day_of_year'],
  ...['days_in_month', 'timestamp', 'absent', 'histogram_count', 'histogram_sum'],
  ...['histogram_avg', 'histogram_stddev', 'histogram_stdvar', 'round'],
]
const AGGREGATIONS = ['sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar']
const ARITHMETIC = ['+', '-', '*', '/', '%', '^', 'atan2']
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=']
const DURATIONS = ['30s', '1m', '90s', '2m', '5m', '7m', '(2m+30s)', '(1m*3)']

/** A random query of a type that has a value at every step. */
export function randomQuery(random) {
  return new Generator(random).vectorOrScalar(1 + random.int(4))
}

class Generator {
  constructor(random) {
    this.random = random
  }

  vectorOrScalar(depth) {
    return this.random.chance(0.07) ? this.scalar(depth) : this.vector(depth)
  }

  matchers() {
    const { random } = this
    const count = random.pick([0, 0, 0, 1, 1, 2])
    const one = () =>
      random.pick([
        'job="api"',
        'job!="api"',
        'instance=~"0|1"',
        'instance!~"2.*"',
        'code=~"4..|5.."',
        'code=""',
        'le!="+Inf"',
        'job=~".*b"',
      ])
    return count === 0 ? '' : `{${Array.from({ length: count }, one).join(',')}}`
  }

  modifiers() {
    const { random } = this
    const offset = random.chance(0.1)
      ? ` offset ${random.pick(['1m', '5m', '-2m', '(1m+30s)', '30s'])}`
      : ''
    const at = random.chance(0.07)
      ? ` @ ${random.pick(['600', '1200.5', 'start()', 'end()', '1800'])}`
      : ''
    return random.chance(0.5) ? offset + at : at + offset
  }

  selector() {
    const { random } = this
    const metric = random.pick(random.chance(0.65) ? FLOAT_METRICS : HISTOGRAM_METRICS)
    if (random.chance(0.05)) return `{__name__=~"requests.*|temp.*"}${this.modifiers()}`
    return metric + this.matchers() + this.modifiers()
  }

  range(depth) {
    const { random } = this
    const width = random.pick(DURATIONS)
    if (random.chance(0.25) && depth > 0) {
      const step = random.pick(['', '30s', '1m', '45s', '2m'])
      return `(${this.vector(depth - 1)})[${random.pick(['3m', '5m', '10m'])}:${step}]${this.modifiers()}`
    }
    const metric = random.pick(random.chance(0.65) ? FLOAT_METRICS : HISTOGRAM_METRICS)
    return `${metric}${this.matchers()}[${width}]${this.modifiers()}`
  }

  scalar(depth) {
    const { random } = this
    const number = random.pick(['0', '1', '2.5', '-3', '0.5', 'NaN', 'Inf', '100', '1e3', '0x1F'])
    if (depth <= 0) return number
    return random.pick([
      () => number,
      () => number,
      () => 'time()',
      () => 'pi()',
      () => `scalar(${this.vector(depth - 1)})`,
      () => `(${this.scalar(depth - 1)} ${random.pick(ARITHMETIC)} ${this.scalar(depth - 1)})`,
      () =>
        `(${this.scalar(depth - 1)} ${random.pick(COMPARISONS)} bool ${this.scalar(depth - 1)})`,
      () => `-${number}`,
    ])()
  }

  vector(depth) {
    const { random } = this
    if (depth <= 0) return this.selector()
    const inner = () => this.vector(depth - 1)
    return random.pick([
      () => this.selector(),
      () => this.rangeCall(depth),
      () => this.rangeCall(depth),
      () => this.rangeCall(depth),
      () => `${random.pick(MATH)}(${inner()})`,
      () => this.aggregation(depth),
      () => this.aggregation(depth),
      () => this.binary(depth),
      () => this.binary(depth),
      () => this.binary(depth),
      () => `(${inner()})`,
      () => `-${random.pick([this.selector(), `(${inner()})`])}`,
      () => this.labelCall(depth),
      () => this.otherCall(depth),
    ])()
  }

  rangeCall(depth) {
    const { random } = this
    if (random.chance(0.15))
      return random.pick([
        () => `quantile_over_time(${this.scalar(depth - 1)}, ${this.range(depth - 1)})`,
        () => `predict_linear(${this.range(depth - 1)}, ${this.scalar(depth - 1)})`,
        () => `double_exponential_smoothing(${this.range(depth - 1)}, 0.3, 0.6)`,
      ])()
    return `${random.pick(RANGE_FUNCTIONS)}(${this.range(depth - 1)})`
  }

  grouping() {
    const { random } = this
    if (random.chance(0.3)) return ''
    const labels = LABELS.filter(() => random.chance(0.4))
    return ` ${random.pick(['by', 'without'])} (${labels.join(', ')}) `
  }

  aggregation(depth) {
    const { random } = this
    const inner = this.vector(depth - 1)
    const grouping = this.grouping()
    if (random.chance(0.75)) return `${random.pick(AGGREGATIONS)}${grouping}(${inner})`
    return random.pick([
      () => `topk${grouping}(${random.pick(['1', '2', '3'])}, ${inner})`,
      () => `bottomk${grouping}(${random.pick(['1', '2', '5'])}, ${inner})`,
      () => `quantile${grouping}(${this.scalar(depth - 1)}, ${inner})`,
      () => `count_values${grouping}("value", ${inner})`,
      () => `limitk${grouping}(2, ${inner})`,
      () => `limit_ratio${grouping}(${random.pick(['0.5', '-0.5', '0.3'])}, ${inner})`,
    ])()
  }

  matching() {
    const { random } = this
    const labels = ['job', 'instance', 'code', 'le'].filter(() => random.chance(0.5))
    const join = random.pick(['', '', `on(${labels.join(',')})`, `ignoring(${labels.join(',')})`])
    if (join === '' || random.chance(0.7)) return join
    return `${join} ${random.pick(['group_left', 'group_right', 'group_left(code)'])}`
  }

  binary(depth) {
    const { random } = this
    const inner = () => `(${this.vector(depth - 1)})`
    if (random.chance(0.2)) {
      const join = this.matching().replace(/ group_.*/, '')
      return `${inner()} ${random.pick(['and', 'or', 'unless'])} ${join} ${inner()}`
    }
    const compares = random.chance(0.35)
    const operator = compares
      ? random.pick(COMPARISONS) + random.pick(['', '', ' bool'])
      : random.pick([...ARITHMETIC, ...ARITHMETIC, '</', '>/'])
    if (random.chance(0.5)) {
      const sides = [inner(), this.scalar(depth - 1)]
      return (random.chance(0.7) ? sides : sides.reverse()).join(` ${operator} `)
    }
    return `${inner()} ${operator} ${this.matching()} ${inner()}`
  }

  labelCall(depth) {
    const { random } = this
    const inner = this.vector(depth - 1)
    return random.pick([
      `label_replace(${inner}, "to", "$1-x", "${random.pick(LABELS)}", "(.*)")`,
      `label_replace(${inner}, "${random.pick(['job', '__name__'])}", "n$1", "instance", "([01])")`,
      `label_join(${inner}, "${random.pick(['to', 'job'])}", "-", "job", "instance")`,
    ])
  }

  otherCall(depth) {
    const { random } = this
    const inner = () => this.vector(depth - 1)
    return random.pick([
      () => `clamp(${inner()}, ${this.scalar(depth - 1)}, ${this.scalar(depth - 1)})`,
      () => `clamp_min(${inner()}, ${this.scalar(depth - 1)})`,
      () => `clamp_max(${inner()}, ${this.scalar(depth - 1)})`,
      () => `round(${inner()}, ${random.pick(['0.5', '10', '3'])})`,
      () => `vector(${this.scalar(depth - 1)})`,
      () =>
        `histogram_quantile(${random.pick(['0.5', '0.9', '0', '1', '0.99', '1.2'])}, ${inner()})`,
      () => `histogram_quantile(0.9, sum by (le, job) (rate(latency_bucket[5m])))`,
      () =>
        `histogram_fraction(${random.pick(['0', '-Inf', '0.3'])}, ${random.pick(['1', '+Inf', '3'])}, ${inner()})`,
      () => `sort(${inner()})`,
      () => `sort_desc(${inner()})`,
      () => `sort_by_label(${inner()}, "job", "instance")`,
      () => `histogram_quantiles(${inner()}, "q", 0.5, 0.9)`,
    ])()
  }
}

const PIECES = [
  ...[
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '@',
    '=',
    '=~',
    '!',
    '"',
    "'",
    '$',
    '#',
    '.',
    '1',
    '5m',
    '0',
    '2h',
  ],
  ...[
    '+',
    '-',
    '*',
    '/',
    '==',
    '>',
    ' and ',
    ' or ',
    ' by ',
    ' on ',
    ' bool ',
    ' offset ',
    ' start() ',
  ],
  ...[
    ' sum ',
    ' rate',
    ' foo ',
    ' group_left ',
    'step()',
    'min_of(',
    '"\\\\x',
    ' fill(1) ',
    ' anchored ',
    'é',
  ],
]

/** A query with some pieces taken out, put in or doubled. */
export function mutated(random, query) {
  let text = query
  for (let i = 0; i <= random.int(3); i++) {
    const at = random.int(text.length + 1)
    const length = random.pick([0, 1, 1, 2, 5])
    const piece = random.chance(0.6) ? random.pick(PIECES) : ''
    text = text.slice(0, at) + piece + text.slice(at + length)
  }
  return text
}
