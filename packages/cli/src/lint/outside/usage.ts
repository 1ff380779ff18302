import type { UsageFacts } from '@unloop/lint'
import { UsageError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { ServerApi } from '../../mcp/server-api.ts'

/** The most that the server tells at once. */
const LIMIT = 5_000

/** What a running server saw workloads use in the last seven days. @throws {UsageError} where it cannot be asked */
export async function readUsage(server: string, { env }: Io): Promise<readonly UsageFacts[]> {
  if (!/^https?:\/\/[^/]/.test(server) || !URL.canParse(server))
    throw unreadable('--server takes the address of unloop serve.')
  try {
    const answer = await new ServerApi(server, env['UNLOOP_TOKEN'] ?? '').get('usage', {
      limit: LIMIT,
    })
    const { records } = answer as { readonly records?: unknown }
    if (!Array.isArray(records)) throw new Error('It is no server of unloop that knows of usage.')
    return records.filter(isUsage)
  } catch (cause) {
    throw unreadable(cause instanceof Error ? cause.message : String(cause))
  }
}

function unreadable(message: string): UsageError {
  return new UsageError({
    code: 'option-value-invalid',
    message,
    next: 'Write --server as http://127.0.0.1:7878, and the token, where one is needed, into UNLOOP_TOKEN.',
  })
}

/** An answer comes from outside: what is not as it should be counts for nothing. */
function isUsage(value: unknown): value is UsageFacts {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Readonly<Record<keyof UsageFacts, unknown>>
  const texts = [record.namespace, record.workload_kind, record.workload, record.container]
  const memory = record.memory as UsageFacts['memory'] | undefined
  const numbers = [record.oom_kills, record.startup_failures ?? 0]
  if (memory !== null) numbers.push(memory?.peak, memory?.p95, memory?.samples)
  return (
    texts.every((each) => typeof each === 'string') &&
    numbers.every((each) => typeof each === 'number' && Number.isFinite(each))
  )
}
