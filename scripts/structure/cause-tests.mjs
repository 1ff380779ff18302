import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/workspace.mjs'

const FOLDER = 'packages/engine/src/causes'
/** The type of causes and their list. */
const NO_CAUSE = new Set(['cause.ts', 'index.ts'])

/** Causes without a test of their own, as sentences: what a cause finds and what it leaves to others is seen nowhere else. */
export function causeTestProblems() {
  return readdirSync(join(root, FOLDER))
    .filter((name) => /^[\w-]+\.ts$/.test(name) && !NO_CAUSE.has(name))
    .filter((name) => !existsSync(join(root, FOLDER, name.replace('.ts', '.test.ts'))))
    .map(
      (name) =>
        `${FOLDER}/${name} has no test beside it: show what finds it, and a near miss (testing/test-cause.ts).`,
    )
}
