import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { framed, MessageReader } from './framing.ts'
import { TextDocument } from './text-document.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop-lsp-'))
const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
const uri = pathToFileURL(join(folder, 'pod.yaml')).href

interface Message {
  readonly id?: number | null
  readonly method?: string
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of many shapes, looked at by tests only
  readonly [key: string]: any
}

/** An editor's side of the protocol over a real process. */
class Client {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #messages: Message[] = []
  readonly #reader = new MessageReader()
  #wake: () => void = () => undefined
  readonly ended: Promise<number | null>
  #id = 0

  constructor() {
    this.#child = spawn(process.execPath, [main, 'lint', '--lsp'], { cwd: folder })
    this.#child.stdout.on('data', (chunk: Buffer) => {
      for (const each of this.#reader.read(chunk))
        if (each.kind === 'message') this.#messages.push(each.value as Message)
      this.#wake()
    })
    this.ended = new Promise((done) => this.#child.on('exit', done))
  }

  raw(text: string): void {
    this.#child.stdin.write(text)
  }

  notify(method: string, params: object): void {
    this.raw(framed({ jsonrpc: '2.0', method, params }))
  }

  async ask(method: string, params: object): Promise<Message> {
    const id = ++this.#id
    this.raw(framed({ jsonrpc: '2.0', id, method, params }))
    return this.next((message) => message.id === id)
  }

  /** The next message of the kind, each given once. */
  async next(isWanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const at = this.#messages.findIndex(isWanted)
      if (at !== -1) return this.#messages.splice(at, 1)[0] as Message
      await new Promise<void>((done) => (this.#wake = done))
    }
  }

  diagnostics(): Promise<Message> {
    return this.next(({ method }) => method === 'textDocument/publishDiagnostics')
  }

  kill(): void {
    this.#child.kill()
  }
}

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: shop/web:1
    env: [{name: "😀", value: yes}]
    command: ["npm start"] # é
`

describe('unloop lint --lsp', () => {
  const client = new Client()
  afterAll(() => {
    client.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  it('tells an editor what is wrong, explains and corrects it, and ends when asked', async () => {
    expect((await client.ask('textDocument/hover', {})).error.code).toBe(-32_002)
    const { result } = await client.ask('initialize', { capabilities: {} })
    expect(result.capabilities).toMatchObject({ positionEncoding: 'utf-16', hoverProvider: true })
    client.notify('initialized', {})
    writeFileSync(join(folder, 'pod.yaml'), POD)
    client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: POD },
    })
    const first = (await client.diagnostics()).params
    expect(first.version).toBe(1)
    expect(first.diagnostics).toMatchObject([
      {
        code: 'env-name-invalid',
        severity: 1,
        range: { start: { line: 7, character: 17 }, end: { line: 7, character: 21 } },
      },
      {
        code: 'type-mismatch',
        severity: 1,
        range: { start: { line: 7, character: 30 }, end: { line: 7, character: 33 } },
      },
      {
        code: 'cmd-one-string',
        severity: 1,
        range: { start: { line: 8, character: 14 }, end: { line: 8, character: 25 } },
      },
    ])

    const place = { textDocument: { uri }, position: { line: 8, character: 16 } }
    expect((await client.ask('textDocument/hover', place)).result.contents.value).toContain(
      '**cmd-one-string** (will crash)',
    )
    expect(
      (await client.ask('textDocument/hover', { ...place, position: { line: 0, character: 0 } }))
        .result,
    ).toBe(null)
    const range = { start: place.position, end: place.position }
    const actions = (
      await client.ask('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [] },
      })
    ).result
    expect(actions.map(({ title }: Message) => title)).toEqual([
      'Correct cmd-one-string',
      'Leave cmd-one-string out here',
      'Correct what is certain in this file',
    ])
    expect(actions[0].edit.changes[uri]).toEqual([
      {
        range: { start: { line: 8, character: 18 }, end: { line: 8, character: 19 } },
        newText: '", "',
      },
    ])

    const edit = actions[0].edit.changes[uri][0]
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: edit.range, text: edit.newText }],
    })
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [
        {
          range: { start: { line: 7, character: 30 }, end: { line: 7, character: 33 } },
          text: '"yes"',
        },
        {
          range: { start: { line: 7, character: 17 }, end: { line: 7, character: 21 } },
          text: 'SMILE',
        },
      ],
    })
    const second = (await client.diagnostics()).params
    expect(second).toMatchObject({ version: 3, diagnostics: [] })
    client.notify('textDocument/didClose', { textDocument: { uri } })
    expect((await client.diagnostics()).params.diagnostics).toEqual([])
  }, 20_000)

  it('outlives broken messages, and tells a broken configuration', async () => {
    client.raw('nonsense\r\n\r\n')
    client.raw('Content-Length: 5\r\n\r\n{"a":')
    client.raw('Content-Length: 2\r\n\r\n[]')
    client.raw(framed({ jsonrpc: '2.0', id: 'x' }))
    for (const params of [
      null,
      1,
      { textDocument: 1 },
      { textDocument: { uri: 5 }, contentChanges: [1] },
    ])
      client.raw(framed({ jsonrpc: '2.0', method: 'textDocument/didChange', params }))
    client.notify('textDocument/didOpen', {
      textDocument: { uri: 'untitled:%E0%A4%A', text: POD, version: 1 },
    })
    expect((await client.ask('nothing/known', {})).error.code).toBe(-32_601)
    writeFileSync(join(folder, 'unloop-lint.yaml'), 'nonsense: 1\n')
    client.notify('textDocument/didSave', { textDocument: { uri } })
    client.notify('textDocument/didOpen', { textDocument: { uri, text: POD, version: 1 } })
    const told = await client.next(({ method }) => method === 'window/showMessage')
    expect(told.params.message).toContain('There is no field "nonsense" here')
    expect((await client.ask('shutdown', {})).result).toBe(null)
    client.notify('exit', {})
    expect(await client.ended).toBe(0)
  }, 20_000)
})

describe('a document', () => {
  it('keeps in step with changes anywhere, counted in UTF-16', () => {
    const document = new TextDocument({ uri: 'a', path: 'a' }, 'a😀b\r\nc\n', 1)
    document.change({ start: { line: 0, character: 3 }, end: { line: 1, character: 0 } }, 'X')
    expect(document.text).toBe('a😀Xc\n')
    document.change({ start: { line: 9, character: 9 }, end: { line: 99, character: 0 } }, 'end')
    expect(document.text).toBe('a😀Xc\nend')
    document.change({ start: { line: -1, character: -5 }, end: { line: 0, character: 0 } }, '')
    expect(document.text).toBe('a😀Xc\nend')
    document.change(null, 'new')
    expect(document.position(document.offset({ line: 0, character: 2 }))).toEqual({
      line: 0,
      character: 2,
    })
  })
})
