import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { asciiOnly } from './ascii.mjs'
import { bundling } from './bundling.mjs'
import { root, workspaceNode } from './workspace.mjs'

/** The launcher's own, see `unloop`: a snapshot fits one set of flags. */
const FLAGS = ['--max-semi-space-size=16', '--no-regexp-tier-up']

/** Recorded crashes of several kinds. */
const WARM_UP = [
  'a02-node-unhandled-rejection',
  'a17-go-index-out-of-range',
  'a27-nginx-unknown-directive',
  'a50-java-exit-on-oom',
  'b07-oom-child-process-pool',
  'b20-liveness-wrong-port-rollout',
  'b38-bind-80-nonroot',
  'b45-secret-key-missing-rollout',
]

const CLIENT = '@kubernetes/client-node/dist/config.js'

/**
 * Makes `startup-snapshot.blob` in a build's folder: a start-up snapshot of V8 that the launcher starts the program from. It fits the Node
 * that made it and no other, so the package has none. Where it cannot be made, the program starts without.
 */
export async function makeStartupSnapshot(target, { outputs }) {
  const entry = join(target, 'lib', 'startup-snapshot.cjs')
  await build({
    ...bundling,
    entryPoints: {
      'startup-snapshot': join(root, 'packages', 'cli', 'src', 'startup-snapshot.ts'),
    },
    outdir: join(target, 'lib'),
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { 'import.meta.url': '__place.url' },
    banner: { js: PLACE },
    supported: { 'dynamic-import': false },
    plugins: [diagnosesOnly, clientFrom(outputs), ...bundling.plugins],
  })
  asciiOnly([entry])
  const paths = WARM_UP.map((name) => join(root, 'test', 'corpus', name, 'dump'))
  const blob = join(target, 'startup-snapshot.blob')
  const { status } = spawnSync(
    workspaceNode(),
    [...FLAGS, '--snapshot-blob', blob, '--build-snapshot', entry, ...paths],
    { stdio: 'ignore', env: { ...process.env, NODE_OPTIONS: '' } },
  )
  if (status !== 0) rmSync(blob, { force: true })
}

/** Files beside it are found, and loaded, from where the program stands once it runs, whatever the link to it says later. */
const PLACE = `var __place = {};
((own) => {
  const here = () => {
    __place.url = own('node:url').pathToFileURL(own('node:fs').realpathSync(process.argv[1])).href;
  };
  here();
  own('node:v8').startupSnapshot.addDeserializeCallback(here);
  require = (id) => id.startsWith('.') ? own('node:module').createRequire(__place.url)(id) : own(id);
})(require);`

/** Commands that the snapshot holds; what others need would only make it larger. */
const HELD = new Set(['diagnose', 'demo', 'watch'])

/** Every other command is left to the ordinary program, which ends the process itself. */
const diagnosesOnly = {
  name: 'diagnoses-only',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/main\.mjs$/ }, ({ path }) => ({ path, external: true }))
    onLoad({ filter: /packages\/cli\/src\/commands\/(?:\w+\/)?\w+\.ts$/ }, ({ path }) => {
      const name = basename(path, '.ts')
      if (HELD.has(name) || !/Command\b/.test(readFileSync(path, 'utf8'))) return null
      const contents = `export const ${name}Command = () => (require('./main.mjs'), new Promise(() => {}))`
      return { contents, loader: 'js' }
    })
  },
}

/** The cluster's client is loaded from the ordinary bundle when it is called: it is larger than all else. */
const clientFrom = (outputs) => ({
  name: 'client',
  setup({ onResolve }) {
    const [chunk] = Object.entries(outputs).find(([, { entryPoint }]) =>
      entryPoint?.endsWith(CLIENT),
    )
    onResolve({ filter: /^@kubernetes\// }, () => ({
      path: `./${basename(chunk)}`,
      external: true,
    }))
  },
})
