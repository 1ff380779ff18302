// The slower tiers: what is bundled and packed, a browser, first use of a fresh clone, fuzzing. Runs all, or those named:
// npm run verify -- web browser pack first-use fuzz hostile store envelopes clusters alerting
import { spawnSync } from 'node:child_process'
import { root, workspaceEnv, workspaceNode } from './lib/workspace.mjs'

const FUZZ_RUNS = process.env.UNLOOP_FUZZ_RUNS ?? '20000'

const TIERS = {
  // The page in a browser, beyond what the gate looks at: three widths, by keyboard alone, every state.
  web: {
    command: ['node_modules/.bin/vitest', 'run', 'test/web.test.ts', 'test/web-matrix.test.ts'],
    env: { UNLOOP_BROWSER: 'required', UNLOOP_WEB: 'all' },
  },
  browser: { command: [workspaceNode(), 'scripts/browser-test.mjs'] },
  pack: { command: [workspaceNode(), 'scripts/pack-test.mjs'] },
  fuzz: {
    command: [
      'node_modules/.bin/vitest',
      'run',
      '--testTimeout=900000',
      '--testNamePattern=fuzz|property|hostile|random',
    ],
    env: { UNLOOP_FUZZ_RUNS: FUZZ_RUNS },
  },
  // Every engine of the store; its process killed at random moments under load.
  store: {
    command: ['node_modules/.bin/vitest', 'run', 'packages/store'],
    env: { UNLOOP_KILLS: '50', UNLOOP_STORE_ENGINES: 'all' },
  },
  envelopes: {
    command: ['node_modules/.bin/vitest', 'run', '--testTimeout=900000', 'test/envelopes.test.ts'],
    env: { UNLOOP_ALL_ENVELOPES: '1' },
  },
  clusters: { command: [workspaceNode(), 'scripts/clusters.mjs', '--seeds', '30', '--strict'] },
  // Thousands of groups, kills at random moments, a receiver that is down.
  alerting: { command: [workspaceNode(), 'scripts/verify-alerting.mjs'] },
  // Files, streams and servers that have no end, within limits that the kernel keeps.
  hostile: { command: [workspaceNode(), 'scripts/hostile-test.mjs'] },
  'first-use': { command: [workspaceNode(), 'scripts/first-use-test.mjs'] },
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !Object.hasOwn(TIERS, name))
if (unknown.length > 0) {
  console.error(
    `There is no tier ${unknown.join(', ')}: they are ${Object.keys(TIERS).join(', ')}.`,
  )
  process.exit(2)
}

const failed = []
for (const [name, { command, env }] of Object.entries(TIERS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(`\n== ${name}`)
  const [program, ...args] = command
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...workspaceEnv(), ...env },
  })
  if (status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? '\nverify passed' : `\nverify FAILED: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
