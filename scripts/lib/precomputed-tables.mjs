import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scanPlanOf } from '../../packages/engine/src/scanner/scan-plan.ts'
import { SIGNATURES } from '../../packages/signatures/src/index.ts'
import { serialized } from './serialized-tables.mjs'
import { TEXT_MODEL } from '../../packages/signatures/src/text-model.data.ts'
import { LINES, compactSignatures, signatureLines } from './compact-signatures.mjs'
import { root } from './workspace.mjs'

const packages = join(root, 'packages')
const PLAN = 'unloop:scan-plan.bin'
const WEIGHTS = 'unloop:text-model.bin'

/** Modules of the engine that the bundle takes another text of, and the files that those read. */
const REPLACED = {
  'signatures/src/index.ts': compactSignatures,
  'engine/src/scanner/scan-plan.ts': planModule,
  'signatures/src/text-model.data.ts': modelModule,
}
const FILES = {
  [LINES]: signatureLines,
  [PLAN]: () => plan().bytes,
  [WEIGHTS]: () => Buffer.from(TEXT_MODEL.weights, 'base64'),
}

/**
 * An esbuild plugin that puts what can be known of the signatures beforehand into files beside the bundle: what a diagnosis
 * asks of each, and the tables by which their literals are found. Working it out takes longer than a whole diagnosis. For other
 * signatures it is computed as ever.
 */
export const precomputedTables = {
  name: 'precomputed-tables',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?computed$/ }, ({ path }) => ({
      path: path.replace('?computed', ''),
      suffix: '?computed',
    }))
    onResolve({ filter: /^unloop:/ }, ({ path }) => ({ path, namespace: 'precomputed-tables' }))
    onLoad({ filter: /./, namespace: 'precomputed-tables' }, ({ path }) => ({
      contents: FILES[path](),
      loader: 'file',
    }))
    onLoad({ filter: /packages\/(?:engine|signatures)\/src\/.*\.ts$/ }, ({ path, suffix }) => {
      const replacement = REPLACED[path.slice(packages.length + 1)]
      if (replacement === undefined) return null
      if (suffix === '?computed') return { contents: readFileSync(path, 'utf8'), loader: 'ts' }
      return { contents: replacement(path), loader: 'js', resolveDir: root }
    })
  },
}

let made
const plan = () => (made ??= serialized(scanPlanOf(SIGNATURES)))

function planModule(path) {
  return `import { readFileSync } from 'node:fs'
import { scanPlanOf as compute } from '${path}?computed'
import { SIGNATURES } from '${packages}/signatures/src/index.ts'
import place from '${PLAN}'
const restored = ${plan().source}
const read = () => restored(readFileSync(new URL(place, import.meta.url)).buffer)
export const scanPlanOf = (signatures) =>
  (signatures === SIGNATURES ? read() : null) ?? compute(signatures)
`
}

/** The weights are bytes in a file: as text they would stand in memory twice, and be decoded by every run. */
function modelModule() {
  const { weights: _, ...rest } = TEXT_MODEL
  return `import { readFileSync } from 'node:fs'
import place from '${WEIGHTS}'
export const TEXT_MODEL = {
  ...${JSON.stringify(rest)},
  get weights() {
    const { buffer, byteOffset, length } = readFileSync(new URL(place, import.meta.url))
    return new Uint8Array(buffer, byteOffset, length)
  },
}
`
}
