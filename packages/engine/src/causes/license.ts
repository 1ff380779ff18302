import { secretValueFixes } from '../fixes/secret-value-fixes.ts'
import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** A licence is missing, invalid or expired. */
export const license: Cause = {
  id: 'license',
  explain: () => 'The program refuses to run without a valid licence.',
  fixes: (file) => [
    ...secretValueFixes(file, {
      id: 'license/store',
      named: /licen[cs]e|activation|subscription/i,
      what: 'The valid licence',
      risk: 'low',
    }),
    advice(file, {
      id: 'license/renew',
      title: 'Put a valid licence where the program reads it',
      where: 'config',
      kubectl: [
        ['get', 'secrets,configmaps'],
        ['rollout', 'restart', file.target],
      ],
    }),
  ],
}
