import type { Cause } from './cause.ts'

/** The evidence at hand does not decide; the report says what to collect. */
export const unknown: Cause = {
  id: 'unknown',
  explain: () => 'The evidence at hand does not decide what ended the container.',
  find: (file) => {
    const code = file.fromExit('exitCode')
    const run = file.runs[0]
    const guess = run?.crashWindow.fallback
    const line = guess && run ? run.lines[guess.index] : undefined
    return [
      {
        cause: 'unknown',
        weight: 22,
        rule: 'unknown/floor',
        title: 'The evidence at hand does not decide',
        evidence: [...(line && run ? [file.fromLine(run, line)] : []), ...(code ? [code] : [])],
        facts: {},
      },
    ]
  },
  fixes: () => [],
}
