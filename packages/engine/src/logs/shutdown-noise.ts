/** What programs print on their way out: it follows the reason, it is not the reason. */
const SHUTDOWN =
  /\b(?:shutting down|shut down|shutdown (?:complete|finished|in progress|initiated|signal|hook|requested|sequence)|(?:begin|start(?:ing)?|initiating|performing|graceful(?:ly)?|commencing) (?:graceful )?shut ?down|exiting(?: now| normally| abnormally)?|good ?bye|bye\b|bye-bye|terminating(?! due to)|stopping|stopped|(?:received|caught|got|handling)(?: the)? (?:signal|sig(?:term|int|quit|hup)|interrupt|termination|shutdown)|sig(?:term|int|quit)\b|signal \d+ \(|(?:process|worker|server|service|listener|connection|pool|session|consumer|producer|scheduler|manager|controllers?|caches?|webhooks?|runnables?|leader election)\S* (?:is |was |has been )?(?:exit(?:ed|ing)|stopp(?:ed|ing)|closed|terminated)|closing (?:all |the |down )?(?:connections?|database|server|pool|listeners?|sockets?|client|jpa|idle)|closed (?:all )?connections?|cleaning up|cleanup (?:complete|done)|waiting for (?:.{1,40} )?to (?:exit|finish|stop|terminate|drain)|exit(?:ed)? (?:code|status|with)\b|exit status \d+|drain(?:ing|ed)\b|destroying|unregister(?:ing|ed)|deregister(?:ing|ed)|removing (?:contents of|pid ?file)|flush(?:ing|ed)\b|disconnect(?:ing|ed)\b|aborting\b)/i

/** What runtimes and package managers add after the reason. */
const TRAILER =
  /^(?:Node\.js v\d|Bun v\d|npm (?:ERR!|error|warn|notice)|yarn (?:run )?v\d|info Visit |error Command failed with exit code|\s*ELIFECYCLE|note: run with `RUST_BACKTRACE|note: Some details are omitted|exit status \d+|Aborted(?: \(core dumped\))?$|(?:\S+: )?(?:line \d+: +\d+ )?(?:Segmentation fault|Killed|Terminated|Aborted)\b|Execution halted|BEGIN failed--compilation aborted|make(?:\[\d+\])?: \*\*\* |Crash dump is being written|\(?Use `node --trace|For more information, see|A complete log of this run|See '.*--help'|Try '.*--help'|Run '.*--help'|run .{1,40} --help|For help, type|command terminated with exit code|Consult .{1,40} for)|^(?:\[\d[^\]]*\] )?(?:Reason: )?(?:Worker failed to boot|App failed to load)\.?$/i

/** True of a line that only says that the program ends, not why. */
export function isShutdownNoise(text: string): boolean {
  if (TRAILER.test(text)) return true
  const m = SHUTDOWN.exec(text.length > 300 ? text.slice(0, 300) : text)
  return m !== null && !REASON.test(text)
}

/** A line that also names a reason is kept: "exiting: cannot open /etc/app.yaml". */
const REASON =
  /\b(?:sig(?:segv|ill|abrt|bus|fpe)|(?:code|status)[ :=]{1,3}13[29]|cannot|can't|could ?n[o']t|unable to|fail(?:ed|ure)|denied|refused|invalid|unknown|missing|not found|no such|unrecogni[sz]ed|unsupported|undefined|exception|out of memory|panic|corrupt|mismatch|expired|bad |must |no (?:\S+ ){1,3}(?:available|found|configured|specified|given|left)\b|not (?:available|allowed|permitted|supported|set|configured)\b|requires? |error(?:s)? (?:loading|opening|reading|starting|initiali|creating|parsing|while|during|in |on ))/i

const USAGE =
  /^(?:usage:|\s*usage of |flags:|options:|global flags:|available commands:|commands:|examples?:|arguments:|synopsis)|^\s{1,12}-{1,2}[\w-]+(?:[ =,\t]|$)/i

/** True of a line of the help text that follows the one line that says which flag is wrong. */
export function isUsage(text: string): boolean {
  return USAGE.test(text)
}

/** A failure that the program means to try again. */
export const RETRIED =
  /\b(?:retry(?:ing)?|retries|will (?:retry|try again|reconnect)|try(?:ing)? again|next (?:retry|attempt)|re-?connecting|reconnect in|back-?off|attempt(?:s)?[ #=:"]*\d+|waiting for .{1,60}(?:to (?:be|become|start|come|accept)|\.\.\.)|(?:not (?:yet )?(?:ready|available|up)).{0,40}(?:wait|sleep)|sleeping)\b/i

/** The last of the attempts: from here on it is given up. */
export const GIVEN_UP =
  /\b(?:giving up|gave up|(?:max(?:imum)?|too many|all|out of) (?:retries|attempts|retry|connection attempts|number of (?:retries|attempts))|retries exhausted|retry (?:limit|count) (?:reached|exceeded)|exhausted|after \d+ (?:retries|attempts|tries)|no more retries|exceeded.{0,20}(?:retries|attempts))\b/i

/** A failure that the program says it can do without. */
export const TOLERATED =
  /\b(?:continuing|continue (?:without|anyway)|ignor(?:ed|ing)|skipp(?:ed|ing)|fall(?:ing)? ?back|using defaults?|use defaults|disabled|is deprecated|deprecated|non-?fatal|not critical|optional|without (?:it|metrics|tracing|cache|telemetry)|will not be (?:exported|available|sent)|metrics (?:export|disabled)|degraded|best.effort|dropping|dropped)\b/i
