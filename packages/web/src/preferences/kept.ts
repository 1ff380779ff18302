export type Theme = 'system' | 'light' | 'dark'
export type Zone = 'utc' | 'local'

/** What a user likes; it is theirs and not part of a view, so it is kept in the browser and not in the address. */
export interface Preferences {
  readonly theme: Theme
  readonly zone: Zone
  /** Long lines are broken rather than cut. */
  readonly wrap: boolean
  /** Whether keys of one letter do anything: screen readers have keys of their own (WCAG 2.1.4). */
  readonly keys: boolean
}

// The key in the browser's local storage.
const KEY = 'unloop.preferences'
const USUAL: Preferences = { theme: 'system', zone: 'utc', wrap: false, keys: true }
let current: Preferences | null = null

/** What was kept, else what is usual. */
export function readPreferences(): Preferences {
  current ??= parsed()
  return current
}

/** Keeps a change, and applies the theme at once. */
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

/** What the browser kept; what it cannot read is as if nothing was kept. */
function parsed(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>
    return { ...USUAL, ...kept }
  } catch {
    return USUAL
  }
}
