import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../packages/cli/src/run.ts'
import { root } from './workspace.mjs'

/** Writes what the command line really prints for a part of the demo between the README's `screen` markers. */
export async function refreshReadmeScreen(argv) {
  const printed = []
  const io = {
    out: async (text) => void printed.push(text),
    err: () => {},
    stdin: [],
    env: {},
    terminal: { out: false, err: false, in: false, columns: 100 },
    now: () => new Date('2026-11-20T03:12:00Z'),
    pause: async () => 'interrupted',
  }
  await run(argv, io)
  const text = printed
    .join('')
    .replace(/^=+\n[\s\S]*?\n=+\n\n/, '')
    .trimEnd()
  const path = join(root, 'README.md')
  const screen = `<!-- screen:start -->\n\n\`\`\`text\n$ unloop ${argv.join(' ')}\n${text}\n\`\`\`\n\n<!-- screen:end -->`
  const readme = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    readme.replace(/<!-- screen:start -->[\s\S]*<!-- screen:end -->/, () => screen),
  )
}
