import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SECRET_IN, SECRET_KEYS } from './secret-keys.ts'

const sourceOf = (path: string): string =>
  readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')

const receivers = readdirSync(fileURLToPath(new URL('../receivers', import.meta.url)), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `../receivers/${name}/config.ts`)

/** Fields that are declared by a schema of secrets. */
const FIELD = /^\s*(\w+): (?:optional\()?(?:OPTIONAL_)?(?:SECRET\w*|TEMPLATE_URL)\b/gm

test.each([...receivers, './global.ts', './http.ts'])(
  'each secret of %s is masked where the configuration is shown',
  (path) => {
    const fields = [...sourceOf(path).matchAll(FIELD)].map(([, name = '']) => name)
    const section = `${/receivers\/(\w+)/.exec(path)?.[1]}_configs`
    const shown = fields.filter(
      (name) => !SECRET_KEYS.has(name) && SECRET_IN[name]?.includes(section) !== true,
    )
    expect(shown, 'add them to SECRET_KEYS or SECRET_IN in settings/secret-keys.ts').toEqual([])
  },
)

test('secrets are found where they are declared', () => {
  const fields = [...sourceOf('../receivers/slack/config.ts').matchAll(FIELD)].map(
    ([, name]) => name,
  )
  expect(fields).toEqual(expect.arrayContaining(['api_url', 'app_token']))
})
