import { expect, test } from 'vitest'
import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { diagnose } from '../diagnose.ts'

/** The lines that the first cause of a pasted log cites. */
function cited(lines: readonly string[]): readonly (number | undefined)[] {
  const log = {
    namespace: null,
    pod: null,
    container: null,
    run: 'unknown',
    origin: { source: 'paste', line: 1 },
    text: lines.join('\n'),
  } as const
  const { incidents } = diagnose(
    {
      source: { kind: 'text', name: 'paste', capturedAt: null },
      objects: [],
      logs: [log],
      samples: [],
      gaps: [],
    },
    { generatedAt: '2026-01-01T00:00:00Z', knowledge: KNOWLEDGE },
  )
  return incidents[0]?.causes[0]?.evidence.map(({ line }) => line) ?? []
}

test('the failure just above the decisive line is shown with it', () => {
  expect(
    cited([
      'INFO: starting',
      'WARN session 0x0: unexpected error, closing the socket',
      'java.io.IOException: Connection reset by peer',
      '\tat sun.nio.ch.FileDispatcherImpl.read0(Native Method)',
    ]),
  ).toContain(2)
})

test('the name above an indented reason is shown with it, a frame is not', () => {
  const lines = [
    'pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings',
    'encryption_key',
    '  Field required [type=missing, input_value={}, input_type=dict]',
  ]
  expect(cited(lines)).toEqual(expect.arrayContaining([2, 3]))
  expect(
    cited([
      'panic: runtime error: invalid memory address or nil pointer dereference',
      'goroutine 1 [running]:',
    ]),
  ).toEqual([1])
})

test('a line that says only that something failed adds nothing', () => {
  expect(
    cited([
      'Error: exit status 1',
      '2026/01/01 10:48:20 [emerg] 41#41: unknown directive "more_set_header" in /tmp/nginx.conf:611',
    ]),
  ).toEqual([2])
})
