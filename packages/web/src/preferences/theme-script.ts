// Runs before the first paint, so that nothing flashes.
import { applyTheme } from './preferences.ts'

applyTheme()
globalThis.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme)
