import type { Range } from './lanes.ts'

/** Between moments and pixels. */
export interface Scale {
  readonly x: (ms: number) => number
  readonly ms: (x: number) => number
  readonly left: number
  readonly width: number
}

export function scaleOf({ fromMs, toMs }: Range, left: number, width: number): Scale {
  const span = Math.max(1, toMs - fromMs)
  return {
    left,
    width,
    x: (ms) => left + ((ms - fromMs) / span) * width,
    ms: (x) => fromMs + ((x - left) / width) * span,
  }
}
