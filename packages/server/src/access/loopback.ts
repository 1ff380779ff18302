/** Whether only this machine can reach an address that is listened on. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** The host of a `Host` header or an origin, without its port; null for what is neither. */
export function hostOf(authority: string): string | null {
  const bracketed = /^\[([0-9a-f:.]+)\](?::\d{1,5})?$/i.exec(authority)
  if (bracketed !== null) return bracketed[1]!.toLowerCase()
  const plain = /^([a-z0-9._-]+)(?::\d{1,5})?$/i.exec(authority)
  return plain === null ? null : plain[1]!.toLowerCase()
}
