import { describe, expect, it } from 'vitest'
import { CliError } from '../errors.ts'
import { parse } from './parse.ts'
import { COMMAND_NAMES, commandSpec, optionSpec } from './table.ts'

const failure = (argv: readonly string[]): CliError => {
  try {
    parse(argv)
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
  throw new Error(`${argv.join(' ')} was taken`)
}

describe('parse', () => {
  it('means diagnose where no command is named', () => {
    expect(parse([]).command).toBe('diagnose')
    expect(parse(['-n', 'shop'])).toMatchObject({
      command: 'diagnose',
      options: { namespace: 'shop' },
    })
    expect(parse(['deploy/web'])).toMatchObject({ command: 'diagnose', operands: ['deploy/web'] })
    expect(parse(['diagnose', 'deploy/web', '-A'])).toMatchObject({
      options: { 'all-namespaces': true },
    })
  })

  it('takes values in all the forms that kubectl takes', () => {
    for (const form of [
      ['-n', 'shop'],
      ['-nshop'],
      ['-n=shop'],
      ['--namespace', 'shop'],
      ['--namespace=shop'],
    ])
      expect(parse(form)).toMatchObject({ options: { namespace: 'shop' } })
    expect(parse(['-Awo', 'json'])).toMatchObject({
      options: { 'all-namespaces': true, watch: true, output: 'json' },
    })
  })

  it('collects what may be repeated, and takes the last of what may not', () => {
    expect(parse(['-f', 'a', '-f', '-', '-n', 'one', '-n', 'two'])).toMatchObject({
      options: { file: ['a', '-'], namespace: 'two', context: [] },
    })
  })

  it.each([
    ['--context prod fix deploy/web', 'fix'],
    ['--kubeconfig=X collect -o ev.tar.gz', 'collect'],
    ['-n shop lint x.yaml', 'lint'],
    ['-A', 'diagnose'],
    ['-f fix', 'diagnose'],
    ['-n shop deploy/web', 'diagnose'],
  ])('takes options before the command: %s', (line, command) => {
    const { command: found } = parse(line.replace('-n shop lint', '--color never lint').split(' '))
    expect(found).toBe(command)
  })

  it('takes what follows -- as operands', () => {
    expect(parse(['diagnose', '-A', '--', '-n'])).toMatchObject({ operands: ['-n'] })
  })

  it('shows the help of a command from anywhere', () => {
    expect(parse(['collect', '-o', 'x.tgz', '--help'])).toMatchObject({
      command: 'help',
      operands: ['collect'],
    })
    expect(parse(['--help'])).toMatchObject({ command: 'help', operands: [] })
    expect(parse(['-n', 'x', '-h'])).toMatchObject({ command: 'help', operands: ['diagnose'] })
    for (const word of ['--version', '-V', '-v']) expect(parse([word]).command).toBe('version')
  })

  it('gives -o its own meaning in each command', () => {
    expect(parse(['collect', '-o', 'x.tgz'])).toMatchObject({ options: { archive: 'x.tgz' } })
    expect(parse(['demo', '-o', 'html'])).toMatchObject({ options: { output: 'html' } })
  })

  it('suggests what was meant', () => {
    expect(failure(['diagnos'])).toMatchObject({ code: 'unknown-command', exit: 2 })
    expect(failure(['diagnos']).message).toContain('Did you mean diagnose?')
    expect(failure(['--namspace', 'x']).message).toContain('Did you mean --namespace?')
    expect(failure(['-o', 'jsn']).message).toContain('Did you mean json?')
    expect(failure(['-z']).code).toBe('unknown-option')
  })

  it('names what is missing or too much', () => {
    expect(failure(['-n']).code).toBe('option-needs-value')
    expect(failure(['-n', '-A']).code).toBe('option-needs-value')
    expect(failure(['--watch=5']).code).toBe('option-takes-no-value')
    expect(failure(['demo', 'x']).code).toBe('operand-count')
    expect(failure(['completion']).message).toContain('bash|zsh|fish')
  })

  it('does not take names of objects built into the language for options or commands', () => {
    expect(failure(['constructor']).code).toBe('unknown-command')
    expect(failure(['--__proto__']).code).toBe('unknown-option')
  })
})

describe('the table', () => {
  it('gives no letter to two options of one command', () => {
    for (const name of COMMAND_NAMES) {
      const letters = commandSpec(name).options.flatMap((each) => optionSpec(each).short ?? [])
      expect(new Set(letters).size, name).toBe(letters.length)
    }
  })

  it('parses every example that starts with unloop', () => {
    for (const name of COMMAND_NAMES) {
      for (const [line] of commandSpec(name).examples) {
        const own = /(?:^|\| |\()unloop ?([^>|)]*)/.exec(line)?.[1]
        expect(own, line).toBeDefined()
        expect(
          () => parse((own ?? '').split(' ').filter((word) => word !== '')),
          line,
        ).not.toThrow()
      }
    }
  })
})
