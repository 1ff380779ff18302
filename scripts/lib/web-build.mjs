import { join } from 'node:path'
import { root } from './workspace.mjs'

export const WEB_SOURCE = join(root, 'packages', 'web', 'src')

/** What all builds for a browser share, as esbuild's options. */
export const WEB_BUILD = {
  absWorkingDir: root,
  bundle: true,
  platform: 'browser',
  target: ['chrome120', 'firefox121', 'safari17'],
  jsx: 'automatic',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"' },
}
