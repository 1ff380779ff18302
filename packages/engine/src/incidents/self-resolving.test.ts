import { describe, expect, it } from 'vitest'
import { ago, log, pod, report } from '../testing/build.ts'

const LOST =
  '{"level":"error","ts":"2026-03-01T11:59:00Z","logger":"setup","msg":"problem running manager","error":"leader election lost"}\n'

const restarted = (name: string, restarts: number) => ({
  object: pod({
    name,
    status: {
      restartCount: restarts,
      state: { running: { startedAt: ago(50) } },
      lastState: {
        terminated: { exitCode: 1, reason: 'Error', startedAt: ago(400), finishedAt: ago(55) },
      },
    },
  }),
  log: log(LOST, { pod: name, run: 'previous', origin: { source: `${name}.previous.log` } }),
})

const selfResolvingOf = (...names: readonly (readonly [string, number])[]) => {
  const all = names.map(([name, restarts]) => restarted(name, restarts))
  return report(
    all.map(({ object }) => object),
    all.map((one) => one.log),
  ).incidents.map(({ settling, fixes }) => ({
    settling: settling !== undefined,
    fixes: fixes.length,
  }))
}

describe('self-resolving incidents', () => {
  it('says so of a mass restart whose containers all run again, and urges no fix', () => {
    expect(selfResolvingOf(['a', 7], ['b', 5], ['c', 9])).toEqual(
      Array(3).fill({ settling: true, fixes: 0 }),
    )
  })

  it('says so of one or two restarts', () => {
    expect(selfResolvingOf(['a', 2])).toEqual([{ settling: true, fixes: 0 }])
  })

  it('does not of a loop that stands alone', () => {
    expect(selfResolvingOf(['a', 12])[0]?.settling).toBe(false)
  })
})
