import { CliError, EXIT, type ExitStatus } from './errors.ts'
import type { Io } from './io.ts'
import { parse } from './options/parse.ts'
import { learn, maskText, withoutLearned } from '@unloop/engine/masking'
import type { Invocation } from './options/table.ts'
import { cleanText } from './output/clean.ts'

/** Parses and runs a command line; whatever happens becomes an exit status, and a message where there is one to give. */
export async function run(argv: readonly string[], io: Io): Promise<ExitStatus> {
  const door = masking(io, argv)
  try {
    const invocation = parse(argv)
    return await dispatch(invocation, OWN_TEXTS.has(invocation.command) ? io : door)
  } catch (error) {
    return complain(error, door)
  }
}

/** Commands that print nothing but texts of the program: an example such as `--tls-key tls.key` is no secret. */
const OWN_TEXTS: ReadonlySet<Invocation['command']> = new Set(['help', 'version', 'completion'])

/**
 * The one door that text leaves the program by: no command has another, so that none can forget to mask secrets. Those of the
 * command line are known by it: a message may quote a part of a word.
 */
function masking(io: Io, argv: readonly string[]): Io {
  const learned = learn([argv])
  const hide = (text: string): string => withoutLearned(maskText(text), learned)
  // Made on top of it, since asking for a stream makes it.
  return Object.create(io, {
    out: { value: (text: string) => io.out(hide(text)) },
    err: { value: (text: string) => io.err(hide(text)) },
  }) as Io
}

/** Each command is loaded when it is called: the start of the program costs every user every time. */
async function dispatch(invocation: Invocation, io: Io): Promise<ExitStatus> {
  switch (invocation.command) {
    case 'diagnose':
      return (await import('./commands/diagnose.ts')).diagnoseCommand(invocation, io)
    case 'demo':
      return (await import('./commands/demo.ts')).demoCommand(invocation, io)
    case 'explain':
      return (await import('./commands/explain.ts')).explainCommand(invocation, io)
    case 'fix':
      return (await import('./commands/fix/fix.ts')).fixCommand(invocation, io)
    case 'undo':
      return (await import('./commands/fix/undo.ts')).undoCommand(invocation, io)
    case 'wait':
      return (await import('./commands/fix/wait.ts')).waitCommand(invocation, io)
    case 'debug':
      return (await import('./commands/debug/debug.ts')).debugCommand(invocation, io)
    case 'net':
      return (await import('./commands/debug/net.ts')).netCommand(invocation, io)
    case 'repro':
      return (await import('./commands/repro/repro.ts')).reproCommand(invocation, io)
    case 'lint':
      return (await import('./commands/lint.ts')).lintCommand(invocation, io)
    case 'unlock':
      return (await import('./commands/unlock/unlock.ts')).unlockCommand(invocation, io)
    case 'webhook':
      return (await import('./commands/webhook.ts')).webhookCommand(invocation, io)
    case 'serve':
      return (await import('./commands/serve.ts')).serveCommand(invocation, io)
    case 'agent':
      return (await import('./commands/agent.ts')).agentCommand(invocation, io)
    case 'otel-config':
      return (await import('./commands/otel-config.ts')).otelConfigCommand(invocation, io)
    case 'mcp':
      return (await import('./commands/mcp.ts')).mcpCommand(invocation, io)
    case 'alert':
      return (await import('./commands/alert/alert.ts')).alertCommand(invocation, io)
    case 'rules':
      return (await import('./commands/rules/rules.ts')).rulesCommand(invocation, io)
    case 'collect':
      return (await import('./commands/collect.ts')).collectCommand(invocation, io)
    case 'completion':
      return (await import('./commands/completion.ts')).completionCommand(invocation, io)
    case 'version':
      return (await import('./commands/version.ts')).versionCommand(invocation, io)
    case 'help':
      return (await import('./commands/help.ts')).helpCommand(invocation, io)
    default:
      // The compiler names the command here that has no case.
      return invocation satisfies never
  }
}

/** Says what happened, where, and what to do next; the stack is for who asks for it. */
function complain(error: unknown, io: Io): ExitStatus {
  const { lines, status } = described(error)
  io.err(`${cleanText(lines.join('\n'))}\n`)
  if (io.env['UNLOOP_DEBUG'] !== undefined && error instanceof Error)
    io.err(`${error.stack ?? ''}\n`)
  return status
}

/**
 * What is said of an error, and the status that it stands for. Messages of classes of our own are whole; others are mistakes.
 */
function described(error: unknown): { lines: readonly string[]; status: ExitStatus } {
  if (error instanceof CliError)
    return {
      lines: [`unloop: ${error.message}`, ...(error.next === null ? [] : [error.next])],
      status: error.exit,
    }
  if (isRemedyFailure(error))
    return { lines: [`unloop: ${error.message}`, error.next], status: EXIT.incidentsFound }
  if (isSourceFailure(error) || isStoreFailure(error))
    return { lines: [`unloop: ${error.message}`], status: EXIT.sourceUnreadable }
  if (isSmallFileFailure(error))
    return {
      lines: [`unloop: ${error.path} could not be read: ${error.message}.`],
      status: EXIT.sourceUnreadable,
    }
  const message = error instanceof Error ? error.message : String(error)
  const lines = [
    `unloop: It failed by a mistake of its own: ${message}`,
    'Run it again with UNLOOP_DEBUG=1 to see where, and report that with the output of unloop version.',
  ]
  return { lines, status: EXIT.sourceUnreadable }
}

/** `RemedyError` of @unloop/remedy by its shape: what should be changed could not be. */
const isRemedyFailure = (error: unknown): error is Error & { readonly next: string } =>
  error instanceof Error && error.name === 'RemedyError' && 'next' in error

/** `SourceError` of @unloop/sources by its shape, so that the start need not load that package. */
const isSourceFailure = (
  error: unknown,
): error is Error & { readonly code: string; readonly where: string } =>
  error instanceof Error && error.name === 'SourceError' && 'code' in error && 'where' in error

/** `SmallFileError` of @unloop/sources by its shape: a file that was named is none, or has no end. */
const isSmallFileFailure = (error: unknown): error is Error & { readonly path: string } =>
  error instanceof Error && error.name === 'SmallFileError' && 'path' in error

/** `StoreError` of @unloop/store by its shape: there is no store to keep anything in. */
const isStoreFailure = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'StoreError'
