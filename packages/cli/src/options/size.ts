import { UsageError } from '../errors.ts'

// Powers of ten, as disks are sold.
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }

/** `50GB`, `500M`, `1.5TB`: bytes, in powers of ten. */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(text.trim())
  const bytes = Number(match?.[1]) * (UNITS[match?.[2]?.toLowerCase() ?? ''] ?? NaN)
  if (bytes > 0) return Math.floor(bytes)
  throw new UsageError({
    code: 'option-value-invalid',
    message: `${JSON.stringify(text)} is no size.`,
    next: 'Write it as 50GB or 500MB.',
  })
}
