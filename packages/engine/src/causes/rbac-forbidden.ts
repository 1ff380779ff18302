import type { Cause } from './cause.ts'

/** The API server answers 403 to the program's service account. */
export const rbacForbidden: Cause = {
  id: 'rbac-forbidden',
  explain: () =>
    'The API server answers 403: the service account of the pod lacks a right that the program needs.',
  fixes: () => [],
}
