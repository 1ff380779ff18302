/** Where an agent connects. */
export const AGENT_PATH = '/api/unloop/v1/agent'
/** What it asks the connection to become: HTTP/2 in which the server asks and the agent answers. */
export const AGENT_PROTOCOL = 'unloop-agent/1'

/** An error as the API server would tell it. */
export function statusObject(code: number, message: string): string {
  return JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code })
}
