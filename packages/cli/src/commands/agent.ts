import { ClusterRelay } from '@unloop/sources'
import { readSmallTextSync } from '@unloop/sources/text-file'
import { runAgent } from '@unloop/server/agent'
import { EXIT, wrongValue } from '../errors.ts'
import { isHttpUrl } from '../options/address.ts'
import type { OptionValues } from '../options/table.ts'
import { cleanText } from '../output/clean.ts'
import type { Command } from './command.ts'

/** Connects to a server until a signal ends it. */
export const agentCommand: Command<'agent'> = async ({ options }, io) => {
  const { server, kubeconfig, context } = options
  if (server === undefined || !isHttpUrl(server))
    throw wrongValue('An agent needs the address of a server.', 'Add --server https://HOST:7878.')
  if (context.length > 1)
    throw wrongValue('An agent is of one cluster.', 'Run one for each --context.')
  const relay = new ClusterRelay({
    env: io.env,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context[0] === undefined ? {} : { context: context[0] }),
  })
  const token = tokenOf(options, io.env['UNLOOP_TOKEN'] ?? '')
  token()
  const cluster = options.cluster ?? (relay.context || 'in-cluster')
  const stop = new AbortController()
  const ignore = io.onStop(() => stop.abort())
  try {
    const log = (line: string): void => io.err(`unloop: ${cleanText(line)}\n`)
    await runAgent({ server, token, cluster, relay, log }, stop.signal)
  } finally {
    ignore()
    relay.close()
  }
  return EXIT.nothingFound
}

/** The token of a file as it is now, else that of the environment. @throws {UsageError} */
function tokenOf({ 'token-file': file }: OptionValues<'agent'>, given: string): () => string {
  if (file === undefined) return () => given.trim()
  return () => {
    try {
      return readSmallTextSync(file).trim()
    } catch (cause) {
      throw wrongValue(
        `${file} cannot be read: ${String(cause)}.`,
        'Name another with --token-file.',
      )
    }
  }
}
