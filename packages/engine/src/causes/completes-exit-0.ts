import { daemonizing } from '../evidence/daemons.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { inForeground } from '../fixes/foreground.ts'
import { endingFixes } from '../fixes/kind-fixes.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { Fix } from '../report/report.ts'
import { advice, withUndo } from './shared/advice.ts'
import { wordRuleFor } from './shared/word-rules.ts'

/** The process ends (or daemonizes) with success under a workload that must run for ever. */
export const completesExit0: Cause = {
  id: 'completes-exit-0',
  explain: (file) => {
    const program = daemon(file)
    return program
      ? `${program} puts itself in the background and its first process ends with success. For Kubernetes the container is done when that process ends, so it is started again.`
      : 'The process ended with success, but the workload must run for ever, so the kubelet starts it again. Usually the server was put in the background, or the command does one thing and ends.'
  },
  find: (file) => succeeded(file),
  fixes: (file, { facts }) =>
    withUndo(file, [
      ...foreground(file),
      advice(file, {
        id: 'completes-exit-0/foreground',
        title: facts['program']
          ? `Keep ${facts['program']} in the foreground`
          : 'Run the server in the foreground as the last command (exec it), or make this a Job if it is meant to end',
        where: 'manifest',
        kubectl: [['edit', file.target]],
      }),
      ...(facts['program'] ? [] : endingFixes(file)),
    ]),
}

const foreground = (file: CaseFile): readonly Fix[] => {
  const kept = daemon(file) && file.failing.spec ? inForeground(file.failing.spec) : null
  if (!kept) return []
  const words = [...(kept.command ?? []), ...(kept.args ?? [])].join(' ')
  return [
    patchFix(file, {
      id: 'completes-exit-0/keep',
      title: `Keep it in the foreground: ${words.slice(0, 80)}`,
      patch: containerPatch(file, { ...kept }),
    }),
  ]
}

const succeeded = (file: CaseFile): readonly Finding[] => {
  const { exit, terminatedBy, failing } = file
  if (exit?.code !== 0 || terminatedBy !== null || failing.container?.role === 'init') return []
  if (failing.workload.kind === 'Job' || failing.workload.kind === 'CronJob') return []
  const program = daemon(file)
  return [
    {
      cause: 'completes-exit-0',
      weight: (program ? 74 : 64) - doubt(file),
      rule: program ? 'completes-exit-0/daemon' : 'completes-exit-0/status',
      title: program
        ? `${program} goes to the background and the container ends with success`
        : 'The process ends with success; the pod is meant to run for ever',
      evidence: [
        file.fromStatus(`${exit.field}.exitCode`, 0),
        ...(exit.reason ? [file.fromStatus(`${exit.field}.reason`, exit.reason)] : []),
        ...commandEvidence(file),
        ...lastLine(file),
      ],
      facts: program ? { program } : {},
    },
  ]
}

/**
 * Success is also how a server ends that the kubelet asked to end, and how some programs end after an error that they only
 * print: without the log, or without events where a probe could have asked, the exit code alone proves little.
 */
const doubt = (file: CaseFile): number => {
  const probe = file.failing.spec?.livenessProbe ?? file.failing.spec?.startupProbe
  const failed = file.eventsWhere('Unhealthy', /^(?:Liveness|Startup)/).length > 0
  return (
    (failed ? 10 : 0) +
    (file.runs.length === 0 ? 12 : 0) +
    (probe && file.events.length === 0 ? 12 : 0) +
    (complained(file) ? COMPLAINED : 0)
  )
}

/** What an error that the program names as its last word takes from the success of its exit code. */
const COMPLAINED = 36
const CLEAR = 0.6

/** A program that prints what is wrong (an unknown flag, a setting) and then ends with 0 has not done its work. */
const complained = ({ runs }: CaseFile): boolean =>
  runs.some(({ crashed, crashWindow: { fallback } }) => {
    if (!crashed || !fallback || fallback.score < CLEAR) return false
    const { level, text } = fallback.line
    return level === 'error' || level === 'fatal' || wordRuleFor(text.slice(0, 2000)) !== null
  })

const commandEvidence = (file: CaseFile): Finding['evidence'] => {
  const { spec } = file.failing
  if (spec?.command) return [file.fromSpec('command', spec.command)]
  return spec?.args ? [file.fromSpec('args', spec.args)] : []
}

const lastLine = (file: CaseFile): Finding['evidence'] => {
  const run = file.runs[0]
  const line = run?.lines.findLast(({ text }) => text.trim() !== '')
  return run && line ? [file.fromLine(run, line)] : []
}

const daemon = ({ failing }: CaseFile): string | null =>
  daemonizing([...(failing.spec?.command ?? []), ...(failing.spec?.args ?? [])].join(' '))
