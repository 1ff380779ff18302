/** What a tool needs of its caller, as JSON Schema. */
export interface ToolSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, object>>
  readonly required?: readonly string[]
}

/** As the client sent them: each tool looks at what it gets. */
export type ToolArguments = Readonly<Record<string, unknown>>

/** Something that a client may call; every one reads only. */
export interface Tool {
  readonly name: string
  readonly description: string
  readonly inputSchema: ToolSchema
  /** The answer as text. Rejects with an Error whose message the client shows. */
  readonly call: (given: ToolArguments) => Promise<string>
}

/** What the server says of itself, and the tools that it offers. */
export interface McpOptions {
  readonly version: string
  readonly tools: readonly Tool[]
}

// Fields of a message, of which nothing is known yet.
type Fields = Readonly<Record<string, unknown>>
// JSON-RPC lets a request be called by either.
type Id = string | number

/** Versions of the Model Context Protocol that are spoken, newest first. */
const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const
/** JSON-RPC 2.0, section 5.1. */
const PARSE_ERROR = -32_700
const INVALID_REQUEST = -32_600
const METHOD_NOT_FOUND = -32_601
const INVALID_PARAMS = -32_602

/** A request that is wrong by itself, with the number that JSON-RPC has for it. */
class ProtocolError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** Answers messages of the Model Context Protocol, one a line; null for what needs no answer. */
export class McpServer {
  readonly #options: McpOptions

  constructor(options: McpOptions) {
    this.#options = options
  }

  /** The answer to a message: a notification gets none, and neither does what is no request at all. */
  async answer(line: string): Promise<string | null> {
    let message: unknown
    try {
      message = JSON.parse(line)
    } catch {
      return failure(null, PARSE_ERROR, 'The line is no JSON.')
    }
    const { id, method, params } = fieldsOf(message)
    const isAsked = typeof id === 'string' || typeof id === 'number'
    if (typeof method !== 'string')
      return isAsked ? failure(id, INVALID_REQUEST, 'There is no method.') : null
    if (!isAsked) return null
    try {
      const result = await this.#run(method, fieldsOf(params))
      return JSON.stringify({ jsonrpc: '2.0', id, result })
    } catch (error) {
      if (error instanceof ProtocolError) return failure(id, error.code, error.message)
      throw error
    }
  }

  /** The result of a method. @throws {ProtocolError} for one that is not offered */
  async #run(method: string, params: Fields): Promise<object> {
    const { tools, version } = this.#options
    switch (method) {
      case 'initialize': {
        const asked = VERSIONS.find((known) => known === params['protocolVersion'])
        return {
          protocolVersion: asked ?? VERSIONS[0],
          capabilities: { tools: {} },
          serverInfo: { name: 'unloop', version },
        }
      }
      case 'ping':
        return {}
      case 'tools/list':
        return {
          tools: tools.map(({ name, description, inputSchema }) => ({
            name,
            description,
            inputSchema,
            annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
          })),
        }
      case 'tools/call':
        return this.#call(params)
      default:
        throw new ProtocolError(METHOD_NOT_FOUND, `There is no method ${JSON.stringify(method)}.`)
    }
  }

  /** Calls a tool. What it rejects with is a result with `isError`, which the model sees, and no error of the protocol. */
  async #call(params: Fields): Promise<object> {
    const tool = this.#options.tools.find(({ name }) => name === params['name'])
    if (tool === undefined)
      throw new ProtocolError(INVALID_PARAMS, `There is no tool ${JSON.stringify(params['name'])}.`)
    const given = fieldsOf(params['arguments'])
    const wrong = problemOf(given, tool.inputSchema)
    if (wrong !== null) throw new ProtocolError(INVALID_PARAMS, `${tool.name}: ${wrong}`)
    try {
      return { content: [{ type: 'text', text: await tool.call(given) }] }
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      return { content: [{ type: 'text', text }], isError: true }
    }
  }
}

/**
 * Why arguments do not fit a schema, null if they do: names and types are looked at, which is all that the schemas here say.
 */
function problemOf(given: Fields, { properties, required = [] }: ToolSchema): string | null {
  const missing = required.find((name) => given[name] === undefined)
  if (missing !== undefined) return `${missing} is missing.`
  for (const [name, value] of Object.entries(given)) {
    const schema = properties[name] as { readonly type?: string } | undefined
    if (schema === undefined) return `There is no ${JSON.stringify(name)}.`
    const type = schema.type === 'integer' ? 'number' : schema.type
    if (typeof value !== type) return `${name} must be of type ${schema.type}.`
  }
  return null
}

/** An error of JSON-RPC; the id is null where the request could not be read. */
function failure(id: Id | null, code: number, message: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })
}

/** Fields of a value; none for what is no object. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {}
}
