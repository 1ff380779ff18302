import { quote } from '@unloop/gotemplate'
import { ConfigError } from '../yaml/document.ts'

interface HostPort {
  readonly host: string
  readonly port: string
}

/** `host:port`, as Go's net.SplitHostPort takes it apart. @throws {ConfigError} in its words */
export function parseHostPort(text: string): HostPort {
  if (text === '') return { host: '', port: '' }
  const refuse = (reason: string): never => {
    throw new ConfigError(`address ${text}: ${reason}`)
  }
  const colon = text.lastIndexOf(':')
  if (colon < 0) refuse('missing port in address')
  const isBracketed = text.startsWith('[')
  const end = text.indexOf(']')
  if (isBracketed && end < 0) refuse("missing ']' in address")
  if (isBracketed && end + 1 !== colon)
    refuse(text[end + 1] === ':' ? 'too many colons in address' : 'missing port in address')
  const host = isBracketed ? text.slice(1, end) : text.slice(0, colon)
  if (!isBracketed && host.includes(':')) refuse('too many colons in address')
  if (/[[\]]/.test(host) || text.slice(colon).includes(']')) refuse("unexpected '[' in address")
  const port = text.slice(colon + 1)
  if (port === '') throw new ConfigError(`address ${quote(text)}: port cannot be empty`)
  return { host, port }
}

/** The address as text; empty if there is none. */
export function hostPortText({ host, port }: HostPort): string {
  if (host === '' && port === '') return ''
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
