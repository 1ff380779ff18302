import type { LogLine } from './line.ts'

/** Words by which programs say what went wrong, where they state no level. */
const COMPLAINS =
  /\b(?:cannot|can't|can not|could ?n[o']t|unable to|fail(?:ed|ure|s)?|denied|refused|invalid|unknown|unrecogni[sz]ed|missing|not found|no \w+ (?:found|named)|no such|does(?: not|n't) (?:exist|match|have|support)|unsupported|not supported|undefined|expected|exception|error|fatal|panic|out of memory|corrupt(?:ed)?|incompatible|not compatible|mismatch|expired|forbidden|unauthori[sz]ed|not permitted|not allowed|illegal|bad (?:file|config|directive|value|request|substitution|interpreter)|must (?:be|have|not)|(?:is|are|was) empty|unsuccessful|unterminated|inconsistent|required|timed out|timeout|already in use|already exists|no space left|reached the max|too many|too (?:large|long|small|old)|unreachable|rejected|violates?|duplicate|is not (?:set|defined|a |an |valid|in )|isn't|wasn't|abort(?:ed|ing)?|crash(?:ed)?|killed|evicted|segmentation fault|exec format|not set|not configured|not defined|not recogni[sz]ed|is a directory|unexpected|misspelled|perhaps)\b/i

/** The part of a line that its message is in: of JSON, not the whole stack trace. */
export function messageOf({ text }: LogLine): string {
  const head = text.length > 800 ? text.slice(0, 800) : text
  const stack = head.search(/"(?:stack_?[tT]race|stack|exception\.stacktrace)":/)
  return stack < 0 ? head : head.slice(0, stack)
}

/** True of a message that says that something is wrong, whatever its level. */
export function complains(message: string): boolean {
  return COMPLAINS.test(message)
}

/** A line that states a failure, by its level or its words. */
export function tellsOfFailure(line: LogLine): boolean {
  return line.level === 'fatal' || line.level === 'error' || complains(messageOf(line))
}

/** True of what the kubelet or a person says of a probe among the lines of a program. */
export function isOfProbe({ text }: LogLine): boolean {
  return /\b(?:liveness|readiness|startup) ?probe\b.{0,80}\b(?:fail(?:s|ed|ing)?|errored)\b/i.test(
    text,
  )
}

/** True of what kubectl answers where there is no log. */
function isOfKubectl({ text }: LogLine): boolean {
  return /^\W{0,3}Error from server(?: \(\w{1,40}\))?: /.test(text)
}

/** True of a line that the program did not write, so that it says nothing of what the program met. */
export function isOfOthers(line: LogLine): boolean {
  return isOfProbe(line) || isOfKubectl(line)
}
