import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './workspace.mjs'

/** The text of THIRD-PARTY-LICENSES: every package of which the bundle holds a file, with its licence as published. */
export function thirdPartyLicences(metafiles) {
  const folders = new Set()
  for (const output of metafiles.flatMap(({ outputs }) => Object.values(outputs))) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = packageFolder(input)
      if (folder !== null && bytesInOutput > 0) folders.add(folder)
    }
  }
  const parts = [...folders].toSorted((a, b) => a.localeCompare(b)).map(describe)
  const head = 'This program bundles the packages below, each under its own licence.\n'
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n`)
}

function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)
  return match?.[1] ?? null
}

function describe(folder) {
  const path = join(root, folder)
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  const texts = readdirSync(path)
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name) && !name.endsWith('.js'))
    .map((name) => readFileSync(join(path, name), 'utf8').trim())
  const title = `${manifest.name} ${manifest.version} (${licenceName(manifest)})`
  const text =
    texts.length > 0
      ? texts.join('\n\n')
      : `The package holds no licence file; its manifest says ${licenceName(manifest)}.`
  return `${title}\n\n${text}\n`
}

const licenceName = ({ license }) =>
  typeof license === 'string' ? license : (license?.type ?? 'unknown licence')
