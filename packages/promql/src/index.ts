export { Engine, type InstantRequest, type RangeRequest } from './engine/engine.ts'
export { QueryError } from './engine/errors.ts'
export { MemoryStorage } from './storage/memory.ts'
export { parseExpr } from './parser/parser.ts'
