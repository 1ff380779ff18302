import { fileURLToPath } from 'node:url'
import { maskValue } from '@unloop/engine/masking'
import type { LintFinding } from '@unloop/lint'
import type { Io } from '../../io.ts'
import type { OptionValues } from '../../options/table.ts'
import { packageVersion } from '../../version.ts'
import { diagnosticOf, hoverText, rangeOf } from './diagnostics.ts'
import { framed, MessageReader } from './framing.ts'
import { TextDocument, type Position, type Range } from './text-document.ts'
import { Workspace } from './workspace.ts'

/** Error codes of JSON-RPC and of the protocol. */
const ERRORS = {
  parse: -32_700,
  invalid: -32_600,
  unknown: -32_601,
  internal: -32_603,
  early: -32_002,
} as const

/** Typing comes to rest before anything is looked at. */
const DEBOUNCE_MS = 200

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : 0

const positionOf = (value: unknown): Position => ({
  line: numberOf(fieldsOf(value)['line']),
  character: numberOf(fieldsOf(value)['character']),
})
const rangeIn = (value: unknown): Range => ({
  start: positionOf(fieldsOf(value)['start']),
  end: positionOf(fieldsOf(value)['end']),
})

/** `unloop lint --lsp`: a language server over standard input and output. Gives whether it was asked to end. */
export async function serveLsp(options: OptionValues<'lint'>, io: Io): Promise<boolean> {
  const server = new LanguageServer(options, io)
  const reader = new MessageReader()
  for await (const chunk of io.stdin)
    for (const received of reader.read(chunk)) {
      if (received.kind === 'broken') await server.refuse(received.why)
      else await server.take(received.value)
      if (server.isOver) return server.isShutDown
    }
  server.stop()
  return server.isShutDown
}

class LanguageServer {
  isOver = false
  isShutDown = false
  #isReady = false
  readonly #io: Io
  readonly #workspace: Workspace
  readonly #documents = new Map<string, TextDocument>()
  readonly #findings = new Map<string, readonly LintFinding[]>()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  /** What has been said already, so that a broken configuration is told once. */
  readonly #told = new Set<string>()

  constructor(options: OptionValues<'lint'>, io: Io) {
    this.#io = io
    this.#workspace = new Workspace(options, io)
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  async refuse(why: string): Promise<void> {
    await this.#send({ id: null, error: { code: ERRORS.parse, message: `${why}.` } })
  }

  /** A request is answered whatever happens; a notification never is. */
  async take(message: unknown): Promise<void> {
    const { id, method, params } = fieldsOf(message)
    const isRequest = typeof id === 'number' || typeof id === 'string'
    if (typeof method !== 'string') {
      // Answers to requests of ours carry no method; there are none that matter.
      if (fieldsOf(message)['result'] === undefined && fieldsOf(message)['error'] === undefined)
        await this.#send({
          id: isRequest ? id : null,
          error: { code: ERRORS.invalid, message: 'This is no request.' },
        })
      return
    }
    try {
      if (!isRequest) await this.#notified(method, fieldsOf(params))
      else await this.#send({ id, ...(await this.#answer(method, fieldsOf(params))) })
    } catch (cause) {
      const text = cause instanceof Error ? cause.message : String(cause)
      if (isRequest) await this.#send({ id, error: { code: ERRORS.internal, message: text } })
      else await this.#tell(text)
    }
  }

  async #answer(method: string, params: Fields): Promise<Fields> {
    if (method === 'initialize') {
      this.#isReady = true
      return {
        result: {
          capabilities: CAPABILITIES,
          serverInfo: { name: 'unloop', version: packageVersion() },
        },
      }
    }
    if (!this.#isReady)
      return { error: { code: ERRORS.early, message: 'The server was not initialized.' } }
    switch (method) {
      case 'shutdown':
        this.isShutDown = true
        this.stop()
        return { result: null }
      case 'textDocument/codeAction':
        return { result: await this.#actions(params) }
      case 'textDocument/hover':
        return { result: await this.#hover(params) }
      default:
        return { error: { code: ERRORS.unknown, message: `${method} is not known here.` } }
    }
  }

  async #notified(method: string, params: Fields): Promise<void> {
    const item = fieldsOf(params['textDocument'])
    const uri = textOf(item['uri'])
    switch (method) {
      case 'exit':
        this.stop()
        this.isOver = true
        return
      case 'textDocument/didOpen': {
        const at = { uri, path: pathOf(uri) }
        this.#findings.delete(uri)
        this.#documents.set(
          uri,
          new TextDocument(at, textOf(item['text']), numberOf(item['version'])),
        )
        this.#schedule(uri)
        return
      }
      case 'textDocument/didChange':
        this.#change(uri, numberOf(item['version']), params['contentChanges'])
        return
      case 'textDocument/didSave':
      case 'workspace/didChangeWatchedFiles':
        this.#workspace.forget()
        this.#findings.clear()
        for (const open of this.#documents.keys()) this.#schedule(open)
        return
      case 'textDocument/didClose':
        clearTimeout(this.#timers.get(uri))
        this.#documents.delete(uri)
        this.#findings.delete(uri)
        await this.#publish(uri, [])
    }
  }

  #change(uri: string, version: number, changes: unknown): void {
    const document = this.#documents.get(uri)
    if (document === undefined || !Array.isArray(changes)) return
    for (const change of changes) {
      const { range, text } = fieldsOf(change)
      if (typeof text === 'string')
        document.change(range === undefined ? null : rangeIn(range), text)
    }
    document.version = version
    this.#findings.delete(uri)
    this.#schedule(uri)
  }

  #schedule(uri: string): void {
    clearTimeout(this.#timers.get(uri))
    this.#timers.set(
      uri,
      setTimeout(() => void this.#look(uri), DEBOUNCE_MS),
    )
  }

  async #look(uri: string): Promise<void> {
    const document = this.#documents.get(uri)
    if (document === undefined) return
    const { version } = document
    const findings = await this.#findingsOf(document)
    // Meanwhile it may have changed or been closed: then another look is on its way.
    if (this.#documents.get(uri)?.version === version)
      await this.#publish(
        uri,
        findings.map((each) => diagnosticOf(each, document)),
        version,
      )
  }

  async #findingsOf(document: TextDocument): Promise<readonly LintFinding[]> {
    const known = this.#findings.get(document.uri)
    if (known !== undefined) return known
    try {
      const { version } = document
      const findings = await this.#workspace.findings(document, this.#documents)
      if (document.version === version) this.#findings.set(document.uri, findings)
      return findings
    } catch (cause) {
      await this.#tell(cause instanceof Error ? cause.message : String(cause))
      return []
    }
  }

  async #actions(params: Fields): Promise<readonly unknown[]> {
    const document = this.#documents.get(textOf(fieldsOf(params['textDocument'])['uri']))
    if (document === undefined) return []
    const { actionsAt } = await import('./actions.ts')
    const only = fieldsOf(params['context'])['only']
    return actionsAt(document, await this.#findingsOf(document), {
      range: rangeIn(params['range']),
      only: Array.isArray(only) ? only.filter((each) => typeof each === 'string') : null,
    })
  }

  async #hover(params: Fields): Promise<Fields | null> {
    const document = this.#documents.get(textOf(fieldsOf(params['textDocument'])['uri']))
    if (document === undefined) return null
    const { line, character } = positionOf(params['position'])
    const here = (await this.#findingsOf(document)).filter((finding) => {
      const { start, end } = rangeOf(finding, document)
      return start.line === line && start.character <= character && character <= end.character
    })
    const [first] = here
    if (first === undefined) return null
    return {
      contents: { kind: 'markdown', value: hoverText(here) },
      range: rangeOf(first, document),
    }
  }

  async #publish(uri: string, diagnostics: readonly unknown[], version?: number): Promise<void> {
    const params = { uri, diagnostics, ...(version === undefined ? {} : { version }) }
    await this.#send({ method: 'textDocument/publishDiagnostics', params })
  }

  async #tell(message: string): Promise<void> {
    if (this.#told.has(message)) return
    this.#told.add(message)
    await this.#send({
      method: 'window/showMessage',
      params: { type: 1, message: `unloop: ${message}` },
    })
  }

  #send(message: Fields): Promise<void> {
    return this.#io.protocol(framed({ jsonrpc: '2.0', ...shown(message) }))
  }
}

/** The one door to the editor: what it shows is masked. Edits go into the text that they are made from, as they are. */
function shown({ params, result, ...rest }: Fields): Fields {
  const { uri, ...said } = fieldsOf(params)
  const answer: unknown = Array.isArray(result) ? result.map(shownAction) : maskValue(result)
  return {
    ...maskValue(rest),
    ...(params === undefined
      ? {}
      : { params: { ...(uri === undefined ? {} : { uri }), ...maskValue(said) } }),
    ...(result === undefined ? {} : { result: answer }),
  }
}

const shownAction = (action: unknown): Fields => {
  const { edit, ...rest } = fieldsOf(action)
  return { ...maskValue(rest), edit }
}

const CAPABILITIES = {
  positionEncoding: 'utf-16',
  // Changes come as the ranges that they touch.
  textDocumentSync: { openClose: true, change: 2, save: true },
  codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.unloop'] },
  hoverProvider: true,
}

/** What has no file is called by its address. */
function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri)
  } catch {
    return uri
  }
}
