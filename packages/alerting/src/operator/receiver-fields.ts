import { fieldsOf, itemsOf, snakeCase, textOf, type Fields } from './fields.ts'

/** Where the operators mount the keys of Secrets and ConfigMaps that Alertmanager is given. */
const SECRETS = '/etc/alertmanager/secrets'
const CONFIG_MAPS = '/etc/alertmanager/configmaps'

/** Words that the operators write otherwise than Alertmanager. */
const RENAMED: Readonly<Record<string, string>> = {
  pager_duty_image_configs: 'images',
  pager_duty_link_configs: 'links',
  image_configs: 'images',
  link_configs: 'links',
  proxy_url_original: 'proxy_url',
}
/** Fields that end so in Alertmanager, too; others say that way that a Secret is meant. */
const SECRETS_BY_NAME = new Set(['client_secret', 'auth_secret', 'api_secret'])
/** Lists of `{ key, value }` that are maps in Alertmanager. */
const MAPS = new Set(['details', 'headers', 'custom_fields', 'attributes'])
/** Keys of the operators' TLS sections, and Alertmanager's for the file that one is mounted as. */
const TLS_FILES: Readonly<Record<string, string>> = {
  ca: 'ca_file',
  cert: 'cert_file',
  key: 'key_file',
}

/** Where conversions say what they leave out. */
export interface Converter {
  /** Told of what cannot be said in a file. */
  readonly note: (text: string) => void
}

/** A receiver's entry as Alertmanager writes it. Keys of Secrets become paths of files: no value is read. */
export function receiverFields(value: unknown, converter: Converter, parent = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => receiverFields(item, converter, parent))
  if (typeof value !== 'object' || value === null) return value
  const out: Record<string, unknown> = {}
  for (const [field, inner] of Object.entries(value)) {
    const snake = snakeCase(field)
    const plain = SECRETS_BY_NAME.has(snake) ? snake : snake.replace(/_secret$/, '')
    const name = RENAMED[plain] ?? plain
    Object.assign(out, entryOf(name, inner, { converter, parent }))
  }
  return out
}

/** A field by its form: a reference to a key, a list of pairs, or a value. */
function entryOf(
  name: string,
  value: unknown,
  { converter, parent }: { readonly converter: Converter; readonly parent: string },
): Fields {
  const file = mountedFile(value)
  if (file !== undefined) {
    if (parent === 'tls_config') return { [TLS_FILES[name] ?? `${name}_file`]: file }
    return { [`${name}_file`]: file }
  }
  if (MAPS.has(name) && Array.isArray(value)) return { [name]: mapOf(value) }
  if (name === 'matchers' || name === 'source_match' || name === 'target_match')
    return { [name]: value }
  return { [name]: receiverFields(value, converter, name) }
}

/** The path of a key that is referred to: `{ name, key }`, or one within `secret` or `configMap`. */
function mountedFile(value: unknown): string | undefined {
  const fields = fieldsOf(value)
  const { secret, configMap } = fields
  if (secret !== undefined) return pathOf(SECRETS, fieldsOf(secret))
  if (configMap !== undefined) return pathOf(CONFIG_MAPS, fieldsOf(configMap))
  const names = Object.keys(fields)
  const isReference =
    names.includes('name') && names.includes('key') && names.every((name) => REFERENCE.has(name))
  return isReference ? pathOf(SECRETS, fields) : undefined
}

// Fields of a `SecretKeySelector` (k8s.io/api/core/v1).
const REFERENCE = new Set(['name', 'key', 'optional'])

/** The path of a key under the folder of its object. */
function pathOf(folder: string, { name, key }: Fields): string {
  return `${folder}/${textOf(name)}/${textOf(key)}`
}

/** A list of pairs as a map. */
function mapOf(items: readonly unknown[]): Fields {
  return Object.fromEntries(
    itemsOf(items).map((item) => {
      const { key, name, value } = fieldsOf(item)
      return [textOf(key ?? name), value] as const
    }),
  )
}
