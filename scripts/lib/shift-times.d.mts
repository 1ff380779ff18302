export function shiftTimes<T>(value: T, ms: number): T
