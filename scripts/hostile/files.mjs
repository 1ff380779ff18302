// Files that are none, have no end, or are far larger than they look.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const TIB = 2 ** 40

/** Makes them in a folder. `end` lets go of what holds them. */
export async function hostileFiles(folder) {
  const at = (name) => join(folder, name)
  const server = createServer().listen(at('socket'))
  await new Promise((done) => server.once('listening', done))
  execFileSync('mkfifo', [at('silent-pipe'), at('endless-pipe')])
  writeFileSync(at('sparse.yaml'), 'a: b\n')
  truncateSync(at('sparse.yaml'), TIB)
  writeFileSync(at('binary.yaml'), Buffer.alloc(100_000, 0xff))
  writeFileSync(at('nested.yaml'), '['.repeat(200_000))
  writeFileSync(at('many.yaml'), '- a\n'.repeat(1_900_000))
  writeFileSync(at('line.yaml'), `a: ${'b'.repeat(7_900_000)}\n`)
  writeFileSync(at('aliases.yaml'), bomb())
  writeFileSync(at('items.yaml'), `kind: List\nitems:\n${'- a\n'.repeat(1_900_000)}`)
  writeFileSync(at('values.json'), `[${'[],'.repeat(5_000_000)}0]`)
  mkdirSync(at('folder.yaml'))
  const writer = spawn(
    'sh',
    ['-c', `while :; do yes > "$0" 2>/dev/null; done`, at('endless-pipe')],
    {
      detached: true,
      stdio: 'ignore',
    },
  )
  return {
    paths: [
      '/dev/zero',
      '/dev/null',
      ...`socket silent-pipe endless-pipe sparse.yaml binary.yaml nested.yaml many.yaml line.yaml aliases.yaml items.yaml values.json folder.yaml`
        .split(' ')
        .map(at),
    ],
    end: () => {
      process.kill(-Number(writer.pid))
      server.close()
    },
  }
}

/** Nine levels of nine aliases each ("billion laughs"). */
function bomb() {
  const levels = 'a b c d e f g h i'.split(' ')
  return levels
    .map((name, index) => {
      const inner = index === 0 ? '"lol"' : `*${levels[index - 1]}`
      return `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(',')}]\n`
    })
    .join('')
}
