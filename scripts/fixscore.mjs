// Scores the fix plans of cases whose fix is in the cluster: does the first plan change what the label (or the fix that was
// tried) changes, and does its patch apply to the recorded objects?
//   npm run fixscore [-- --only PREFIX] [--set corpus|cases]
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { diagnose } from '../packages/engine/src/index.ts'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import { applyPatch, diffFields } from '../packages/remedy/src/index.ts'
import { casesIn, snapshotOf } from './score/cases.mjs'
import { incidentOf } from './score/fixes.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const argv = process.argv.slice(2)
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined)
const IN_CLUSTER = new Set(['manifest', 'config', 'rbac'])

const cases = casesIn(root)
  .filter(({ kind, set }) => kind === 'dump' && (option('--set') ?? 'corpus') === set)
  .filter(({ name }) => name.startsWith(option('--only') ?? ''))
  .filter(({ label }) => IN_CLUSTER.has(label.fix?.where))

const HEALTHY = 'healthy'
const rows = cases.filter(({ label }) => label.category !== HEALTHY).map(scoreOne)
/** A case whose label names no field, and that has no fix that was tried, can only tell whether there is a plan. */
const judged = rows.filter(({ isJudged }) => isJudged)
const planned = rows.filter(({ plan }) => plan !== 'none')
for (const { name, plan, right, applies, isJudged, why } of rows)
  console.log(
    `${!isJudged ? '?    ' : right ? 'right' : 'WRONG'} ${applies ? 'applies ' : 'MISFIT  '} ${name.padEnd(42)} ${plan}${why ? `: ${why}` : ''}`,
  )
const share = (of, test) => {
  const part = of.filter(test).length
  return `${part} of ${of.length} (${((100 * part) / Math.max(1, of.length)).toFixed(1)} %)`
}
console.log(`neither a change nor commands: ${share(rows, ({ isEmpty }) => isEmpty)}`)
console.log(`there is a plan that changes an object: ${share(rows, ({ plan }) => plan !== 'none')}`)
console.log(`the first plan changes the right field: ${share(judged, ({ right }) => right)}`)
console.log(
  `its patch applies to the recorded objects: ${share(planned, ({ applies }) => applies)}`,
)

function scoreOne(one) {
  const wanted = wantedOf(one)
  const isJudged = wanted.length > 0

  const report = diagnose(snapshotOf(one), {
    generatedAt: '2026-01-01T00:00:00Z',
    knowledge: KNOWLEDGE,
  })
  const incident = incidentOf(report, one.label)
  const fix = incident?.fixes.find(
    ({ patch, create, temporary }) => !temporary && (patch || create?.length),
  )
  const isEmpty = !incident?.fixes.some(
    ({ patch, commands, temporary }) => !temporary && (patch || commands.length > 0),
  )
  const plan = fix?.id ?? 'none'
  if (!fix)
    return {
      name: one.name,
      plan,
      right: false,
      applies: false,
      isJudged,
      isEmpty,
      why: 'no plan changes an object',
    }
  const objects = recorded(one)
  const made = changesOf(fix, objects)
  if (made.misfit)
    return { name: one.name, plan, right: false, applies: false, isJudged, why: made.misfit }
  const right = made.changes.some((change) => wanted.some((each) => touches(change, each)))
  const why = right
    ? ''
    : `changes ${made.changes.map(words).join(', ')}; wanted ${wanted.map(words).join(', ')}`
  return {
    name: one.name,
    plan,
    right,
    applies: true,
    isJudged,
    why: isJudged ? why.slice(0, 400) : '',
  }
}

function recorded(one) {
  const { items } = JSON.parse(readFileSync(join(one.path, 'dump', 'objects.json'), 'utf8'))
  return items
}

function find(objects, { kind, namespace, name }) {
  return objects.find(
    (object) =>
      object.kind === kind &&
      object.metadata.name === name &&
      (object.metadata.namespace ?? '') === (namespace ?? ''),
  )
}

/** What the plan makes of the recorded objects, field by field. */
function changesOf({ patch, create = [], also = [] }, objects) {
  const created = []
  for (const object of create) {
    const there = find(objects, { kind: object.kind, ...object.metadata })
    if (there) return { misfit: `${object.kind} ${object.metadata.name} is there already` }
    created.push(...diffFields({}, object).map((change) => ({ ...change, of: object })))
  }
  const changes = [...created]
  for (const each of patch ? [...also, patch] : also) {
    const object = find(objects, each.target)
    if (!object) return { misfit: `${each.target.kind} ${each.target.name} is not there` }
    const result = applyPatch(object, each)
    if (result.kind === 'misfit') return { misfit: result.why }
    const made = diffFields(normal(object), normal(result.object))
    if (made.length === 0) return { misfit: 'the patch changes nothing' }
    changes.push(...made.map((change) => ({ ...change, of: object })))
  }
  return { changes }
}

/** The field that the label names, else the fields that the fix that was tried changes. */
function wantedOf(one) {
  const path = one.label.fix.path
  return path ? [{ label: path }] : triedChanges(one)
}

function triedChanges(one) {
  const after = documents(join(one.path, 'fixed.yaml'))
  const broken = join(one.path, 'broken.yaml')
  const updates = existsSync(broken) ? documents(broken) : []
  const before = [...updates, ...documents(join(one.path, 'manifest.yaml'))]
  return after.flatMap((object) => {
    const old = before.find(
      (each) => each.kind === object.kind && each.metadata.name === object.metadata.name,
    )
    return diffFields(normal(old ?? {}), normal(object)).map((change) => ({
      ...change,
      of: object,
    }))
  })
}

function documents(path) {
  if (!existsSync(path)) return []
  return parseAllDocuments(readFileSync(path, 'utf8'))
    .map((document) => document.toJS())
    .filter((value) => value?.kind)
}

/** `stringData` is written, `data` is stored. */
function normal({ stringData, ...object }) {
  return stringData ? { ...object, data: { ...object.data, ...stringData } } : object
}

function touches(change, wanted) {
  if (wanted.label !== undefined) return labelPath(wanted.label, change)
  const same =
    change.of.kind === wanted.of.kind && change.of.metadata.name === wanted.of.metadata.name
  return same && (starts(change.path, wanted.path) || starts(wanted.path, change.path))
}

function starts(path, head) {
  return head.every((part, index) => part === path[index])
}

/** A label writes `containers[0].env[NAME].value`, `data.nginx.conf`; a change knows items by their key. */
function labelPath(label, { path, of }) {
  const own = path.map((part, depth) => indexed(part, path.slice(0, depth), of))
  const wanted = label.replace(/^stringData/, 'data')
  return own.some((_, length) => {
    const spellings = own
      .slice(0, length + 1)
      .reduce(
        (all, options) => all.flatMap((head) => options.map((each) => `${head}.${each}`)),
        [''],
      )
      .map((each) => each.slice(1))
    const isWhole = length === own.length - 1
    // One item of a list is not the whole list.
    const above =
      own[length].length > 1 ? spellings.filter((each) => each.endsWith(']')) : spellings
    return spellings.some(
      (each) =>
        each === wanted ||
        (isWhole &&
          above.includes(each) &&
          (wanted.startsWith(`${each}.`) || wanted.startsWith(`${each}[`))),
    )
  })
}

/** `env[name=A]` is also `env[0]`, `env[A]` and `env`. */
function indexed(part, above, of) {
  const [, field, key, name] = /^(.*)\[(.*?)=(.*)\]$/s.exec(part) ?? []
  if (field === undefined) return [part]
  const list = [...above, field].reduce(step, of)
  const index = Array.isArray(list) ? list.findIndex((item) => String(item[key]) === name) : -1
  return [field, `${field}[${name}]`, ...(index >= 0 ? [`${field}[${index}]`] : [])]
}

function step(value, part) {
  const [, field, key, name] = /^(.*)\[(.*?)=(.*)\]$/s.exec(part) ?? []
  if (field === undefined) return value?.[part]
  return value?.[field]?.find((item) => String(item[key]) === name)
}

function words({ label, of, path }) {
  return label ?? `${of.kind}/${of.metadata.name} ${path.join('.')}`
}
