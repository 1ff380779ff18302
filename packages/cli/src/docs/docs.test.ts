import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES, commandSpec, SHELLS } from '../options/table.ts'
import { completionScript } from './completion.ts'
import { commandHelp, overview } from './usage.ts'

describe('completion', () => {
  it('names every command and option in every shell', () => {
    for (const shell of SHELLS) {
      const script = completionScript(shell)
      for (const name of COMMAND_NAMES) {
        expect(script).toContain(name)
        for (const option of commandSpec(name).options)
          expect(script, `${shell} ${option}`).toContain(option)
      }
    }
  })

  const complete = (words: readonly string[]): readonly string[] => {
    const line = words.map((word) => `'${word}'`).join(' ')
    const script = `${completionScript('bash')}\nCOMP_WORDS=(unloop ${line}); COMP_CWORD=${words.length}; _unloop; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-c', script], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin' },
    })
    expect(stderr).toBe('')
    return stdout.split('\n').filter((word) => word !== '')
  }

  it('completes in bash', () => {
    expect(complete(['expl'])).toEqual(['explain'])
    expect(complete(['explain', 'CrashL'])).toEqual(['CrashLoopBackOff'])
    expect(complete(['-o', 'ht'])).toEqual(['html'])
    expect(complete(['demo', '--o'])).toEqual(['--output'])
    expect(complete(['collect', '--'])).toContain('--archive')
    expect(complete(['completion', 'f'])).toEqual(['fish'])
  })

  it('is a script that zsh takes, where there is one', ({ skip }) => {
    const { error, status, stderr } = spawnSync('zsh', ['-n'], {
      input: completionScript('zsh'),
      encoding: 'utf8',
    })
    if (error !== undefined) skip('zsh is not installed')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('is a script that fish takes, where there is one', ({ skip }) => {
    const { error, status, stderr } = spawnSync('fish', ['-n'], {
      input: completionScript('fish'),
      encoding: 'utf8',
    })
    if (error !== undefined) skip('fish is not installed')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})

describe('help', () => {
  it('names every command, and every option of each', () => {
    for (const name of COMMAND_NAMES) {
      expect(overview()).toContain(name)
      for (const option of commandSpec(name).options)
        expect(commandHelp(name)).toContain(`--${option}`)
    }
  })
})
