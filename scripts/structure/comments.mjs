import { filesOf, isDataTable, isTest, packageNames } from './source-files.mjs'

/** Least share of comment lines of a package, in percent; up to 18 % is the habit. */
const FLOOR = 8
/** Packages that are below it, each with its own floor, which may only rise. */
const FLOORS = new Map([
  ['engine', 7.8],
  ['ingest', 7.8],
  ['remedy', 7.8],
  ['server', 7.8],
])

/** Packages with fewer comments than their floor, as sentences. */
export function commentProblems() {
  return commentShares()
    .filter(({ lines }) => lines > 0)
    .map(({ name, share }) => ({ name, percent: 100 * share, floor: FLOORS.get(name) ?? FLOOR }))
    .filter(({ percent, floor }) => percent < floor)
    .map(
      ({ name, percent, floor }) =>
        `packages/${name}: ${percent.toFixed(1)} % of its lines are comments, and ${floor} % are the least: say why, and where facts are from.`,
    )
}

/** Lines and comment lines of each package's source, without tests and tables of facts: `{ name, lines, comments, share }`. */
export function commentShares() {
  return packageNames().map((name) => {
    const texts = filesOf(name).filter(({ path }) => !isTest(path) && !isDataTable(path))
    const lines = texts.flatMap(({ text }) => text.split('\n')).filter((line) => line.trim() !== '')
    const comments = lines.filter(isComment).length
    return {
      name,
      lines: lines.length,
      comments,
      share: lines.length ? comments / lines.length : 0,
    }
  })
}

/** A line that is a comment, or that ends with one. Exported for its test. */
export function isComment(line) {
  return /^\s*(?:\/\/|\/\*|\*(?:\s|\/|$))/.test(line) || /[^:'"`/]\s\/\/ /.test(line)
}
