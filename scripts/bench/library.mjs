import { join } from 'node:path'
import { build } from 'esbuild'
import { precomputedTables } from '../lib/precomputed-tables.mjs'
import { root } from '../lib/workspace.mjs'

const IMPORTS = `export { diagnose, logsWanted } from './packages/engine/src/index.ts'
export { KNOWLEDGE } from './packages/signatures/src/knowledge.ts'
export { readPath } from './packages/sources/src/files/read-path.ts'`

/** Builds what reads and diagnoses as the command line carries it: what runs from source also pays for taking the types out. */
export async function buildLibrary(dir) {
  const outfile = join(dir, 'library.mjs')
  await build({
    stdin: { contents: IMPORTS, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.18',
    minifySyntax: true,
    minifyWhitespace: true,
    plugins: [precomputedTables],
    logLevel: 'error',
    banner: {
      js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
    },
  })
  return outfile
}
