/** The door `@unloop/sources/files`: files, folders, archives and standard input. */
export type { LogsWanted, ReadLimits } from './entry.ts'
export { readPath, readPaths, type ReadPathOptions } from './read-path.ts'
export { makeFolder } from './make-folder.ts'
export { readWithin } from './read-within.ts'
