/** The door of `sources`: everything that reads or writes outside of the process. */
export { isSourceError, SOURCE_ERROR_CODES, SourceError, type SourceErrorCode } from './errors.ts'
export type { LogsWanted, ReadLimits } from './files/entry.ts'
export { readPath, type ReadPathOptions } from './files/read-path.ts'
