import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One line of a recorded log. */
export interface LogRecord {
  /** RFC 3339 in UTC with nine decimals. */
  readonly at: string
  readonly text: string
}

/** A recorded log whose lines alone name the cause. */
export interface RecordedLog {
  readonly name: string
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly records: readonly LogRecord[]
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAMPED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z ?(.*)$/

/** Reads `corpus/CASE/NAMESPACE/POD/CONTAINER[.previous].log`. */
export function recordedLog(path: string): RecordedLog {
  const [set = '', name = '', namespace = '', pod = '', file = ''] = path.split('/')
  const text = readFileSync(join(ROOT, set, name, 'dump/logs', namespace, pod, file), 'utf8')
  const records = text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const match = STAMPED.exec(line)
      if (match === null) return []
      return [{ at: `${match[1]}.${(match[2] ?? '').padEnd(9, '0')}Z`, text: match[3] ?? '' }]
    })
  return { name, namespace, pod, container: file.split('.', 1)[0] ?? '', records }
}

export const plainOf = ({ records }: RecordedLog): string =>
  records.map(({ text }) => `${text}\n`).join('')
