import { isObject, type Json, type JsonObject } from './value.ts'

/** A JSON merge patch (RFC 7386): null deletes, objects merge, everything else replaces. */
export function jsonMerge(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const result: Record<string, Json> = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = jsonMerge(result[key], value)
  }
  return result as JsonObject
}
