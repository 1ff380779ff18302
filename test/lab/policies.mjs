// The exported ValidatingAdmissionPolicies come to the verdict of the checks that they are made from.
import { lint, policies } from '../../packages/lint/src/index.ts'
import { apply, inLanes, kubectl } from './lab.mjs'
import { asServed, manifestOf } from './fixtures.mjs'
import { samples, workload } from './policy-samples.mjs'

const MADE = policies({ deny: null, practice: true, only: [], disabled: [], exempt: [] })
const CODES = new Set(
  MADE.flatMap(({ spec }) => spec.validations ?? []).map(
    ({ message }) => /\(([\w-]+)\)$/.exec(message)[1],
  ),
)

/** Only this tier's namespace, under names of its own, so that nobody else is warned. */
const narrowed = (namespace) =>
  MADE.map((each) => {
    const name = each.metadata.name.replace('unloop', namespace)
    const { policyName } = each.spec
    const selector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } }
    return {
      ...each,
      metadata: { name },
      spec:
        policyName === undefined
          ? each.spec
          : { ...each.spec, policyName: name, matchResources: { namespaceSelector: selector } },
    }
  })

export async function removePolicies(lab, namespace) {
  for (const { kind, metadata } of narrowed(namespace).reverse())
    await kubectl(lab, 'delete', kind, metadata.name, '--ignore-not-found').catch(() => '')
}

/** What the policies warn of, and what lint finds in the same object as the API server has it. */
async function compare(lab, { name, object }, namespace) {
  const { served, warnings } = await asServed(lab, object, namespace)
  if (served === null) return { name, taken: false }
  const { findings } = lint({
    manifests: [manifestOf(served)],
    problems: [],
    options: { completeness: 'partial', practice: true },
  })
  const checks = new Set(findings.map(({ code }) => code).filter((code) => CODES.has(code)))
  const told = new Set(warnings.flatMap((text) => /\(([\w-]+)\)$/.exec(text)?.[1] ?? []))
  return {
    name,
    taken: true,
    agreed: [...checks].filter((code) => told.has(code)),
    missing: [...checks].filter((code) => !told.has(code)),
    extra: [...told].filter((code) => !checks.has(code)),
  }
}

/** @returns {Promise<readonly (readonly [name: string, passed: boolean, detail: string])[]>} */
export async function checkPolicies(lab, namespace) {
  try {
    await apply(lab, { apiVersion: 'v1', kind: 'List', items: narrowed(namespace) })
    await takenUp(lab, namespace)
    const rows = (await inLanes(samples(), 4, (each) => compare(lab, each, namespace))).filter(
      ({ taken }) => taken,
    )
    const wrong = rows.flatMap(({ name, missing, extra }) => [
      ...missing.map((code) => `${name}: ${code} is not told`),
      ...extra.map((code) => `${name}: ${code} is told by the policy alone`),
    ])
    const agreed = rows.flatMap((row) => row.agreed)
    const kinds = new Set(agreed)
    const silent = [...CODES].filter((code) => !kinds.has(code))
    return [
      ...(await typesAreKnown(lab, namespace)),
      [
        `policies: ${agreed.length} verdicts of ${kinds.size} checks on ${rows.length} objects are those of lint`,
        wrong.length === 0 && rows.length > 200,
        wrong.slice(0, 20).join('\n       '),
      ],
      ['policies: each of their checks has a bad sample', silent.length === 0, silent.join(', ')],
    ]
  } finally {
    await removePolicies(lab, namespace)
  }
}

/** A policy counts some moments after it is stored: one object breaks a check of each. */
async function takenUp(lab, namespace) {
  const object = workload({ command: ['sleep 5'], env: [{ name: 'KEY', value: 'changeme' }] })
  for (let i = 0; i < 60; i++) {
    const { agreed = [] } = await compare(lab, { name: 'first', object }, namespace)
    const each = ['cmd-one-string', 'env-changeme', 'memory-limit-missing']
    if (each.every((code) => agreed.includes(code))) return
    await new Promise((done) => setTimeout(done, 500))
  }
}

async function typesAreKnown(lab, namespace) {
  const found = []
  for (const { kind, metadata } of narrowed(namespace)) {
    if (kind !== 'ValidatingAdmissionPolicy') continue
    const { status } = JSON.parse(await kubectl(lab, 'get', kind, metadata.name, '-o', 'json'))
    found.push(...(status?.typeChecking?.expressionWarnings ?? []))
  }
  return [
    [
      'policies: the type checker of the API server has nothing to say',
      found.length === 0,
      JSON.stringify(found).slice(0, 500),
    ],
  ]
}
