import type { Sample } from '@unloop/engine/evidence'
import type { TopRow } from './pod-table.ts'

/** Lines that begin as only programs begin them: a time, klog's letter, JSON, a level. */
export function startsLogLine(text: string): boolean {
  return /^\s*(?:\[?\d{4}[-/]\d\d[-/]\d\d|[IWEF]\d{4} \d\d:|\{"|\[\d\d|level=|time=|ts=|\d\d:\d\d:\d\d|panic:|Traceback |goroutine \d|at [\w.$]+\(|\w{3} +\d+ \d\d:\d\d:\d\d |```)/.test(
    text,
  )
}

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
