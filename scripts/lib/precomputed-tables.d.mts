import type { Plugin } from 'esbuild'

export const precomputedTables: Plugin
