// Reads the fixtures below test/lint and runs lint on them.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lint } from '../../packages/lint/src/index.ts'
import { readManifests } from '../../packages/formats/src/index.ts'
import { root } from '../lib/workspace.mjs'

export const fixtures = join(root, 'test', 'lint')

/** The findings of some files that are linted together. */
export function lintFiles(files, options) {
  const parts = files.map((file) => readManifests(readFileSync(file, 'utf8'), file))
  return lint({
    manifests: parts.flatMap(({ manifests }) => manifests),
    problems: parts.flatMap(({ problems }) => problems),
    options,
  }).findings
}

export function indexRows() {
  const [head, ...lines] = readFileSync(join(fixtures, 'INDEX.tsv'), 'utf8').trim().split('\n')
  const names = head.split('\t')
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((cell, index) => [names[index], cell])),
  )
}

/** The files of a case: kubescape gives each a folder, the others a file. */
export const filesOfCase = ({ file, peer }) =>
  peer === 'kubescape'
    ? readdirSync(join(fixtures, dirname(file)))
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => join(fixtures, dirname(file), name))
    : [join(fixtures, file)]
