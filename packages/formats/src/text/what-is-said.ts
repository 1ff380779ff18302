import type { Snapshot } from '@unloop/engine/evidence'

/** Words by which people and kubectl say that something crashes, wherever they stand. */
const TOLD =
  /CrashLoopBackOff|Back-off restarting failed|crash[- ]?loop|\bkeeps? (?:on )?(?:crashing|restarting)|\b(?:container|pod)s? (?:is |are )?(?:crash(?:es|ing)|not running|failing|restarting)|\bstarts?,? (?:and )?then (?:it )?(?:stops?|exits?|dies|ends)\b|\brestarts? (?:for ?ever|all the time|constantly|over and over|again and again|in a loop)\b|\bkeeps? (?:on )?(?:dying|stopping|exiting|failing)\b/i

/** Words by which people say that all is well, though they ask about something that they saw. */
const CALM = anyOf([
  /\b(?:works?|runs?|running) (?:fine|ok(?:ay)?|well|correctly|as expected)(?=\s*(?:[.,;!?)]|$))/,
  /\b(?:is|are|stays?) (?:all )?(?:running and ready|ready and running|ready(?: and serves| 1\/1)|Ready=True)/,
  /\ball (?:ready|Ready=True|running)\b/,
  /\b(?:it|pod|container) is (?:up|running)(?=\s*(?:[.,;]|$))/,
  /^(?:.*[.;:] )?[\w-]+ runs, but\b/,
  /(?:^|[.;!?]\s+|\bbut )(?:the |my )?(?:app|application|connection|service|site|everything) (?:itself )?works\b(?! (?:on|in|with|locally|when|for|until|if|again))/,
  /\b(?:no|zero|without) restarts?\b/,
  /\blast crash was .{1,20} ago\b/,
])

/** Words of an end, beside those that say that there was none. */
const OF_AN_END =
  /\b(?:until|kill(?:s|ed)|crash\w*|stopped|dies|died|exits?|exited|no longer|terminated|reboot|back-?off|failed to pull)\b/i

const PARTS =
  '(?:pods?|containers?|brokers?|replicas?|nodes?|members?|workloads?|ensemble|cluster|service|site|it|they|everything|all(?: of (?:it|them))?|both)(?: itself| on (?:it|them))?'
const UP =
  '(?:(?:is|are|stays?|stay) (?:all |both |still |now )?(?:up|fine|ok(?:ay)?|healthy|good|serving|running|ready)|serves?(?: (?:all|its|the))? (?:clients|traffic|requests)|(?<=pods )run)'

/** Looser ways to say the same, which count where no word of a failure stands beside them. */
const CALM_TOO = anyOf([
  new RegExp(
    `\\b${PARTS} ${UP}(?=(?: \\(?\\d/\\d\\)?| again)?\\s*(?:[.,;!?)]|$)| (?:and|but|only|fine|well|now)\\b)`,
  ),
  /\b0 restarts?\b|\bnothing (?:is |was |gets |got )?restart(?:s|ed)\b|\brestart ?count (?:is|stays|=) 0\b/,
  /\bnot a (?:real |big )?problem\b|\bno real (?:problem|issue|harm)\b|\ball (?:is )?(?:good|well|fine)(?: since| now)?(?=\s*(?:[.,;!?)]|$))/,
  /\b(?:only|just) (?:fills|spams|clutters|floods) (?:the |my |our )?logs?\b/,
  /\bfail\w*\b.{0,80}\b\d+ (?:are|is|were) allowed\b|\bcan(?:no|')t reproduce\b/,
  /\b(?:is|are|shows?|becomes?|stays?|be) (\d+)\/\1 Running\b/,
])

const OF_A_FAILURE =
  /\b(?:fails?|failing|(?:is|are|was|were|do|does) not|(?:is|are)n['’]?t|die|dying|(?:wo|does|do|did|ca)n['’]?t (?:start|come|boot|work|run|get|become)|(?:not|never) (?:start|come|become|ready|run|work)\w*|restart(?:s|ing)?|stuck|loops?)\b/i

/** What a program's line begins with, and a sentence does not. */
const OUTPUT =
  /^\s*(?:\W?\d{2,4}[-/:.]\d|[IWEF]\d{4} |[{[|]|time=|level=|ts=|[\w.-]+\s*\||at |[A-Z][\w ]{1,30}:\s{2,}|\S+\s+\d+\/\d+\s)/

function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'gim')
}

/** The text without what a pattern finds in it; null where it finds nothing. */
function without(text: string, pattern: RegExp): string | null {
  const rest = text.replace(pattern, '')
  return rest === text ? null : rest
}

function isCalm(text: string): boolean {
  const rest = without(text, CALM)
  if (rest !== null && !OF_AN_END.test(rest)) return true
  const said = text
    .split('\n')
    .filter((line) => !OUTPUT.test(line))
    .join('\n')
  const looser = without(said, CALM_TOO)
  return looser !== null && !OF_AN_END.test(looser) && !OF_A_FAILURE.test(looser)
}

/** What the words around a text's output say of it: that something fails, or that all runs and only a line is asked about. */
export function whatIsSaid(text: string, isTold: boolean): Pick<Snapshot, 'told' | 'isSaidToRun'> {
  if (TOLD.test(text)) return { told: true }
  if (isCalm(text)) return { told: false, isSaidToRun: true }
  return isTold ? { told: true } : {}
}
