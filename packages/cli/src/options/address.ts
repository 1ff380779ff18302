import { UsageError } from '../errors.ts'

/** Where a server listens. */
export interface Address {
  /** Empty words mean all addresses of the machine. */
  readonly host: string
  readonly port: number
}

/** Whether it is the whole address of something that speaks HTTP. */
export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** An error of `listen`, as Node gives it. */
export interface ListenError extends NodeJS.ErrnoException {
  readonly address?: string
  readonly port?: number
  /** `grpc` where it is the address for OTLP over gRPC. */
  readonly protocol?: string
}

/** Whether an address could not be listened on. */
export function isListenError(error: unknown): error is ListenError {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen'
}

/** `:8443`, `8443`, `127.0.0.1:8443`, `[::1]:8443`; port 0 takes any that is free. */
export function parseAddress(text: string): Address {
  const match = /^(?:(?:\[([\da-f:.]+)\]|([^:[\]]*)):)?(\d{1,5})$/i.exec(text)
  const port = Number(match?.[3])
  if (match && port <= 65_535) return { host: match[1] ?? match[2] ?? '', port }
  throw new UsageError({
    code: 'option-value-invalid',
    message: `${JSON.stringify(text)} is no address to listen on.`,
    next: 'Write it as :8443 or 127.0.0.1:8443.',
  })
}
