import { hostname } from 'node:os'
import { readSmallText } from '@unloop/sources/text-file'
import {
  ConfigError,
  nodeHttpClient,
  type Probe,
  probeReceiver,
  smtpSender,
  TemplateError,
} from '@unloop/alerting'
import { EXIT, type ExitStatus, UsageError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { cleanText } from '../../output/clean.ts'
import { didYouMean } from '../../options/suggest.ts'
import { type LoadedConfig, loadFile } from './load.ts'

/** What is sent to whom. */
interface TestOptions {
  readonly file: string
  /** The root route's where none is named. */
  readonly receiver: string | undefined
  readonly sends: boolean
}

/** Sends a sample to a receiver, and prints what was sent. */
export async function testReceiver(options: TestOptions, io: Io): Promise<ExitStatus> {
  const loaded = await loadedOrRefused(options.file)
  const { config, engine } = loaded
  const name = options.receiver ?? config.route.receiver
  const receiver = config.receivers.find((one) => one.name === name)
  if (receiver === undefined) throw unknownReceiver(name, loaded)
  const probes = await probeReceiver({
    receiver,
    sends: options.sends,
    externalURL: 'http://localhost:9093',
    kit: {
      templates: engine,
      http: nodeHttpClient,
      mail: smtpSender,
      readFile: (path) => readSmallText(path),
      now: () => Date.now(),
      hostname: hostname(),
      random: Math.random,
    },
  })
  if (probes.length === 0)
    await io.out(`${cleanText(name)} sends nothing: it has no integration.\n`)
  for (const probe of probes) await io.out(page(probe, options.sends))
  return probes.some(({ problem }) => problem !== undefined)
    ? EXIT.incidentsFound
    : EXIT.nothingFound
}

/** The configuration. @throws {UsageError} for one that is refused: nothing can be sent by it */
async function loadedOrRefused(file: string): Promise<LoadedConfig> {
  try {
    return await loadFile(file)
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof TemplateError)) throw error
    throw new UsageError({
      code: 'operand-invalid',
      message: `${file} is refused: ${error.message}`,
      next: `unloop alert check shows the same.`,
    })
  }
}

/** The error for a receiver that the file has not. */
function unknownReceiver(name: string, { config }: LoadedConfig): UsageError {
  const names = config.receivers.map((one) => one.name)
  return new UsageError({
    code: 'operand-invalid',
    message: `There is no receiver ${JSON.stringify(name)}.${didYouMean(name, names)}`,
    next: `The file has: ${names.join(', ')}.`,
  })
}

/** What one integration was sent, and what came of it. */
function page({ integration, messages, problem }: Probe, sends: boolean): string {
  const verdict =
    problem === undefined ? (sends ? 'delivered' : 'not sent (--dry-run)') : `failed: ${problem}`
  const sent = messages.map(({ to, body }) => `  ${to}\n${indented(body)}`)
  return cleanText([`${integration}: ${verdict}`, ...sent].join('\n')) + '\n'
}

/** A body under the line that it belongs to; mail has carriage returns. */
function indented(body: string): string {
  return body
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => `    ${line}`)
    .join('\n')
}
