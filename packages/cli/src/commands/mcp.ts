import { EXIT, UsageError } from '../errors.ts'
import { McpServer } from '../mcp/protocol.ts'
import { ServerApi } from '../mcp/server-api.ts'
import { mcpTools } from '../mcp/tools.ts'
import { linesOf } from '../mcp/lines.ts'
import type { Clusters } from '../subjects/clusters.ts'
import { packageVersion } from '../version.ts'
import type { Command } from './command.ts'

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
    if (answer !== null) await io.out(`${answer}\n`)
  }
  return EXIT.nothingFound
}
