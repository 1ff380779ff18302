import { readWithin } from '@unloop/sources/files'
import { readSmallFile, unreadReason } from '@unloop/sources/text-file'
import type { Io } from '../../io.ts'

/** The text of a file, or of standard input for `-`; or why there is none, in promtool's words. */
export async function readText(
  path: string,
  io: Io,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  try {
    const bytes = await (path === '-' ? readWithin(io.stdin, MOST) : readSmallFile(path, MOST))
    if (bytes === null) return { problem: `${path}: it is larger than ${MOST >> 20} MiB` }
    return { text: bytes.toString('utf8') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    return { problem: `${path}: open ${path}: ${REASONS[code] ?? unreadReason(error)}` }
  }
}

/** Rules that a Prometheus evaluates every minute are far fewer. */
const MOST = 8 << 20

// The texts of Go's errors, by Node's codes.
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
}
