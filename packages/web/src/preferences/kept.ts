export type Theme = 'system' | 'light' | 'dark'
export type Zone = 'utc' | 'local'

/** What a user likes; it is theirs and not part of a view, so it is kept in the browser and not in the address. */
export interface Preferences {
  readonly theme: Theme
  readonly zone: Zone
  readonly wrap: boolean
  readonly keys: boolean
}

const KEY = 'unloop.preferences'
const USUAL: Preferences = { theme: 'system', zone: 'utc', wrap: false, keys: true }
let current: Preferences | null = null

export function readPreferences(): Preferences {
  current ??= parsed()
  return current
}

export function keepPreferences(change: Partial<Preferences>): void {
  current = { ...readPreferences(), ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // A browser that keeps nothing still shows everything.
  }
  applyTheme()
}

/** Sets the theme on the document; `system` follows the system as it changes. */
export function applyTheme(): void {
  const { theme } = readPreferences()
  const isDark =
    theme === 'dark' ||
    (theme === 'system' && globalThis.matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
}

function parsed(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>
    return { ...USUAL, ...kept }
  } catch {
    return USUAL
  }
}
