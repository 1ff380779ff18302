import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isSecretKey } from './secret-keys.ts'

const sourceOf = (path: string): string =>
  readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')

/** Schemas by the section whose keys they are of. */
const receivers = readdirSync(fileURLToPath(new URL('../receivers', import.meta.url)), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => [`../receivers/${name}/config.ts`, `${name}_configs`] as const)

/** Fields that are declared by a schema of secrets. */
const FIELD = /^\s*(\w+): (?:optional\()?(?:OPTIONAL_)?(?:SECRET\w*|TEMPLATE_URL)\b/gm

test.each([...receivers, ['./global.ts', 'global'], ['./http.ts', 'http_config']] as const)(
  'each secret of %s is masked where the configuration is shown',
  (path, section) => {
    const fields = [...sourceOf(path).matchAll(FIELD)].map(([, name = '']) => name)
    const shown = fields.filter((name) => !isSecretKey(name, [section]))
    const where = 'add them to SECRET_KEYS in settings/secret-keys.ts'
    expect(shown, `${where}, or to SECRET_IN where other sections use the key`).toEqual([])
  },
)

test('each receiver has its section by its name', () => {
  const sections = sourceOf('../receivers/schemas.ts')
  expect(receivers.filter(([, section]) => !sections.includes(`${section}:`))).toEqual([])
})

test('secrets are found where they are declared', () => {
  const fields = [...sourceOf('../receivers/slack/config.ts').matchAll(FIELD)].map(
    ([, name]) => name,
  )
  expect(fields).toEqual(expect.arrayContaining(['api_url', 'app_token']))
})
