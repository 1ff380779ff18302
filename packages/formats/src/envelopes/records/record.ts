import type { Opened } from '../message/message.ts'
import { isNowhere } from '../message/message.ts'
import { fieldsOf } from './fields.ts'
import { messageField, mergedText, payloadText } from './payload.ts'
import { labelsOf, type Labels } from './roles.ts'

/** What one record of an export holds. */
export interface OpenedRecord extends Opened {
  /** True where the record says what only a collector knows: whose container, which stream. */
  readonly told: boolean
}

const BROKEN_LINE = /\r?\n$/

/** Opens one record, whoever wrote it; null where it has no message. `outer` are labels that stand once for many records. */
export function openRecord(record: object, outer?: object): OpenedRecord | null {
  const fields = fieldsOf(record)
  const message = messageField(fields)
  if (message === null) return null
  const labels = labelsOf(outer === undefined ? fields : [...fields, ...fieldsOf(outer)])
  const whole = payloadText(message.value)
  const text =
    message.path.length === 1 ? mergedText(record as Record<string, unknown>, whole) : whole
  return { text: text.replace(BROKEN_LINE, ''), ...spread(labels), told: isTold(labels) }
}

const isTold = ({ place, stream, instance }: Labels): boolean =>
  !isNowhere(place) || stream !== null || instance !== null

const spread = ({ at, place, stream, instance }: Labels): Omit<Opened, 'text'> => ({
  place,
  ...(at === null ? {} : { at }),
  ...(stream === null ? {} : { stream }),
  ...(instance === null ? {} : { instance }),
})
