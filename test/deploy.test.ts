import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'

const root = join(import.meta.dirname, '..')
const manifest = join(root, 'deploy', 'server.yaml')

interface Manifest {
  readonly kind: string
  readonly rules?: readonly { readonly resources: readonly string[]; readonly verbs: string[] }[]
}

const documents = (file: string) =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest)

const agent = join(root, 'deploy', 'agent.yaml')

it.each([manifest, agent])(
  '%s has nothing that lint would stop',
  (file) => {
    const main = join(root, 'packages', 'cli', 'src', 'main.ts')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', main, 'lint', '--fail-on', 'may-crash', file],
      { encoding: 'utf8' },
    )
    expect([status, stdout + stderr]).toEqual([0, expect.any(String)])
  },
  120_000,
)

it.each([
  [manifest, 'unloop-server'],
  [agent, 'unloop-agent'],
])('%s may read what a diagnosis reads, watch what is watched, and change nothing', (own, role) => {
  const rulesOf = (file: string, name: string) =>
    documents(file)
      .filter(({ kind, ...rest }) => kind === 'ClusterRole' && JSON.stringify(rest).includes(name))
      .flatMap(({ rules = [] }) => rules)
  const rules = rulesOf(own, role)
  const may = (verb: string) =>
    new Set(rules.filter(({ verbs }) => verbs.includes(verb)).flatMap(({ resources }) => resources))
  const reader = rulesOf(join(root, 'deploy', 'clusterrole.yaml'), '"unloop-reader"')
  for (const resource of reader.flatMap(({ resources }) => resources))
    expect(may('list').has(resource) || may('get').has(resource), resource).toBe(true)
  for (const watched of ['pods', 'events', 'configmaps', 'deployments', 'jobs', 'endpointslices'])
    expect(may('watch')).toContain(watched)
  expect(rules.flatMap(({ verbs }) => verbs).every((verb) => /^(get|list|watch)$/.test(verb))).toBe(
    true,
  )
  expect(rules.flatMap(({ resources }) => resources)).not.toContain('secrets')
})

const hasHelm = spawnSync('helm', ['version']).status === 0

it('the chart renders to the same objects', ({ skip }) => {
  if (!hasHelm) skip('helm is not installed')
  const chart = join(root, 'deploy', 'helm', 'unloop')
  const rendered = execFileSync(
    'helm',
    ['template', 'unloop', chart, '-n', 'unloop', '--set', 'tokens.secretName=unloop-tokens'],
    { encoding: 'utf8' },
  )
  const made = parseAllDocuments(rendered).map((document) => document.toJS() as Manifest)
  // Helm sorts the keys of what stands in values; the chart's objects carry one label more.
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== 'app.kubernetes.io/instance')
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, inner]) => [key, sorted(inner)]),
    )
  }
  const without = (value: unknown): string => JSON.stringify(sorted(value))
  const keyed = (list: readonly Manifest[]) => list.map(without).toSorted()
  expect(keyed(made)).toEqual(keyed(documents(manifest)))
})
