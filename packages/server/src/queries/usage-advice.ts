import { memoryText } from '@unloop/engine/evidence'
import type { Usage } from './usage.ts'

/** Values for a container by what it used; null where too little is known. */
export interface Advice {
  /** `memory: 320Mi`, as a manifest has it. */
  readonly requests: Readonly<Record<string, string>>
  readonly limits: Readonly<Record<string, string>>
  /** For the startup probe, at the period that it has. */
  readonly startup_failure_threshold: number | null
  /** What the values rest on, and what speaks for caution. */
  readonly because: string[]
}

/** Above the peak: what a busier week takes. */
const HEADROOM = 1.25
/** After a kill the peak says where the limit was, not what the program wanted. */
const HEADROOM_AFTER_KILL = 1.5
/** Half an hour of samples, one every 30 s: less says nothing about a week. */
const MIN_SAMPLES = 60
const MIB = 2 ** 20

/** Limits, requests and a budget of the startup probe by observed usage. There is no CPU limit: it throttles and saves none. */
export function adviceOn(usage: Usage): Advice | null {
  const { memory, cpu, oom_kills: kills, startup_failures: failures } = usage
  const requests: Record<string, string> = {}
  const limits: Record<string, string> = {}
  const because: string[] = []
  if (memory !== null && memory.samples >= MIN_SAMPLES) {
    const headroom = kills > 0 ? HEADROOM_AFTER_KILL : HEADROOM
    requests['memory'] = memoryText(roundedUp(memory.p95))
    limits['memory'] = memoryText(roundedUp(memory.peak * headroom))
    because.push(
      `Memory reached ${memoryText(memory.peak)}, and was below ${memoryText(memory.p95)} for 95 % of the time.`,
    )
  }
  if (kills > 0)
    because.push(
      `It was killed ${kills} times for memory: what it wanted is not known, so look again after a week.`,
    )
  if (cpu !== null) {
    requests['cpu'] = `${Math.max(10, Math.ceil(cpu.p95 * 100) * 10)}m`
    because.push(`It used up to ${cpu.peak.toFixed(2)} cores over five minutes.`)
    if ((cpu.throttled ?? 0) > 0.05)
      because.push(`In ${Math.round(cpu.throttled! * 100)} % of its periods it was throttled.`)
  }
  if (failures !== null && failures > 0)
    because.push(`Its startup probe failed up to ${failures} times before it was up.`)
  if (because.length === 0) return null
  const threshold = failures === null || failures === 0 ? null : Math.ceil(failures * 2)
  return { requests, limits, startup_failure_threshold: threshold, because }
}

/** To steps that people write: 16 MiB, above 1 GiB 64 MiB. */
function roundedUp(bytes: number): number {
  const step = (bytes > 1024 * MIB ? 64 : 16) * MIB
  return Math.ceil(bytes / step) * step
}
