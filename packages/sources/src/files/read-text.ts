import type { Snapshot } from '@unloop/engine/evidence'
import {
  DumpReader,
  decodeText,
  parseLogPath,
  readLoneEvents,
  snapshotFromText,
} from '@unloop/formats'
import { SourceError } from '../errors.ts'

/** What `kubectl get -o json|yaml` begins with, after a byte order mark too (`\s` has it); anything else is read as a paste. */
export const OBJECTS = /^\s*(?:[{[]|---|(?:apiVersion|kind|items|metadata)\s*:)/

const readObjects = (text: string, name: string, path: string): Snapshot | null => {
  const reader = new DumpReader(name)
  reader.read(path, text)
  const snapshot = readLoneEvents(reader.snapshot())
  return snapshot.objects.length > 0 || snapshot.samples.length > 0 ? snapshot : null
}

/** The name of a file of objects with the ending of its format, by which the readers of dumps know it. */
export function objectPath(file: string, text: string): string {
  if (/\.(?:json|jsonl|ya?ml|prom)$/i.test(file)) return file
  return /^\s*[{[]/.test(text) ? `${file}.json` : `${file}.yaml`
}

/** Reads one file or a paste: objects where it holds nothing else, else kubectl's text and logs in any mixture. */
export function readText(
  bytes: Uint8Array,
  source: { readonly name: string; readonly file: string },
): Snapshot {
  const { name, file } = source
  const decoded = decodeText(bytes)
  if (decoded.kind !== 'text')
    throw new SourceError({
      code: 'not-a-dump',
      where: name,
      message: `${name} is ${decoded.kind === 'binary' ? 'a binary file' : 'compressed in a way that is not read'}. Give a folder, a .tar, .tar.gz or .zip of a dump, JSON or YAML objects, or text.`,
    })
  if (decoded.text.trim() === '')
    throw new SourceError({
      code: 'not-a-dump',
      where: name,
      message: `${name} is empty. Give the output of kubectl get, describe or logs, or a dump.`,
    })
  const isObjects = OBJECTS.test(decoded.text) || /\.prom$/i.test(file)
  const objects = isObjects ? readObjects(decoded.text, name, objectPath(file, decoded.text)) : null
  if (objects !== null) return objects
  const place = parseLogPath(file)
  return snapshotFromText(decoded.text, name, place?.certainty === 'exact' ? place : null)
}
