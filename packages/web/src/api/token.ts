// The key in the tab's session storage.
const KEY = 'unloop.token'

/** The token that the user gave for this tab; it is forgotten with the tab. */
export function readToken(): string {
  return typeof sessionStorage === 'undefined' ? '' : (sessionStorage.getItem(KEY) ?? '')
}

/** Kept in the tab's session storage: it is gone with the tab, and other tabs ask for it themselves. */
export function keepToken(token: string): void {
  if (token === '') sessionStorage.removeItem(KEY)
  else sessionStorage.setItem(KEY, token)
}

/** Nothing without a token: a server on a loopback address needs none. */
export function tokenHeader(): Record<string, string> {
  const token = readToken()
  return token === '' ? {} : { authorization: `Bearer ${token}` }
}
