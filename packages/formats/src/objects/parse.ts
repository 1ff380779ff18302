import type { KubeObject } from '@unloop/engine/evidence'
import type { Problem } from '../problem.ts'
import { objectsIn } from './flatten.ts'
import { parseJsonValues } from './json.ts'
import { parseYamlValues } from './yaml.ts'

export interface ParsedObjects {
  readonly objects: readonly KubeObject[]
  readonly problems: readonly Problem[]
}

/** Reads the Kubernetes objects of a JSON or YAML file. Files that hold something else give no objects and no problem. */
export function parseObjects(text: string, path: string): ParsedObjects {
  const json = looksLikeJson(text, path)
  const { values, problems } = json ? parseJsonValues(text, path) : parseYamlValues(text, path)
  const objects = values.flatMap((value) => objectsIn(value, path))
  return { objects, problems: objects.length > 0 || mentionsObjects(text) ? problems : [] }
}

function looksLikeJson(text: string, path: string): boolean {
  const start = /^\s*([{[])/.exec(text.slice(0, 200))
  if (start !== null) return true
  return path.endsWith('.json') || path.endsWith('.jsonl')
}

/** A broken file is worth a word only if it was meant to hold objects. */
function mentionsObjects(text: string): boolean {
  const head = text.slice(0, 65_536)
  return text.trim() === '' ? false : /["']?(?:apiVersion|kind|metadata)["']?\s*:/.test(head)
}
