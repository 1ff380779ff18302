import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../diagnose.ts'
import type { Snapshot } from '../evidence/snapshot.ts'
import type { RankedCause } from '../report/report.ts'

const generatedAt = '2026-01-01T00:00:00Z'

const pasted = (text: string, pod: string | null = null): Snapshot => ({
  source: { kind: 'text', name: 'paste', capturedAt: null },
  objects: [],
  logs: [
    { namespace: null, pod, container: null, run: 'unknown', origin: { source: 'paste' }, text },
  ],
  samples: [],
  gaps: [],
})

const causes = (snapshot: Snapshot): readonly RankedCause[] =>
  diagnose(snapshot, { generatedAt, knowledge: KNOWLEDGE }).incidents[0]?.causes ?? []

describe('guess', () => {
  it('reads the lines below a line that says nothing', () => {
    const [top] = causes(
      pasted(
        'F1015 10:54:29.2       1 main.go:90] Cannot open the store:\n  gone\nTable\n        Failed to migrate existing db\n',
      ),
    )
    expect(top?.id).toBe('schema-migration-failed')
    expect(top?.evidence.map(({ excerpt }) => excerpt)).toContain(
      '        Failed to migrate existing db',
    )
  })

  it("knows a component by its pod where the line's words say nothing", () => {
    const line = '2026-01-01 06:09:57.8 [ERROR][10] startup.go 710: Nothing to select here'
    expect(causes(pasted(line, 'calico-node-8t8t8'))[0]?.id).toBe('cni-failed')
    expect(causes(pasted(line, 'web-0'))[0]?.id).toBe('app-exception')
  })

  it('takes a program that prints only its help for one without its arguments', () => {
    const [top] = causes(
      pasted('The tool\n\nUsage:\n\ntool [OPTIONS] [COMMAND]\n\nOptions:\n\n-h, --help\n'),
    )
    expect(top?.id).toBe('app-config-invalid')
    expect(top?.evidence.map(({ excerpt }) => excerpt)).toEqual([
      'Usage:',
      'tool [OPTIONS] [COMMAND]',
    ])
  })

  it('is not sure of a trace that names nothing that the program did wrong', () => {
    const trace = (message: string): string =>
      `panic: ${message}\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:33 +0x25\n`
    const [unsure] = causes(pasted(trace('the flux capacitor is off')))
    const [sure] = causes(pasted(trace('assertion failed: count > 0')))
    expect(unsure?.id).toBe('app-exception')
    expect(unsure?.confidence).toBeLessThan(0.8)
    expect(sure?.confidence).toBeGreaterThan(unsure?.confidence ?? 1)
  })

  it("believes the kubelet's message about a hook more than the hook's words in it", () => {
    const [top] = causes(
      pasted(
        'Exec lifecycle hook ([sh -c setup]) for Container "db" in Pod "db-0_shop(1)" failed - error: command exited with 1: , message: "Error: invalid argument \\"x\\" for \\"--id\\" flag: too short"\n',
      ),
    )
    expect(top?.id).toBe('lifecycle-hook-failed')
  })

  it('shows further lines that say the same in other words', () => {
    const [top] = causes(
      pasted(
        '2026/01/01 06:20:01 [emerg] 1#1: host not found in upstream "api" in /etc/nginx/nginx.conf:25\nnginx: [emerg] host not found in upstream "api" in /etc/nginx/nginx.conf:25\n',
      ),
    )
    expect(top?.evidence.map(({ line }) => line)).toEqual([1, 2])
  })
})
