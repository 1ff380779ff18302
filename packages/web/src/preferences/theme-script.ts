// Runs before the first paint, so that nothing flashes.
import { applyTheme } from './kept.ts'

applyTheme()
globalThis.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme)
