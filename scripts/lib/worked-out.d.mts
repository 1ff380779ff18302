import type { Plugin } from 'esbuild'

export const workedOut: Plugin
