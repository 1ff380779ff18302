import { spawn } from 'node:child_process'
import type { Io } from '../io.ts'

// Programs that open an address; xdg-open elsewhere.
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Hands an address to the system's browser. Where there is none, the address stands on standard output already. */
export function openBrowser(url: string, { env, err }: Pick<Io, 'env' | 'err'>): void {
  const [program = 'xdg-open', ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const chosen = env['BROWSER'] === undefined || env['BROWSER'] === '' ? program : env['BROWSER']
  const child = spawn(chosen, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => err(`unloop: No browser could be opened: open ${url} yourself.\n`))
  child.unref()
}
