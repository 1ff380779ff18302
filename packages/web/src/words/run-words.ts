import { signalName } from '@unloop/engine/phrases'
import type { Run } from '../story/story.ts'

/** `exit 137 (SIGKILL), OOMKilled, after 4.2 s`. */
export function endWords({ exitCode, signal, reason, startedMs, finishedMs }: Run): string {
  if (exitCode === null) return 'still running'
  const number = signal ?? (exitCode > 128 && exitCode <= 165 ? exitCode - 128 : null)
  const parts = [
    `exit ${exitCode}${number === null ? '' : ` (${signalName(number)})`}`,
    reason === '' || reason === 'Error' ? '' : reason,
    startedMs === null || finishedMs === null ? '' : `alive ${lived(finishedMs - startedMs)}`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** `4.2 s`, `12 min 3 s`. */
export function lived(ms: number): string {
  const seconds = ms / 1_000
  if (seconds < 0) return '0 s'
  if (seconds < 10) return `${seconds.toFixed(1).replace(/\.0$/, '')} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`
  const hours = Math.floor(minutes / 60)
  return hours < 48
    ? `${hours} h ${minutes % 60} min`
    : `${Math.floor(hours / 24)} d ${hours % 24} h`
}
