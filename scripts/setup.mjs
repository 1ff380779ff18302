// Sets a fresh clone up: `npm ci` where node_modules is missing or older than the lock file; with --bundle also dist/unloop.
// Runs under the host's Node, before anything is installed: no dependency, no new syntax before the version is known.
const major = Number(process.versions.node.split('.')[0])

if (major < 20) {
  process.stderr.write(
    `Setting unloop up needs Node.js 20 or newer, and this is ${process.version}: install one from https://nodejs.org.\n`,
  )
  process.exitCode = 3
} else {
  import('./lib/set-up.mjs')
    .then((module) => module.setUp({ bundle: process.argv.includes('--bundle') }))
    .catch((error) => {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = 3
    })
}
