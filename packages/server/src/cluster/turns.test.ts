import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type TurnTimes, Turns } from './turns.ts'

/** No test waits so long: it ends before, or fails by its own limit. */
const NEVER_MS = 600_000
/** A timer may fire within the millisecond before its time. */
const EARLY_MS = 2

function next(turns: Turns, times: Partial<TurnTimes>): Promise<number> {
  const began = performance.now()
  const signal = new AbortController().signal
  return turns
    .next({ urgentMs: 0, restMs: NEVER_MS, idleMs: NEVER_MS, signal, ...times })
    .then(() => performance.now() - began + EARLY_MS)
}

async function isPending(turn: Promise<number>): Promise<boolean> {
  return (await Promise.race([turn, pause(100, 'pending')])) === 'pending'
}

it('looks again after a while where nothing changed', async () => {
  expect(await next(new Turns(), { restMs: 10, idleMs: 60 })).toBeGreaterThanOrEqual(60)
})

it('rests before it looks at what changed', async () => {
  const turns = new Turns()
  turns.note()
  expect(await next(turns, { restMs: 60 })).toBeGreaterThanOrEqual(60)
})

it('looks at what is urgent before its rest is over, but not at once', async () => {
  const turns = new Turns()
  turns.noteUrgent()
  expect(await next(turns, { urgentMs: 40 })).toBeGreaterThanOrEqual(40)
})

it('is woken from its rest by what is urgent alone', async () => {
  const turns = new Turns()
  const turn = next(turns, {})
  turns.note()
  expect(await isPending(turn)).toBe(true)
  turns.noteUrgent()
  await turn
})

it('forgets what it has looked at', async () => {
  const turns = new Turns()
  turns.noteUrgent()
  await next(turns, {})
  const stop = new AbortController()
  const turn = next(turns, { restMs: 0, signal: stop.signal })
  expect(await isPending(turn)).toBe(true)
  stop.abort()
  await turn
})
