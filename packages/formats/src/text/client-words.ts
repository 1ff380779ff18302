/**
 * What a program beside kubectl says of a deployment that it waits for or syncs: no container's log, and nothing in it says
 * why. Helm with `--debug` (its own frames too), Helm's and kubectl's waits, the tables of Argo CD and Flux.
 */
const CLIENT_WORDS = [
  /^[a-z_]+\.go:\d+: (?:\d{4}-\d\d-\d\d .{0,80})?\[debug\] /,
  /^(?:Error: )?(?:INSTALLATION|UPGRADE|ROLLBACK|UNINSTALLATION) FAILED:? ?(?:(?:pre|post)-\w+ hooks failed: )?(?:context deadline exceeded|timed out waiting for the condition|context canceled)?$/,
  /^(?:Error: )?(?:context deadline exceeded|timed out waiting for the condition)$/,
  /^(?:helm\.sh\/helm|github\.com\/spf13\/cobra|main\.|runtime\.)\S*$|^\t(?:helm\.sh\/helm|github\.com\/spf13\/cobra|runtime)\S*\.(?:go|s):\d+$/,
  /^error: timed out waiting for the condition\b/,
  /^Name:\s+\S+\/\S+$/,
  /^(?:Project|Server|URL|Repo|Target|Path|SyncWindow|Sync Policy|Sync Status|Health Status|Operation|Sync Revision|Phase|Duration):\s/,
  /^(?:NAME|LAST DEPLOYED|NAMESPACE|STATUS|REVISION|CHART|VERSION|APP_VERSION|DESCRIPTION|TEST SUITE|NOTES|HOOKS|MANIFEST): ?(?:\S|$)/,
  /^[►◎✔✗⚠] \S/,
]

/** Headers of tables whose rows are such words, too: applications and their parts, conditions, releases, Flux' objects. */
const CLIENT_TABLE =
  /^(?:GROUP\s+KIND\s+NAMESPACE\s+NAME\s+STATUS|CONDITION\s+MESSAGE\s+LAST TRANSITION|(?:NAMESPACE\s+)?NAME\s+REVISION\s+SUSPENDED\s+READY|(?:NAMESPACE\s+)?NAME\s+(?:URL\s+)?AGE\s+READY\s+STATUS|NAME\s+(?:CLUSTER\s+NAMESPACE\s+PROJECT\s+STATUS\s+HEALTH|SYNC STATUS\s+HEALTH STATUS)|NAME\s+NAMESPACE\s+REVISION\s+UPDATED\s+STATUS\s+CHART|REVISION\s+UPDATED\s+STATUS\s+CHART)/
/** A row of a table has its columns apart from each other. */
const ROW = /\S(?: {2,}|\t)\s*\S/

/** Lines that tell such a text from a log of the same words. */
const OF_CLIENTS =
  /^[a-z_]+\.go:\d+: .{0,100}\[debug\] |^Health Status:\s|^CONDITION\s+MESSAGE\s+LAST TRANSITION|^Error: (?:INSTALLATION|UPGRADE|ROLLBACK) FAILED: (?:context deadline|timed out)|^LAST DEPLOYED: |^[►◎] \S/m

/** `crictl ps -o json` lists containers and their states; why one exited stands in `crictl inspect` alone. */
export function isRuntimeList(text: string): boolean {
  const head = text.slice(0, 4096)
  return /^\s*\{\s*"containers"/.test(head) && /"podSandboxId"\s*:/.test(head)
}

/** True for a text in which some client of the cluster speaks, whose own words are to be left out. */
export function hasClientWords(text: string): boolean {
  return OF_CLIENTS.test(text) || CLIENT_TABLE_IN.test(text)
}

const CLIENT_TABLE_IN = new RegExp(CLIENT_TABLE.source, 'm')

/** Leaves such words out: lines of their own, and tables with their rows. */
export function withoutClientWords<T extends { readonly text: string }>(
  lines: readonly T[],
): readonly T[] {
  let isInTable = false
  return lines.filter(({ text }) => {
    isInTable = CLIENT_TABLE.test(text) || (isInTable && ROW.test(text))
    return !isInTable && !CLIENT_WORDS.some((words) => words.test(text))
  })
}
