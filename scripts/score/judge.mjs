/** How a report is judged against a label: the same rules for every case. */
const same = (a, b) => String(a ?? '').toLowerCase() === String(b ?? '').toLowerCase()

const concerns = (incident, root) => {
  if (!root?.name) return true
  const pods = incident.pods ?? []
  const byPod =
    pods.some((pod) => pod === root.name || pod.startsWith(`${root.name}-`)) &&
    (!root.kind || same(root.kind, incident.workload.kind) || same(root.kind, 'Pod'))
  const container = !root.container || same(incident.container?.name, root.container)
  return (same(incident.workload?.name, root.name) || byPod) && container
}

/** Only the first three excerpts count, and none over 400 characters. */
const shown = (cause) =>
  (cause?.evidence ?? [])
    .slice(0, 3)
    .map(({ excerpt }) => String(excerpt ?? ''))
    .filter((text) => text.length >= 6 && text.length <= 400)

const PAIR = /"?(\w+)"?\s*[:=]\s*"?([^",}\s]+)"?/g
const spellings = (text) =>
  [text, text.replace(PAIR, '"$1": $2'), text.replace(PAIR, '"$1": "$2"')].flatMap((one) => [
    one,
    one.replace(/"Exit Code"|Exit Code/gi, 'exitCode'),
  ])

const cites = (cause, patterns) =>
  (patterns ?? []).length === 0 ||
  shown(cause).some((text) =>
    patterns.some((pattern) => spellings(text).some((one) => new RegExp(pattern, 'i').test(one))),
  )

const citesLine = (cause, line) => {
  const wanted = (line ?? '').trim()
  return shown(cause).some((text) => {
    const got = text.trim()
    return (
      got.length >= 12 &&
      wanted &&
      (got.includes(wanted.slice(0, 60)) || wanted.includes(got.slice(0, 60)))
    )
  })
}

export const judgeCase = ({ label, kind }, report) => {
  const { incidents } = report
  if (label.category === 'healthy' || label.category === 'other-waiting') {
    const alarms = incidents.filter((one) =>
      label.category === 'healthy' ? one.kind !== 'not-ready' : one.kind === 'crash-loop',
    )
    return {
      negative: true,
      right: alarms.length === 0,
      got: incidents.map((one) => `${one.kind}:${one.causes[0]?.id}`).join(' '),
    }
  }
  const roots = label.roots?.length ? label.roots : [{ ...label.root, category: label.category }]
  const answers = roots.map((root) => answer(root, { label, kind, incidents }))
  return {
    negative: false,
    right: answers.every(({ hit }) => hit),
    cited: answers.every(({ hit, cited }) => hit && cited),
    // Where the evidence must not decide, a label names no decisive line: there is none to cite.
    named: kind !== 'text' || Boolean(label.evidence_line),
    confidences: answers.flatMap(({ top, hit }) =>
      top ? [{ p: top.confidence, hit, ...(top.basis ? { basis: top.basis.kind } : {}) }] : [],
    ),
    rules: answers.flatMap(({ top }) => top?.signature ?? []),
    got: answers.map(({ top }) => (top ? `${top.id}@${top.confidence}` : 'no incident')).join(' '),
    ...links(label, incidents, { roots, kind }),
  }
}

const answer = (root, { label, kind, incidents }) => {
  const accepted = new Set([
    root.category ?? label.category,
    ...(root.alsoAccept ?? label.alsoAccept ?? []),
  ])
  const found = kind === 'text' ? incidents[0] : incidents.find((one) => concerns(one, root))
  const top = found?.causes[0]
  const hit = Boolean(top) && accepted.has(top.id)
  const cited =
    kind === 'text'
      ? citesLine(top, label.evidence_line)
      : cites(top, root.decisive ?? label.decisive)
  return { top, hit, cited }
}

const links = (label, incidents, { roots, kind }) => {
  const victims = label.victims ?? []
  const root = incidents.find((one) => concerns(one, roots[0]))
  const linked = victims.filter((name) =>
    incidents.some(
      (one) => same(one.workload.name, name) && one.victimOf && one.victimOf === root?.id,
    ),
  )
  const known = [...roots.map(({ name }) => name), ...victims].filter(Boolean)
  const isKnown = (one) =>
    known.some(
      (name) => same(one.workload.name, name) || one.pods.some((pod) => pod.startsWith(name)),
    )
  return {
    victims: { want: victims.length, got: linked.length },
    extra:
      kind === 'text'
        ? 0
        : incidents.filter((one) => one.kind === 'crash-loop' && !isKnown(one)).length,
    falseLinks:
      kind === 'text'
        ? 0
        : incidents.filter(
            (one) =>
              one.victimOf &&
              ![...victims, ...roots.map(({ name }) => name)].some((name) =>
                same(one.workload.name, name),
              ),
          ).length,
  }
}

export const summarise = (rows) => {
  const positives = rows.filter(({ negative }) => !negative)
  const negatives = rows.filter(({ negative }) => negative)
  const named = positives.filter((row) => row.named)
  const pairs = positives.flatMap(({ confidences }) => confidences)
  const share = (part, of) => ({ part, of, share: of ? part / of : null })
  return {
    cases: rows.length,
    top1: share(positives.filter(({ right }) => right).length, positives.length),
    cited: share(named.filter(({ cited }) => cited).length, named.length),
    falseAlarms: share(negatives.filter(({ right }) => !right).length, negatives.length),
    victims: share(
      sum(positives, (row) => row.victims.got),
      sum(positives, (row) => row.victims.want),
    ),
    confidentlyWrong: share(pairs.filter(({ p, hit }) => p >= 0.8 && !hit).length, pairs.length),
    extra: sum(positives, (row) => row.extra),
    falseLinks: sum(positives, (row) => row.falseLinks),
    brier: brier(pairs),
    brierOfConstant: brierOfConstant(pairs),
    ece: ece(pairs),
  }
}

const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0)
const brier = (pairs) =>
  pairs.length ? sum(pairs, ({ p, hit }) => (p - Number(hit)) ** 2) / pairs.length : null

const brierOfConstant = (pairs) => {
  const rate = pairs.filter(({ hit }) => hit).length / pairs.length
  return pairs.length ? rate * (1 - rate) : null
}

const ece = (pairs) => {
  const bins = Map.groupBy(pairs, ({ p }) => Math.min(9, Math.floor(p * 10)))
  const gaps = [...bins.values()].map((bin) =>
    Math.abs(sum(bin, ({ p }) => p) - sum(bin, ({ hit }) => Number(hit))),
  )
  return pairs.length ? gaps.reduce((a, b) => a + b, 0) / pairs.length : null
}
