import type { CaseFile } from '../case/case-file.ts'
import type { Evidence } from '../report/report.ts'
import { tellsOfFailure } from '../logs/message.ts'
import type { Cause } from './cause.ts'

/** The evidence at hand does not decide; the report says what to collect. */
export const unknown: Cause = {
  id: 'unknown',
  explain: (file) =>
    `The evidence at hand does not decide what ended the container. ${logWords(file)}`,
  find: (file) => [
    {
      cause: 'unknown',
      weight: 22,
      rule: 'unknown/floor',
      title: titleOf(file),
      evidence: [...complaintOf(file), ...endOf(file)],
      facts: {},
    },
  ],
  fixes: () => [],
}

const titleOf = (file: CaseFile): string => {
  const code = file.exit?.code ?? null
  const end =
    code !== null
      ? `It ends with exit code ${code}`
      : isBackingOff(file)
        ? 'It crashes again and again'
        : 'It ends'
  return `${end}, and ${file.runs.length > 0 ? 'its log does not say why' : 'no log of it is at hand'}`
}

const logWords = (file: CaseFile): string => {
  if (file.runs.length === 0) return 'Its log is not at hand.'
  return complaintOf(file).length > 0
    ? 'No known message explains the line of its log that stands out.'
    : 'Its log, as far as it is shown, names no error: it was ended from outside, or what it said last is missing.'
}

/** The line that stands out, if it complains: a program's ordinary lines are no evidence of anything. */
const complaintOf = (file: CaseFile): readonly Evidence[] => {
  const [run] = file.runs
  const line = run?.crashWindow.fallback?.line
  if (!run || !line) return []
  return tellsOfFailure(line) ? [file.fromLine(run, line)] : []
}

/** What proves the crash: the exit code, else the state and the kubelet's event that it backs off. */
const endOf = (file: CaseFile): readonly Evidence[] => {
  const code = file.fromExit('exitCode') ?? file.fromExit('reason')
  if (code) return [code]
  const reason = file.failing.status?.state?.waiting?.reason
  const backOff = file.eventsWhere('BackOff').at(-1)
  return [
    ...(backOff ? [file.fromEvent(backOff)] : []),
    ...(reason && !backOff ? [file.fromStatus('state.waiting.reason', reason)] : []),
  ]
}

const isBackingOff = (file: CaseFile): boolean =>
  file.failing.status?.state?.waiting?.reason === 'CrashLoopBackOff' ||
  file.eventsWhere('BackOff').length > 0
