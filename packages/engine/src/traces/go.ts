import type { TraceException } from './trace.ts'
import type { Parser } from './cursor.ts'

const PANIC =
  /^(?:.*\s)?(panic|fatal error|unexpected fault address|runtime): (?!.*out of memory: cannot allocate)(.*)$/
const START =
  /^(?:panic: |fatal error: |runtime: (?:out of memory|goroutine stack exceeds)|unexpected fault address |SIG[A-Z]+: |runtime\/cgo: )/
const NESTED = /^\s*panic: (.*)$/
const GOES_ON =
  /^(?:goroutine \d+ (?:gp=\S+ .*)?\[.*\]:|\[signal SIG|\[recovered|\[originating|\s+\S+\.(?:go|s|c):\d+|created by |[\w./*()[\]{}~@%·-]+\(.*\)$|\s*panic: |exit status \d|r(?:ax|bx|cx|dx|di|si|bp|sp|8|9|1\d|ip|flags)\s|[cfg]s\s|runtime(?:[. ]|:)|\.\.\.(?:additional|\d+ frames)|PC=|signal arrived|\t)/
const GOROUTINE = /^goroutine \d+ /

const MOST = 12

/** Go's panics and fatal errors with their goroutines; also a klog fatal line that dumps them. */
export const readGo: Parser = (cursor, at) => {
  const text = cursor.text(at)
  if (START.test(text)) return readPanic(cursor, at, text)
  return null
}

const readPanic = (cursor: Parameters<Parser>[0], at: number, text: string): ReturnType<Parser> => {
  const exceptions: TraceException[] = [exceptionOf(text, cursor.line(at))]
  let last = at
  let dumped = false
  const accepts = (line: string): boolean => line.trim() === '' || GOES_ON.test(line)
  for (let i = cursor.resume(at + 1, accepts, 40); i >= 0; i = cursor.resume(last + 1, accepts)) {
    last = i
    if (GOROUTINE.test(cursor.text(i))) dumped = true
    const nested = NESTED.exec(cursor.text(i))
    if (nested !== null && exceptions.length < MOST)
      exceptions.unshift(exceptionOf(`panic: ${nested[1]}`, cursor.line(i)))
  }
  while (last > at && cursor.text(last).trim() === '') last--
  const served = at > 0 && /http: panic serving/.test(cursor.text(at - 1))
  return {
    language: 'go',
    start: cursor.line(at),
    end: cursor.line(last),
    exceptions,
    fate: served ? 'caught' : dumped || text.startsWith('fatal') ? 'uncaught' : 'unknown',
    next: last + 1,
  }
}

function exceptionOf(text: string, line: number): TraceException {
  const m = PANIC.exec(text)
  const message = (m?.[2] ?? text).replace(/ \[recovered(?:, repanicked)?\]$/, '')
  return { type: m?.[1] ?? 'fatal error', message: message.trim(), line }
}
