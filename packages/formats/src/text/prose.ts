/** What only somebody who writes to others says: first persons, thanks, questions, headings of issue templates. */
const PERSONAL =
  /(?:^|[\s(])(?:I|I'm|I've|I'd|my|My|anyone|Any idea|IMO|FYI|Hi|Hello|Thanks)(?=[\s,.!?')]|$)/
/** Programs speak so, too. */
const POLITE = /(?:^|[\s(])(?:we|We|We're|our|please|Please)(?=[\s,.!?')]|$)/
/** Headings stand alone on their line: `**How to reproduce it (as minimally and precisely as possible)**:` */
const TEMPLATE =
  /^[\s#*_>-]*(?:What (?:you expected to happen|did you expect|happened|version)|Expected behaviou?r|Actual behaviou?r|Current behaviou?r|Steps to reproduce|How to reproduce(?: it)?|To reproduce|Describe the bug|Additional (?:context|information)|Environment|Anything else(?: we need to know)?|Bug report|Kubernetes version|Helm version|Possible solution|Context|Screenshots?|Versions?|Relevant log(?: output)?s?|Summary|Logs?|Description|Issue|Problem|Details|Checklist|Info|Notes?)(?:\s*\([^)]{0,80}\))?[\s:?*#_]*$/i
const TEMPLATE_LABEL =
  /^[\s#*_>-]*(?:Summary|Title|Issue|Problem|Description|Context|Question|Update|Edit|Note|Actual|Expected|Result)\s*\**\s*:\s+\S/
/** What sudo asks before it runs the command. */
const ASKED = /^\[sudo\] password for \S+:\s*$/
const CLOSING = /^(?:Thank you|Thanks|Thx|Regards|Best regards|Cheers)\b[\w\s,.!:)-]{0,40}$/i
/** Entries below `Environment` of an issue. */
const TEMPLATE_ITEM =
  /^\s*[-*]\s+\**(?:Kubernetes|K8s|Cloud provider|OS\b|Kernel|Install tools|Others?\b|Helm|Chart|Docker|Container runtime|Network plugin|Browser|Version|Platform|Architecture)[^=]{0,80}:/i
const MARKDOWN =
  /^(?:#{1,6} [A-Z]|\s*[-*] \[[ xX]\] |!\[|<(?:\/?details|\/?summary|br|img|!--|\/?pre|\/?code|\/?p)\b)/
/** What leads over to output: `The logs in the container show the following`, `this is the error that we see:` */
const LEAD_IN =
  /\b(?:logs?|outputs?|errors?|messages?|describe|events?|status|results?)\b[^:"`]{0,60}\b(?:following|below|as follows|this|these|shows?|says?|gives?|is|are|was|see)\b[^:"`]{0,20}[:.]?\**$|\b(?:following|these|this|below)\b[^:"`]{0,30}\b(?:logs?|outputs?|errors?|messages?)\b[^:"`]{0,30}[:.]?\**$/i
/** Nobody but a person tells of a loop in a sentence; the kubelet's own messages say `Back-off`. */
const ABOUT_LOOPS =
  /\b(?:crash ?loop\w*(?: ?back ?-?off)?|crashing|keeps? (?:crashing|restarting)|restarts? (?:constantly|continuously|again and again))\b/i
/** What a program's line has and a remark has not. */
const OUTPUT =
  /^\s*(?:\[|\{|[IWEF]\d{4} |[DIWEFAU], \[|\d{4}[-/]\d\d|\d\d:\d\d|at |File "|Caused by|panic:|goroutine |Traceback|level=|time=|ts=|[A-Z]+:? \[|(?:FATAL|ERROR|WARN|WARNING|INFO|DEBUG)\b|[Ee]rror:|error |fatal|exception|[\w./-]+: )/

/** A remark of the person who pasted, told with certainty; `doubtful` where it may as well be output. */
export function proseKind(text: string): 'prose' | 'doubtful' | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if ([MARKDOWN, TEMPLATE, CLOSING, TEMPLATE_ITEM, ASKED].some((p) => p.test(trimmed)))
    return 'prose'
  if (TEMPLATE_LABEL.test(trimmed)) return 'doubtful'
  if (OUTPUT.test(trimmed) || trimmed.length > 2000) return null
  const words = wordCount(trimmed)
  if (PERSONAL.test(trimmed) && words >= 6) return 'prose'
  if (isPlain(trimmed)) {
    if (LEAD_IN.test(trimmed) && words >= (/^[\W_]*[A-Z]/.test(trimmed) ? 4 : 7)) return 'prose'
    if (ABOUT_LOOPS.test(trimmed) && words >= 6 && !/back-?off \S{0,12} ?restarting/i.test(trimmed))
      return 'prose'
  }
  return PERSONAL.test(trimmed) || POLITE.test(trimmed) ? 'doubtful' : null
}

/** Words that go with a failure, in the languages of most reports; a sentence without any asks or explains. */
const TROUBLE =
  /\b(?:fail|crash|err|exit|restart|loop|kill|stop|broke|abort|terminat|evict|oom|panic|exception|problem|issue|bug|trouble|wrong|refus|denie|invalid|miss|stuck|hang|dead|dying|unhealthy|back-?off|timeout)\w*|\b(?:dies?|ends?|down|never|cannot|unable|no longer|not|won['’]?t|(?:does|do|is|are|ca|could|would|did|was|were)n['’]?t|without|only|since|after|help)\b|fehler|nicht|erreur|\bpas\b|\bplus\b|plante|falla|reinicia|\bno\b|\bnão\b|[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/i

/** Whether a person's remark tells of a failure, rather than asking or explaining something. */
export function tellsOfTrouble(text: string): boolean {
  return TROUBLE.test(text)
}

/** How Spring Boot begins the report of a failed start, which has headings and sentences of its own. */
const REPORT = /^\W{0,4}APPLICATION FAILED TO START\W{0,4}$/
const OF_REPORT = /^(?:Description|Reason|Action):|^Consider the following|^If you /

/** Whether a line belongs to such a report in the output above it, and is nobody's remark. */
export function isOfReport(text: string, above: readonly { readonly text: string }[]): boolean {
  return OF_REPORT.test(text.trim()) && above.slice(-30).some((line) => REPORT.test(line.text))
}

/** A sentence: nothing in it is quoted, named or set apart as programs do. */
const isPlain = (text: string): boolean => text.length <= 300 && !/["=<{[\\|]|: |::/.test(text)

/** Words of letters, which sentences have more of than output. */
function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /^[("'`*]*[A-Za-z][a-z']*[.,;:!?)"'`*]*$/.test(word))
    .length
}

/** What a remark above a log says of it, such as "logs of the previous container". */
export interface Heading {
  readonly pod: string | null
  readonly container: string | null
  readonly run: 'previous' | 'unknown'
}

const NAME = '[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?'
const CONTAINER_IN_POD = new RegExp(
  `\\b[\`'"*]*(${NAME})[\`'"*]* container (?:in|of|from|for) (?:the )?[\`'"*]*(${NAME})[\`'"*]*(?: pod)?`,
  'i',
)
const POD_AND_CONTAINER = new RegExp(
  `\\b(?:pod|Pod):? [\`'"*]*(${NAME})[\`'"*]*,? (?:and )?(?:container|Container):? [\`'"*]*(${NAME})`,
)
const LOGS_OF = new RegExp(
  `\\b(?:[Ll]ogs?|[Oo]utput) (?:of|from|for|in) (?:the )?(?:pod |container )?[\`'"*]*(${NAME}-${NAME})`,
)
const OF_LOGS = new RegExp(
  `^[\\s#*_-]*(?:[Pp]od |[Cc]ontainer )?[\`'"*]*(${NAME}-${NAME})[\`'"*]* (?:pod )?(?:container )?(?:logs?|output)\\b`,
)
const ALONE = new RegExp(
  `^[#*\`_ ]*(?:pod/|[Pp]od:? |[Cc]ontainer:? )?(${NAME}-${NAME})[*\`_ ]*:?[*\`_ ]*$`,
)

/** A line that says whose output follows: `prometheus container in prometheus-k8s-0 pod`, `Logs of web-0:`, a lone name. */
export function headingOn(text: string, next: string): Heading | null {
  const trimmed = text.trim()
  if (trimmed.length > 160 || !/[a-z]/.test(trimmed)) return null
  const run = /\bprevious\b|--previous/i.test(trimmed) ? 'previous' : 'unknown'
  const pair = POD_AND_CONTAINER.exec(trimmed)
  if (pair !== null && isShort(trimmed)) {
    return { pod: pair[1] ?? null, container: pair[2] ?? null, run }
  }
  if (OUTPUT.test(trimmed)) return null
  const both = CONTAINER_IN_POD.exec(trimmed)
  if (both !== null && isShort(trimmed))
    return { pod: both[2] ?? null, container: both[1] ?? null, run }
  const one = LOGS_OF.exec(trimmed) ?? OF_LOGS.exec(trimmed)
  if (one !== null && isShort(trimmed)) return named(one[1] ?? '', run)
  const alone = ALONE.exec(trimmed)
  if (alone === null || next.trim() === '' || ALONE.test(next.trim())) return null
  return named(alone[1] ?? '', run)
}

const isShort = (text: string): boolean => text.split(/\s+/).length <= 16

/** A name with a pod's suffix (ReplicaSet hash, five random letters, an ordinal) is a pod's; others may be a container's. */
function named(name: string, run: Heading['run']): Heading {
  return looksLikePod(name)
    ? { pod: name, container: null, run }
    : { pod: null, container: name, run }
}

/** The letters of `k8s.io/apimachinery/pkg/util/rand.SafeEncodeString`. */
export function looksLikePod(name: string): boolean {
  return (
    /-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d{1,3})$/.test(name) ||
    /-[0-9a-f]{8,10}-[a-z0-9]{5}$/.test(name)
  )
}
