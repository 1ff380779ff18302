import type { Fields } from '@unloop/lint'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { readSmallTextSync } from '@unloop/sources/text-file'
import { UsageError } from '../../errors.ts'

/** The schema of one kind is some hundred KiB. */
const MOST_BYTES = 32 << 20

/**
 * JSON Schemas of custom resources in folders as users of kubeconform have them: `GROUP/KIND_VERSION.json` (the catalogue of CRDs),
 * `KIND-GROUP-VERSION.json` (its default, with the first label of the group) or `KIND_VERSION.json` (made by openapi2jsonschema).
 */
export function schemasIn(
  folders: readonly string[],
): (apiVersion: string, kind: string) => Fields | null {
  for (const folder of folders)
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new UsageError({
        code: 'option-value-invalid',
        message: `There is no folder ${folder}.`,
        next: '--schemas takes a folder of JSON Schemas, such as GROUP/KIND_VERSION.json.',
      })
  const known = new Map<string, Fields | null>()
  return (apiVersion, kind) => {
    const key = `${apiVersion}/${kind}`
    const schema = known.get(key) ?? firstOf(folders, namesOf(apiVersion, kind.toLowerCase()))
    known.set(key, schema)
    return schema
  }
}

/** A kind or group that is no plain word names no file: it could lead out of the folder. */
function namesOf(apiVersion: string, kind: string): readonly string[] {
  const [group = '', version = ''] = apiVersion.split('/')
  if (![group, version, kind].every((part) => /^[\w-]+(?:\.[\w-]+)*$/.test(part))) return []
  return [
    join(group, `${kind}_${version}.json`),
    `${kind}-${group}-${version}.json`,
    `${kind}-${group.split('.')[0]}-${version}.json`,
    `${kind}_${version}.json`,
  ]
}

function firstOf(folders: readonly string[], names: readonly string[]): Fields | null {
  for (const folder of folders)
    for (const name of names) {
      const file = join(folder, name)
      const stat = statSync(file, { throwIfNoEntry: false })
      if (stat?.isFile() === true && stat.size <= MOST_BYTES) return read(file)
    }
  return null
}

function read(file: string): Fields {
  try {
    const schema: unknown = JSON.parse(readSmallTextSync(file, MOST_BYTES))
    if (typeof schema === 'object' && schema !== null && !Array.isArray(schema))
      return schema as Fields
    throw new Error('it is no object')
  } catch (cause) {
    throw new UsageError({
      code: 'option-value-invalid',
      message: `${file} is no JSON Schema: ${cause instanceof Error ? cause.message : ''}.`,
      next: 'Correct or remove it; the folder stands behind --schemas.',
    })
  }
}
