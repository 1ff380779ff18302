/** The door `@unloop/sources/text-file`: files that somebody named, read within bounds. */
export {
  excessOf,
  readSmallFile,
  readSmallFileSync,
  readSmallText,
  readSmallTextSync,
  unreadReason,
} from './small-file.ts'
