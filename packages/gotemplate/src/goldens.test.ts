import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TemplateError } from './errors.ts'
import { alertmanagerFunctions } from './functions/alertmanager.ts'
import { Templates } from './template.ts'
import { fromJson } from './testing/from-json.ts'
import { fromMilliseconds } from './time/moment.ts'

interface Golden {
  readonly mode: 'text' | 'html'
  readonly missingKey: 'default' | 'zero' | 'error'
  readonly text: string
  readonly out?: string
  readonly err?: string
}

const file = new URL('testing/goldens.json', import.meta.url)
const { data, cases } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly data: unknown
  readonly cases: readonly Golden[]
}

/** Go names the interface that an element of a list stood in; here the element alone is known. */
const KNOWN_DIFFERENCES: ReadonlySet<string> = new Set(['{{range .list}}{{.x}}{{end}}'])

describe('what Go writes for the same templates', () => {
  const functions = alertmanagerFunctions(() => fromMilliseconds(0))
  for (const { mode, missingKey, text, out, err } of cases) {
    if (KNOWN_DIFFERENCES.has(text)) continue
    it(`${mode} ${missingKey} ${JSON.stringify(text).slice(0, 80)}`, () => {
      const run = (): string =>
        new Templates({ functions, missingKey, mode }).parse('t', text).execute('t', fromJson(data))
      if (err === undefined) expect(run()).toBe(out)
      else expect(run).toThrow(new TemplateError(err))
    })
  }
})
