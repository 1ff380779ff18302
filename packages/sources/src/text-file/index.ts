/** The door `@unloop/sources/text-file`: files that somebody named, read within bounds. */
export { jsonExcess } from './json-bounds.ts'
export {
  excessOf,
  readSmallFile,
  readSmallFileSync,
  readSmallText,
  readSmallTextSync,
  unreadReason,
} from './small-file.ts'
