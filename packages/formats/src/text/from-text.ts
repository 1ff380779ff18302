import type { Snapshot } from '@unloop/engine/evidence'
import { decodeText, type Content } from '../bytes/decode.ts'
import type { LogPlace } from '../paths/log-path.ts'
import { bothEnds } from './both-ends.ts'
import { TextReader } from './reader.ts'
import { withoutSlips } from './slips.ts'

/**
 * Reads what somebody pasted: any mix of kubectl's tables and descriptions, events, YAML, logs, prompts and prose.
 * `place` is whose log it is, where the path of its file says so.
 */
export function snapshotFromText(
  content: Content,
  name: string,
  place: LogPlace | null = null,
): Snapshot {
  const reader = new TextReader(name)
  const { text, gaps } = bothEnds(decodeText(content).text)
  if (place === null) reader.add(withoutSlips(text), 'text')
  else reader.addLog(text, 'text', { ...place, workload: null })
  const read = reader.snapshot()
  const snapshot = gaps.length === 0 ? read : { ...read, gaps: [...read.gaps, ...gaps] }
  if (place !== null || text.length > WHOLE) return snapshot
  const { told: isTold = false, ...rest } = snapshot
  if (TOLD.test(text)) return { ...rest, whole: text, told: true }
  if (CALM.test(text) && !OF_AN_END.test(text.replaceAll(new RegExp(CALM, 'gim'), '')))
    return { ...rest, whole: text, isSaidToRun: true }
  return { ...rest, whole: text, ...(isTold ? { told: true } : {}) }
}

/** A longer text is a dump. */
const WHOLE = 64 * 1024

/** Words by which people and kubectl say that something crashes, wherever they stand. */
const TOLD =
  /CrashLoopBackOff|Back-off restarting failed|crash[- ]?loop|\bkeeps? (?:on )?(?:crashing|restarting)|\b(?:container|pod)s? (?:is |are )?(?:crash(?:es|ing)|not running|failing|restarting)|\bstarts?,? (?:and )?then (?:it )?(?:stops?|exits?|dies|ends)\b|\brestarts? (?:for ?ever|all the time|constantly|over and over|again and again|in a loop)\b|\bkeeps? (?:on )?(?:dying|stopping|exiting|failing)\b/i

/** Words by which people say that all is well, though they ask about something that they saw. */
const CALM = new RegExp(
  [
    /\b(?:works?|runs?|running) (?:fine|ok(?:ay)?|well|correctly|as expected)(?=\s*(?:[.,;!?)]|$))/,
    /\b(?:is|are|stays?) (?:all )?(?:running and ready|ready and running|ready(?: and serves| 1\/1)|Ready=True)/,
    /\ball (?:ready|Ready=True|running)\b/,
    /\b(?:it|pod|container) is (?:up|running)(?=\s*(?:[.,;]|$))/,
    /^(?:.*[.;:] )?[\w-]+ runs, but\b/,
    /(?:^|[.;!?]\s+|\bbut )(?:the |my )?(?:app|application|connection|service|site|everything) (?:itself )?works\b(?! (?:on|in|with|locally|when|for|until|if|again))/,
    /\b(?:no|zero|without) restarts?\b/,
    /\blast crash was .{1,20} ago\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'im',
)

/** Words of an end, beside those that say that there was none. */
const OF_AN_END =
  /\b(?:until|kill(?:s|ed)|crash\w*|stopped|dies|died|exits?|exited|no longer|terminated|reboot|back-?off|failed to pull)\b/i
