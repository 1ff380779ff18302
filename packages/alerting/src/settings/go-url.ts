import { quote } from '@unloop/gotemplate'
import { ConfigError } from '../yaml/document.ts'

/** A URL as Go's net/url takes it apart. */
export interface GoUrl {
  readonly scheme: string
  readonly userInfo: string | undefined
  readonly host: string
  readonly path: string
  readonly query: string | undefined
  readonly fragment: string | undefined
}

/** The URL as text. */
export function urlText(url: GoUrl): string {
  const user = url.userInfo === undefined ? '' : `${url.userInfo}@`
  const query = url.query === undefined ? '' : `?${url.query}`
  const fragment = url.fragment === undefined ? '' : `#${url.fragment}`
  const authority = url.host === '' && url.scheme === '' ? '' : `//${user}${url.host}`
  return `${url.scheme === '' ? '' : `${url.scheme}:`}${authority}${url.path}${query}${fragment}`
}

/** The URL with more at the end of its path. */
export function withPath(url: GoUrl, more: string): GoUrl {
  return { ...url, path: url.path + more }
}

/** @throws {ConfigError} in the words of `net/url` */
function fail(text: string, reason: string): never {
  throw new ConfigError(`parse ${quote(text)}: ${reason}`)
}

/** @throws {ConfigError} in Go's words */
export function parseGoUrl(text: string): GoUrl {
  if (/[\u0000-\u001f\u007f]/.test(text)) fail(text, 'net/url: invalid control character in URL')
  if (text === '')
    return {
      scheme: '',
      userInfo: undefined,
      host: '',
      path: '',
      query: undefined,
      fragment: undefined,
    }
  const [beforeFragment = '', ...fragments] = text.split('#')
  if (beforeFragment.startsWith(':')) fail(text, 'missing protocol scheme')
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(beforeFragment)?.[1]
  const rest = scheme === undefined ? beforeFragment : beforeFragment.slice(scheme.length + 1)
  const [beforeQuery = '', ...queries] = rest.split('?')
  if (
    scheme === undefined &&
    !beforeQuery.startsWith('/') &&
    (beforeQuery.split('/')[0] ?? '').includes(':')
  )
    fail(text, 'first path segment in URL cannot contain colon')
  const match = /^\/\/([^/]*)(.*)$/s.exec(beforeQuery)
  const path = match === null ? beforeQuery : (match[2] ?? '')
  const authority = splitAuthority(text, match?.[1] ?? '')
  checkEscapes(text, path)
  return {
    scheme: (scheme ?? '').toLowerCase(),
    ...authority,
    path,
    query: queries.length === 0 ? undefined : queries.join('?'),
    fragment: fragments.length === 0 ? undefined : fragments.join('#'),
  }
}

/** Login and host. The host may be an IPv6 address in brackets; a port has digits alone. */
function splitAuthority(text: string, authority: string): Pick<GoUrl, 'userInfo' | 'host'> {
  const at = authority.lastIndexOf('@')
  const userInfo = at < 0 ? undefined : authority.slice(0, at)
  const host = authority.slice(at + 1)
  if (userInfo !== undefined && !/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userInfo))
    fail(text, 'net/url: invalid userinfo')
  const afterBracket = host.startsWith('[') ? host.slice(host.lastIndexOf(']') + 1) : host
  if (host.startsWith('[') && !host.includes(']')) fail(text, "missing ']' in host")
  const colon = host.startsWith('[')
    ? afterBracket
    : afterBracket.slice(afterBracket.lastIndexOf(':'))
  const port = colon.includes(':') || host.startsWith('[') ? colon : ''
  if (port !== '' && !/^:[0-9]*$/.test(port)) fail(text, `invalid port ${quote(port)} after host`)
  const bad = /[\s"<>\\^`{|}]/.exec(host)?.[0]
  if (bad !== undefined) fail(text, `invalid character ${quote(bad)} in host name`)
  checkEscapes(text, host)
  return { userInfo, host }
}

/** @throws {ConfigError} for a percent sign that encodes nothing */
function checkEscapes(text: string, part: string): void {
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/su.exec(part)?.[0]
  if (bad !== undefined) fail(text, `invalid URL escape ${quote(bad)}`)
}

/** A URL that can be called. @throws {ConfigError} in upstream's words */
export function parseHttpUrl(text: string): GoUrl {
  const url = parseGoUrl(text)
  if (url.scheme !== 'http' && url.scheme !== 'https')
    throw new ConfigError(`unsupported scheme ${quote(url.scheme)} for URL`)
  if (url.host === '') throw new ConfigError('missing host for URL')
  return url
}
