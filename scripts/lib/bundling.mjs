import { lazyYaml } from './lazy-yaml.mjs'
import { precomputedTables } from './precomputed-tables.mjs'
import { root } from './workspace.mjs'

/** What all bundles of the command line share, as esbuild's options. */
export const bundling = {
  absWorkingDir: root,
  assetNames: '[name]-[hash]',
  bundle: true,
  platform: 'node',
  target: 'node22.18',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'error',
  plugins: [precomputedTables, lazyYaml],
}
