import type { Check } from '../check.ts'

export const PRACTICE_CHECKS: readonly Check[] = []
