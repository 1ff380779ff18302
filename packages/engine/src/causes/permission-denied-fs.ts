import type { Cause } from './cause.ts'

/** A file or directory cannot be read, written or owned; read-only file system. */
export const permissionDeniedFs: Cause = {
  id: 'permission-denied-fs',
  explain: () =>
    'The program may not read, write or own a file or folder that it needs with the user that it runs as.',
  fixes: () => [],
}
