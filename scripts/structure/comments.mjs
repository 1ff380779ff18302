import { filesOf, isDataTable, isTest, packageNames } from './source-files.mjs'

/** Least share of comment lines of a package, in percent; up to 18 % is the habit. */
const FLOOR = 8

/** Packages with fewer comments than their floor, as sentences. */
export function commentProblems() {
  return commentShares()
    .filter(({ lines }) => lines > 0)
    .map(({ name, share }) => ({ name, percent: 100 * share }))
    .filter(({ percent }) => percent < FLOOR)
    .map(
      ({ name, percent }) =>
        `packages/${name}: ${percent.toFixed(1)} % of its lines are comments, and ${FLOOR} % are the least: say why, and where facts are from.`,
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
