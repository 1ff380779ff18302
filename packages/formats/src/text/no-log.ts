/** What kubectl, the kubelet or a runtime answers in place of a log that it cannot give. */
const ANSWER =
  /^(?:Error from server(?: \(\w+\))?: |[Ee]rror: (?:a container name must be specified|previous terminated container|container \S+ is not valid|the server doesn't have|unable to upgrade)|unable to retrieve container logs for |failed to try resolving symlinks in path |failed to (?:open|create) (?:log file|fsnotify) |rpc error: code = \w+ desc = .*(?:container|log)|Error grabbing logs: |Defaulted container |No resources found|The connection to the server \S+ was refused|Unable to connect to the server)/

/** True for a line of such an answer. */
export function isAnswer(line: string): boolean {
  return ANSWER.test(line)
}

/** True where a text is nothing but such answers. */
export function isNoLog(text: string): boolean {
  if (text.length > 4096) return false
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 0 && lines.every((line) => isAnswer(line.trim()))
}
