/** The door `@unloop/engine/reader`: a second reader of log lines, which knows no program by name. */
export { textModelOf, type TextModel, type WrittenModel } from './text-model.ts'
