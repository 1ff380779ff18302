// What the API server adds to an object is no mistake of its author.
import { lint } from '../../packages/lint/src/index.ts'
import { withoutServerDefaults } from '../../packages/admission/src/admission/without-server-defaults.ts'
import { asServed, fixtures, manifestOf } from './fixtures.mjs'
import { inLanes } from './lab.mjs'

/** The default itself is what is told: one replica at the least. */
const MEANT = new Set(['hpa-min-below-two'])

const codesOf = (object) =>
  lint({
    manifests: [manifestOf(object)],
    problems: [],
    options: { completeness: 'partial', practice: true },
  }).findings.map(({ code }) => code)

/** @returns {Promise<readonly (readonly [name: string, passed: boolean, detail: string])[]>} */
export async function checkDefaults(lab, namespace) {
  const rows = await inLanes(fixtures(), 4, async ({ name, object }) => {
    const { given, served } = await asServed(lab, object, namespace)
    if (served === null) return null
    const known = new Set(codesOf(given))
    const added = codesOf(withoutServerDefaults(served, namespace)).filter(
      (code) => !known.has(code) && !MEANT.has(code),
    )
    return added.map((code) => `${name}: ${code}`)
  })
  const taken = rows.filter((row) => row !== null)
  const added = taken.flat()
  return [
    [
      `defaults: on ${taken.length} objects nothing is told for what the API server added`,
      added.length === 0 && taken.length > 400,
      added.slice(0, 20).join('\n       '),
    ],
  ]
}
