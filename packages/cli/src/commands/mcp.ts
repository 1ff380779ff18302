import { mask } from '@unloop/engine/masking'
import { EXIT, UsageError } from '../errors.ts'
import { McpServer } from '../mcp/protocol.ts'
import { ServerApi } from '../mcp/server-api.ts'
import { mcpTools } from '../mcp/tools.ts'
import { linesOf } from '../mcp/lines.ts'
import type { Clusters } from '../subjects/clusters.ts'
import { packageVersion } from '../version.ts'
import type { Command } from './command.ts'

/** JSON-RPC 2.0, section 5.1. */
const INTERNAL_ERROR = -32_603

/** Serves the Model Context Protocol over standard input and output, until the input ends. */
export const mcpCommand: Command<'mcp'> = async ({ options }, io) => {
  const { server: url } = options
  if (url !== undefined && !/^https?:\/\/[^/]/.test(url))
    throw new UsageError({
      code: 'option-value-invalid',
      message: '--server takes the address of unloop serve.',
      next: 'Write it as http://127.0.0.1:7878.',
    })
  const clusters = async (): Promise<Clusters> => {
    const { openClusters } = await import('../subjects/clusters.ts')
    const quiet = { ...io, err: () => undefined }
    return openClusters({
      options: { ...options, 'all-namespaces': true, 'secret-keys': false },
      targets: [],
      io: quiet,
      isWatched: false,
    })
  }
  const tools = mcpTools({
    io,
    clusters,
    server: url === undefined ? null : new ServerApi(url, io.env['UNLOOP_TOKEN'] ?? ''),
  })
  const server = new McpServer({ version: packageVersion(), tools })
  for await (const line of linesOf(io.stdin)) {
    const answer = await server.answer(line)
    if (answer !== null) await io.out(`${sound(answer)}\n`)
  }
  return EXIT.nothingFound
}

/** All that leaves is masked as text. An answer that this would break is not given: it may hold a secret. */
function sound(answer: string): string {
  try {
    JSON.parse(mask(answer))
    return answer
  } catch {
    const { id } = JSON.parse(answer) as { readonly id: unknown }
    const message = 'The answer holds what looks like a secret, and cannot be shown without it.'
    return JSON.stringify({ jsonrpc: '2.0', id, error: { code: INTERNAL_ERROR, message } })
  }
}
