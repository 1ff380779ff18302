import type { Zone } from '../preferences/kept.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** `03:12:07` in a zone. */
export function timeOfDay(ms: number, zone: Zone): string {
  const date = new Date(ms)
  return zone === 'utc'
    ? date.toISOString().slice(11, 19)
    : `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** `03:12:07.123`. */
export function preciseTime(ms: number, zone: Zone): string {
  return `${timeOfDay(ms, zone)}.${String(Math.trunc(ms) % 1_000).padStart(3, '0')}`
}

/** `2026-11-20 03:12:07 UTC`, or with the browser's offset. */
export function absolute(ms: number, zone: Zone): string {
  const date = new Date(ms)
  if (zone === 'utc') return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
  const offset = -date.getTimezoneOffset()
  const sign = offset < 0 ? '-' : '+'
  const hours = `${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${timeOfDay(ms, zone)} ${sign}${hours}`
}

/** `18 min ago`, `in 12 s`, `just now`; one unit, since the exact time stands beside it. */
export function ago(ms: number, nowMs: number): string {
  const seconds = Math.round((nowMs - ms) / 1_000)
  if (Math.abs(seconds) < 5) return seconds < 0 ? 'any moment' : 'just now'
  const words = coarse(Math.abs(seconds))
  return seconds < 0 ? `in ${words}` : `${words} ago`
}

function coarse(seconds: number): string {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 36 ? `${hours} h` : `${Math.round(hours / 24)} d`
}
