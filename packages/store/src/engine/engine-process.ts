import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fromEngine, StoreError } from '../errors.ts'
import type { HostAnswer, HostRequest, HostSetup } from './messages.ts'

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
}

// The bundle keeps modules beside each other and names this one by itself.
const HOST = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? './engine-host.ts' : './engine-host.mjs',
    import.meta.url,
  ),
)
const CLOSE_MS = 3_000
const MAX_WORDS = 500

/** The embedded engine in a process of its own, started again after it ended. */
export class EngineProcess {
  readonly #setup: HostSetup
  readonly #waiting = new Map<number, Waiting>()
  #child: ChildProcess | null = null
  #opening: Promise<ChildProcess> | null = null
  #lastId = 0
  #isClosed = false
  /** How often the engine ended by itself. */
  crashes = 0

  constructor(setup: HostSetup) {
    this.#setup = setup
  }

  /** Resolves once the engine is open. */
  async open(): Promise<void> {
    await this.#running()
  }

  async run(request: Omit<HostRequest, 'id'>): Promise<Uint8Array> {
    const child = await this.#running()
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#waiting.set(id, { resolve, reject })
      child.send({ ...request, id } satisfies HostRequest, (error) => {
        if (error === null) return
        this.#waiting.delete(id)
        reject(gone(error))
      })
    })
  }

  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  /** Resident bytes of the process; null where the system does not say. */
  memoryBytes(): number | null {
    if (this.pid === null) return null
    try {
      const status = readFileSync(`/proc/${this.pid}/status`, 'utf8')
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024 || null
    } catch {
      return null
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const child = this.#child
    if (child === null) return
    await new Promise<void>((resolve) => {
      const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS)
      child.once('exit', () => {
        clearTimeout(late)
        resolve()
      })
      if (child.connected) child.disconnect()
    })
  }

  async #running(): Promise<ChildProcess> {
    if (this.#isClosed) throw new StoreError('unavailable', 'The store is closed.')
    if (this.#child !== null) return this.#child
    this.#opening ??= this.#start().finally(() => {
      this.#opening = null
    })
    return this.#opening
  }

  #start(): Promise<ChildProcess> {
    return new Promise((resolve, reject) => {
      const child = fork(HOST, [JSON.stringify(this.#setup)], {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        execArgv: ['--disable-warning=ExperimentalWarning'],
      })
      let words = ''
      child.stderr?.on('data', (chunk: Buffer) => {
        words = (words + chunk.toString()).slice(-MAX_WORDS)
      })
      this.#waiting.set(0, {
        resolve: () => {
          this.#child = child
          resolve(child)
        },
        reject: (error) => {
          // The engine says why on standard error, sometimes only there.
          child.once('close', () => reject(fromEngine(words.trim() || error.message, error)))
          child.kill('SIGKILL')
        },
      })
      child.on('message', (answer: HostAnswer) => this.#answered(answer))
      child.on('error', (cause) => this.#ended(gone(cause)))
      child.on('exit', (code, signal) => {
        const how = [signal ?? `status ${code}`, words.trim()]
          .filter((part) => part !== '')
          .join(': ')
        this.#ended(new StoreError('unavailable', `The embedded engine ended with ${how}`))
      })
    })
  }

  #answered(answer: HostAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('error' in answer) waiting?.reject(fromEngine(answer.error))
    else waiting?.resolve(answer.bytes)
  }

  #ended(error: StoreError): void {
    if (this.#child !== null && !this.#isClosed) this.crashes++
    this.#child = null
    const lost = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of lost) reject(error)
  }
}

function gone(cause: Error): StoreError {
  return new StoreError('unavailable', 'The embedded engine does not answer.', { cause })
}
