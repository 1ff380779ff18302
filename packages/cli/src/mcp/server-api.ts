// A question over a long time may take a while; a client waits no longer than a minute or so.
const TIMEOUT_MS = 60_000

/** One server of `unloop serve`, asked over HTTP. */
export class ServerApi {
  readonly #url: string
  readonly #token: string

  constructor(url: string, token: string) {
    this.#url = url.replace(/\/+$/, '')
    this.#token = token
  }

  /** JSON of `/api/unloop/v1/<path>`. Rejects in words where the server refuses or does not answer. */
  async get(path: string, query: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined)
    const text = new URLSearchParams(
      given.map(([name, value]): [string, string] => [name, String(value)]),
    ).toString()
    const answer = await this.#fetch(`/api/unloop/v1/${path}${text === '' ? '' : `?${text}`}`)
    const body: unknown = await answer.json().catch(() => null)
    if (answer.ok) return body
    const said = (body as { readonly error?: unknown } | null)?.error
    throw new Error(typeof said === 'string' ? said : `The server answered with ${answer.status}.`)
  }

  /** One request. Rejects with a sentence where nothing answers. */
  async #fetch(path: string): Promise<Response> {
    try {
      return await fetch(this.#url + path, {
        headers: this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
    } catch (cause) {
      throw new Error(
        `The server at ${this.#url} does not answer. Check --server, and that unloop serve runs there.`,
        { cause },
      )
    }
  }
}
