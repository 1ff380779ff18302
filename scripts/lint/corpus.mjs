// The share of recorded crashes that lint would have prevented: their manifests linted as they were deployed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/workspace.mjs'
import { CATALOGUE } from '../../packages/engine/src/catalogue.ts'
import { lintFiles } from './fixtures.mjs'

const corpus = join(root, 'test', 'corpus')

/** Others are in the image's code, in data, in credentials or in the cluster. */
const isInManifest = (cause) => CATALOGUE[cause]?.isInManifest === true

export function corpusScore() {
  const causes = new Map()
  const unseen = []
  for (const name of readdirSync(corpus).sort()) {
    const folder = join(corpus, name)
    if (!existsSync(join(folder, 'label.json'))) continue
    const label = JSON.parse(readFileSync(join(folder, 'label.json'), 'utf8'))
    const file = ['broken.yaml', 'manifest.yaml']
      .map((each) => join(folder, each))
      .filter(existsSync)
    // A rollout is linted with what was there before: the change alone lacks the rest of the application.
    const findings = lintFiles(file).filter(
      ({ code, object }) => code !== 'duplicate-object' && isAbout(object, label),
    )
    const row = causes.get(label.category) ?? { all: 0, seen: 0 }
    row.all++
    if (findings.length > 0) row.seen++
    else unseen.push([name, label.category])
    causes.set(label.category, row)
  }
  const rows = [...causes].sort(([a], [b]) => (a < b ? -1 : 1))
  const total = rows.reduce((sum, [, { all }]) => sum + all, 0)
  const seen = rows.reduce((sum, [, row]) => sum + row.seen, 0)
  const share = `${seen} of ${total} (${((100 * seen) / total).toFixed(0)} %)`
  return {
    summary: `corpus: lint names a mistake of the crashed workload in ${share} recorded crashes`,
    page: [
      '## Recorded crashes',
      `Lint finds something wrong with the workload that crashed in ${share} of the recorded cases; the rest is in code, data, credentials or the cluster, or is not found yet.`,
      [
        '| cause | recorded | lint speaks |',
        '|---|---|---|',
        ...rows.map(([cause, { all, seen: found }]) => `| ${cause} | ${all} | ${found} |`),
      ].join('\n'),
      `Not to be seen in a manifest: ${unseen
        .filter(([, cause]) => !isInManifest(cause))
        .map(([name]) => name)
        .join(', ')}.`,
      `Not found: ${unseen
        .filter(([, cause]) => isInManifest(cause))
        .map(([name]) => name)
        .join(', ')}.`,
    ],
  }
}

const isAbout = (object, { root: { kind, name } }) =>
  object === `${kind}/${name}` ||
  /^(?:ConfigMap|Secret|Service|NetworkPolicy|RoleBinding|PersistentVolumeClaim)\//.test(object)
