import type { LogStream } from '@unloop/engine'

/** A log whose text is read when it is first asked for, and then kept. */
export function lazyLog(head: Omit<LogStream, 'text'>, read: () => string): LogStream {
  let text: string | undefined
  return {
    ...head,
    get text(): string {
      text ??= read()
      return text
    },
  }
}
