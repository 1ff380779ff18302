import { describe, expect, it } from 'vitest'
import { programOf } from './program.ts'
import { shellCommands } from '../../engine/src/evidence/shell.ts'

const words = (script: string) => shellCommands(script).map((each) => each.words.join(' '))

describe('shellCommands', () => {
  it('parts a script at its operators', () => {
    expect(words('set -e; cd /srv && exec web --a "b c" || true\nsleep 1 &')).toEqual([
      'set -e',
      'cd /srv',
      'web --a b c',
      'true',
      'sleep 1',
    ])
    expect(shellCommands('web &').at(-1)?.operator).toBe('&')
  })

  it('tells redirections from operators and files from words', () => {
    const [first] = shellCommands('web >/tmp/log 2>&1 < /dev/null')
    expect(first).toMatchObject({ words: ['web'], writes: ['/tmp/log'], operator: '' })
    expect(words('until nc -z db 5432; do sleep 1; done')).toEqual(['nc -z db 5432', 'sleep 1'])
  })

  it('ends with any text', () => {
    for (const text of ['"', "'", '$(', '\\', '((((', '&&&&', '#', '>'.repeat(1000)])
      expect(() => shellCommands(text)).not.toThrow()
  })
})

describe('programOf', () => {
  const program = (...list: string[]) => programOf(list.map((text) => ({ text, path: [] })))

  it('looks through wrappers and into a shell', () => {
    expect(program('/sbin/tini', '--', 'bash', '-eo', 'pipefail', '-c', 'web')).toMatchObject({
      kind: 'script',
      script: { text: 'web' },
    })
    expect(program('env', 'A=b', 'node', 'x.js')).toMatchObject({ kind: 'exec' })
    expect(program()).toBeNull()
  })
})
