import type { Sample } from './fixtures.mjs'

export function samples(): readonly Sample[]
