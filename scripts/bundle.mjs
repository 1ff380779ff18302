// Builds dist/unloop, the command line as it is packed: a shim, bundled modules, the web page, the recorded demo, licences.
import { build } from 'esbuild'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { buildWeb } from './build-web.mjs'
import { asciiOnly } from './lib/ascii.mjs'
import { bundling } from './lib/bundling.mjs'
import { makeStartupSnapshot } from './lib/startup-snapshot.mjs'
import { buildYaml } from './lib/lazy-yaml.mjs'
import { thirdPartyLicences } from './lib/licences.mjs'
import { root } from './lib/workspace.mjs'

const cli = join(root, 'packages', 'cli')
const builds = join(root, 'dist', 'builds')
const KEPT_BUILDS = 2

const startedAt = new Date()
const name = `${startedAt.getTime()}-${process.pid}`
const target = join(builds, name)
mkdirSync(join(target, 'lib'), { recursive: true })

const result = await build({
  ...bundling,
  entryPoints: {
    main: join(cli, 'src', 'main.ts'),
    // Loaded by their names, as threads or processes.
    'judge-worker': join(root, 'packages', 'admission', 'src', 'webhook', 'judge-worker.ts'),
    'diagnose-worker': join(root, 'packages', 'server', 'src', 'diagnosis', 'diagnose-worker.ts'),
    'engine-host': join(root, 'packages', 'store', 'src', 'engine', 'engine-host.ts'),
  },
  outdir: join(target, 'lib'),
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  splitting: true,
  format: 'esm',
  // CommonJS dependencies inside an ES module ask for `require`.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
})

asciiOnly(
  Object.keys(result.metafile.outputs)
    .filter((path) => path.endsWith('.mjs'))
    .map((path) => join(root, path)),
)
const web = await buildWeb(join(target, 'web'))
const yaml = await buildYaml(join(target, 'lib'), { root })
for (const folder of ['bin', 'demo'])
  cpSync(join(cli, folder), join(target, folder), { recursive: true })
for (const file of ['package.json', 'README.md']) cpSync(join(cli, file), join(target, file))
cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'))
writeFileSync(
  join(target, 'THIRD-PARTY-LICENSES'),
  thirdPartyLicences([result.metafile, yaml, web]),
)
if (process.argv.includes('--prepack')) fillPackage()
await makeStartupSnapshot(target, result.metafile)
publish()

/** What `npm pack` of packages/cli takes beside its sources' folder; none of it is under version control. */
function fillPackage() {
  for (const made of ['lib', 'web', 'LICENSE', 'THIRD-PARTY-LICENSES']) {
    rmSync(join(cli, made), { recursive: true, force: true })
    cpSync(join(target, made), join(cli, made), { recursive: true })
  }
}

/** Swaps the link in one step: a command that started on the build before keeps its modules. */
function publish() {
  const link = join(root, 'dist', `link-${name}`)
  symlinkSync(join('builds', name), link)
  const place = join(root, 'dist', 'unloop')
  renameSync(link, place)
  const built = join(root, 'dist', 'built')
  writeFileSync(built, '')
  utimesSync(built, startedAt, startedAt)
  for (const old of readdirSync(builds).sort().slice(0, -KEPT_BUILDS))
    rmSync(join(builds, old), { recursive: true, force: true })
}
