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
  /^(?:GROUP\s+KIND\s+NAMESPACE\s+NAME\s+STATUS|CONDITION\s+MESSAGE\s+LAST TRANSITION|(?:NAMESPACE\s+)?NAME\s+REVISION\s+SUSPENDED\s+READY)/,
]

/** Lines that tell such a text from a log of the same words. */
const OF_CLIENTS =
  /^[a-z_]+\.go:\d+: .{0,100}\[debug\] |^Health Status:\s|^CONDITION\s+MESSAGE\s+LAST TRANSITION|^Error: (?:INSTALLATION|UPGRADE|ROLLBACK) FAILED: (?:context deadline|timed out)|^(?:NAMESPACE\s+)?NAME\s+REVISION\s+SUSPENDED\s+READY/m

/** `crictl ps -o json` lists containers and their states; why one exited stands in `crictl inspect` alone. */
export function isRuntimeList(text: string): boolean {
  const head = text.slice(0, 4096)
  return /^\s*\{\s*"containers"/.test(head) && /"podSandboxId"\s*:/.test(head)
}

/** True for a text in which some client of the cluster speaks, whose own words are to be left out. */
export function hasClientWords(text: string): boolean {
  return OF_CLIENTS.test(text)
}

/** True for a line of such words. */
export function isClientWords(line: string): boolean {
  return CLIENT_WORDS.some((words) => words.test(line))
}
