import type { Sample } from '@unloop/engine/evidence'
import { indentOf, isBlank, type Line } from '../lines/line.ts'
import type { TopRow } from './pod-table.ts'

/** Lines that begin as only programs begin them: a time, klog's letter, JSON, a level. */
export function startsLogLine(text: string): boolean {
  return /^\s*(?:\[?\d{4}[-/]\d\d[-/]\d\d|[IWEF]\d{4} \d\d:|[DIWEFAU], \[\d{4}-|\{"|\[\d\d|level=|time=|ts=|\d\d:\d\d:\d\d|panic:|Traceback |goroutine \d|at [\w.$]+\(|\w{3} +\d+ \d\d:\d\d:\d\d |```)/.test(
    text,
  )
}

/** Lines of a field whose key was cut off: few, and further in than the keys that follow. */
export function isTailOfFields(lines: readonly Line[], key: string): boolean {
  const filled = lines.filter((line) => !isBlank(line))
  const margin = indentOf(key)
  return (
    margin > 0 &&
    filled.length <= MOST_VALUES &&
    filled.every(({ text }) => indentOf(text) > margin && !startsLogLine(text))
  )
}

const MOST_VALUES = 6

/** Memory of `kubectl top`, under the name that the kubelet's own metric of it has. */
export function usageSample(usage: TopRow): Sample {
  const { pod, container, namespace, memoryBytes } = usage
  return {
    name: 'container_memory_working_set_bytes',
    labels: {
      pod,
      ...(container === null ? {} : { container }),
      ...(namespace === null ? {} : { namespace }),
    },
    value: memoryBytes,
    at: null,
  }
}
