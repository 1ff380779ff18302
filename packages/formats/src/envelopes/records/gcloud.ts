import { allLike, type Shape, type Tree } from './shape.ts'

const isEntry = (entry: Tree): boolean =>
  'insertId' in entry ||
  ('logName' in entry && ('resource' in entry || 'timestamp' in entry)) ||
  'textPayload' in entry ||
  'jsonPayload' in entry

/** Google Cloud's LogEntry, as `gcloud logging read --format=json|yaml` and the Logs Explorer write it. */
export const gcloud: Shape = {
  name: 'Google Cloud Logging',
  find: (value) =>
    allLike(Array.isArray(value) ? value : [value], isEntry) ??
    (typeof value === 'object' && value !== null && 'entries' in value
      ? allLike(value.entries, isEntry)
      : null),
}
