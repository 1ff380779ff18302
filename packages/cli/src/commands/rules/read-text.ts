import { readFile } from 'node:fs/promises'
import type { Io } from '../../io.ts'

/** The text of a file, or of standard input for `-`; or why there is none, in promtool's words. */
export async function readText(
  path: string,
  io: Io,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (path === '-') return { text: await stdinText(io) }
  try {
    return { text: await readFile(path, 'utf8') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    return { problem: `${path}: open ${path}: ${REASONS[code] ?? code}` }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
}

async function stdinText(io: Io): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of io.stdin) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
