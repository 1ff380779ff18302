import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { OPTIONS } from '../packages/cli/src/options/table.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'unloop-action-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const knownOptions = (words: readonly string[]): readonly string[] =>
  words.filter(
    (word) => word.startsWith('--') && !Object.hasOwn(OPTIONS, word.slice(2).split('=')[0] ?? ''),
  )

describe('the hooks for pre-commit', () => {
  it('have what pre-commit asks for, and call options that exist', () => {
    const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly Record<string, unknown>[]
    expect(hooks.map(({ id }) => id)).toEqual(['unloop-lint', 'unloop-lint-fix'])
    for (const { name, entry, language, files, exclude } of hooks) {
      expect([typeof name, language]).toEqual(['string', 'script'])
      expect(knownOptions(String(entry).split(' '))).toEqual([])
      expect(new RegExp(String(files)).test('a/b.yaml')).toBe(true)
      expect(new RegExp(String(exclude)).test('web/package.json')).toBe(true)
    }
  })
})

describe('the GitHub Action', () => {
  const action = parse(read('action.yml')) as {
    inputs: Record<string, { description: string; default: string }>
    runs: {
      using: string
      steps: readonly { uses?: string; run?: string; env?: Record<string, string> }[]
    }
  }
  const step = action.runs.steps.find(({ run }) => run !== undefined)

  it('is composite, pins what it uses, and hands every input over by the environment', () => {
    expect(action.runs.using).toBe('composite')
    for (const { uses } of action.runs.steps)
      if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/)
    for (const name of Object.keys(action.inputs))
      expect(Object.values(step?.env ?? {})).toContain(`\${{ inputs.${name} }}`)
    // What stands in an input must never become a part of the script.
    expect(step?.run).not.toContain('${{')
    const { version } = JSON.parse(read('packages/cli/package.json')) as { version: string }
    expect(action.inputs['version']?.default).toBe(version)
  })

  it('calls unloop with options that exist, whatever the inputs hold', () => {
    const npx = join(folder, 'npx')
    writeFileSync(
      npx,
      '#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done >> "$CALLS"\nprintf "\\n\\0" >> "$CALLS"\n',
    )
    chmodSync(npx, 0o755)
    const calls = join(folder, 'calls')
    execFileSync('bash', ['-euo', 'pipefail', '-c', step?.run ?? ''], {
      cwd: folder,
      env: {
        PATH: `${folder}:/usr/bin:/bin`,
        CALLS: calls,
        INPUT_PATHS: 'deploy/\n-f $(touch hacked) "x"\n',
        INPUT_CHANGED_SINCE: 'origin/main; touch hacked',
        INPUT_FAIL_ON: 'never',
        INPUT_PRACTICE: 'true',
        INPUT_CONFIG: '',
        INPUT_SARIF_FILE: 'out.sarif',
        INPUT_VERSION: '0.1.0',
      },
    })
    const [first = [], second = []] = readFileSync(calls, 'utf8')
      .split('\n\0')
      .map((call) => call.split('\0').slice(0, -1))
    const words = ['--changed-since=origin/main; touch hacked', '--fail-on=never', '--practice']
    const paths = ['./deploy/', './-f $(touch hacked) "x"']
    expect(first).toEqual(['--yes', 'unloop@0.1.0', 'lint', ...words, '--output=sarif', ...paths])
    expect(second).toEqual(['--yes', 'unloop@0.1.0', 'lint', ...words, '--output=github', ...paths])
    expect(knownOptions(second.slice(2))).toEqual([])
    expect(execFileSync('ls', [folder], { encoding: 'utf8' })).not.toContain('hacked')
  })
})

describe('the snippets of docs/linting.md', () => {
  it('are YAML that can be read, with inputs that the action has', () => {
    const snippets = [...read('docs/linting.md').matchAll(/```yaml\n(.*?)```/gs)].map(
      ([, text]) => text ?? '',
    )
    expect(snippets.length).toBeGreaterThan(3)
    const action = parse(read('action.yml')) as { inputs: object }
    for (const text of snippets) {
      const value = parse(text) as {
        jobs?: { lint: { steps: readonly { uses: string; with: object }[] } }
      }
      for (const { uses, with: inputs } of value.jobs?.lint.steps ?? [])
        if (uses.startsWith('unloop/'))
          for (const name of Object.keys(inputs)) expect(Object.keys(action.inputs)).toContain(name)
    }
  })
})
