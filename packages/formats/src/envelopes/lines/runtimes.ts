import { openJsonLine } from '../records/json-line.ts'
import { openLogfmtLine } from '../records/logfmt-line.ts'
import { stampOf } from '../message/stamp.ts'
import type { LineEnvelope } from './line-envelope.ts'

const CRI =
  /^(\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?::\S*)?(?: (.*)|)$/

/** The CRI's file format (kubernetes/design-proposals, "CRI: log management"): `P` is a piece of a line that goes on. */
export const cri: LineEnvelope = {
  name: 'CRI log file',
  least: 1,
  open(line) {
    const match = CRI.exec(line)
    if (match === null) return null
    const at = stampOf(match[1])
    return {
      text: match[4] ?? '',
      stream: match[2] === 'stderr' ? 'stderr' : 'stdout',
      part: match[3] === 'P',
      ...(at === null ? {} : { at }),
    }
  },
}

/** Records of JSON line by line: Docker's json-file, collectors, exports. */
export const jsonLines: LineEnvelope = {
  name: 'JSON records',
  least: 1,
  open: (line) => openJsonLine(line.replace(/,$/, '').trim()),
}

export const logfmtLines: LineEnvelope = {
  name: 'logfmt records',
  least: 2,
  open: openLogfmtLine,
}
