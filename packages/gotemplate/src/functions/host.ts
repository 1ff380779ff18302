interface HostPort {
  readonly host: string
  readonly port: string
}

/** Host and port apart, undefined where the text is not of that form (`net.SplitHostPort`). */
function split(text: string): HostPort | undefined {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text)
  return match === null ? undefined : { host: match[1] ?? match[2] ?? '', port: match[3] ?? '' }
}

/** `stripPort`. */
export function stripPort(text: string): string {
  return split(text)?.host ?? text
}

/** Whether a host is an IPv4 or IPv6 address (`net.ParseIP`), which has no domain to be taken off. */
function isAddress(host: string): boolean {
  const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
  return v4.test(host) || (/^[0-9a-fA-F:.]+$/.test(host) && host.split(':').length > 2)
}

/** `stripDomain`: the first label of a host name; addresses stay whole. */
export function stripDomain(text: string): string {
  const parts = split(text)
  const host = parts?.host ?? text
  if (isAddress(host)) return text
  const first = host.split('.')[0] ?? ''
  return parts === undefined || parts.port === '' ? first : `${first}:${parts.port}`
}
