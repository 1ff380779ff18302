// Random series for the comparison of engines: [time in ms, value as text] as test scripts write values.

const MINUTE = 60_000

/** Series of all kinds: counters, gauges, classic and native histograms, with gaps, ends, resets and odd values. */
export function randomSeries(random) {
  const all = []
  for (const job of ['api', 'web'])
    for (const instance of ['0', '1', '2']) {
      const labels = { job, instance }
      all.push(...floats(random, labels), ...classic(random, labels), ...native(random, labels))
    }
  all.push(odd(random))
  return all.filter(({ samples }) => samples.length > 0)
}

function times(random) {
  const interval = random.pick([15_000, 30_000, MINUTE])
  const list = []
  let time = random.int(3) * interval
  const end = 40 * MINUTE
  while (time <= end) {
    if (!random.chance(0.05)) list.push(time + (random.chance(0.1) ? random.int(2000) : 0))
    if (random.chance(0.01)) time += 7 * MINUTE
    time += interval
  }
  return list
}

function withEnds(random, samples) {
  return samples.flatMap(([time, value]) =>
    random.chance(0.01) ? [[time, 'stale']] : [[time, value]],
  )
}

function counter(random) {
  let value = random.int(100)
  return () => {
    value = random.chance(0.02) ? 0 : value + random.pick([0, 1, 2, 5, 0.5, 10])
    return String(value)
  }
}

function gauge(random) {
  return () => {
    if (random.chance(0.02)) return random.pick(['NaN', '+Inf', '-Inf', '1e300', '0', '-0'])
    return String(Math.round((random.next() - 0.3) * 2000) / 16)
  }
}

function floats(random, labels) {
  const series = (name, make, extra = {}) => {
    const value = make(random)
    return {
      labels: { __name__: name, ...labels, ...extra },
      samples: withEnds(
        random,
        times(random).map((time) => [time, value()]),
      ),
    }
  }
  return [
    series('requests_total', counter, { code: '200' }),
    series('requests_total', counter, { code: random.pick(['404', '500']) }),
    series('temperature', gauge),
    series('limit', () => () => String(random.pick([10, 20, 64]))),
  ]
}

const BOUNDS = ['0.1', '0.5', '1', '5', '+Inf']

function classic(random, labels) {
  const counts = BOUNDS.map(() => 0)
  const rows = times(random).map((time) => {
    if (random.chance(0.02)) counts.fill(0)
    const at = random.int(BOUNDS.length)
    for (let i = at; i < BOUNDS.length; i++) counts[i] += random.int(5)
    if (random.chance(0.02)) counts[1] += 3
    return [time, counts.map(String)]
  })
  return BOUNDS.map((le, i) => ({
    labels: { __name__: 'latency_bucket', ...labels, le },
    samples: rows.map(([time, values]) => [time, values[i]]),
  }))
}

function native(random, labels) {
  return ['exponential', 'custom', 'gauge_histogram'].map((name) => {
    const make = histograms(random, name)
    return {
      labels: { __name__: name, ...labels },
      samples: withEnds(
        random,
        times(random).map((time) => [time, make()]),
      ),
    }
  })
}

function histograms(random, kind) {
  let counts = Array.from({ length: 4 }, () => 0)
  let schema = random.pick([0, 1, 2])
  let bounds = random.pick(['[1 2 5]', '[1 2 10]', '[1 5 10]'])
  return () => {
    if (random.chance(0.03)) {
      counts = counts.map(() => 0)
      schema = random.pick([0, 1, 3])
      if (random.chance(0.3)) bounds = random.pick(['[1 2 5]', '[0.5 2 5]'])
    }
    counts = counts.map((count) =>
      kind === 'gauge_histogram' ? random.int(9) : count + random.int(4),
    )
    const sum = counts.reduce((total, count, i) => total + count * (i + 0.5), 0)
    const zero = kind === 'custom' ? 0 : counts[0]
    const total = counts.reduce((all, count) => all + count, 0) + zero
    const buckets = `buckets:[${counts.join(' ')}]`
    if (kind === 'custom')
      return `{{schema:-53 sum:${sum} count:${total} custom_values:${bounds} ${buckets}}}`
    const hint = kind === 'gauge_histogram' ? ' counter_reset_hint:gauge' : ''
    const threshold = `z_bucket:${zero} z_bucket_w:${random.chance(0.05) ? 0.5 : 0.001}`
    return `{{schema:${schema} sum:${sum} count:${total} ${threshold} offset:-1 ${buckets}${hint}}}`
  }
}

/** A series that holds floats and histograms. */
function odd(random) {
  const make = histograms(random, 'exponential')
  const value = counter(random)
  return {
    labels: { __name__: 'mixed', job: 'api', instance: '0' },
    samples: times(random).map((time) => [time, random.chance(0.3) ? make() : value()]),
  }
}
