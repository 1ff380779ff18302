const KEY = 'unloop.token'

/** The token that the user gave for this tab; it is forgotten with the tab. */
export function readToken(): string {
  return typeof sessionStorage === 'undefined' ? '' : (sessionStorage.getItem(KEY) ?? '')
}

export function keepToken(token: string): void {
  if (token === '') sessionStorage.removeItem(KEY)
  else sessionStorage.setItem(KEY, token)
}

export function tokenHeader(): Record<string, string> {
  const token = readToken()
  return token === '' ? {} : { authorization: `Bearer ${token}` }
}
