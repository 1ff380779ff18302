import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { run } from '../run.ts'
import { recordedIo } from '../testing/recorded-io.ts'

// The whole knowledge is loaded when it is needed first.
vi.setConfig({ testTimeout: 120_000 })

interface Answer {
  readonly id: number | null
  readonly result?: {
    readonly content?: readonly { readonly text: string }[]
    readonly isError?: boolean
    readonly tools?: readonly { readonly name: string }[]
    readonly protocolVersion?: string
  }
  readonly error?: { readonly code: number; readonly message: string }
}

async function talk(messages: readonly unknown[], args: readonly string[] = []): Promise<Answer[]> {
  const stdin = messages
    .map((message) => (typeof message === 'string' ? message : JSON.stringify(message)))
    .join('\n')
  const { io, out, err } = recordedIo({ stdin, env: { UNLOOP_TOKEN: 'reading' } })
  expect([await run(['mcp', ...args], io), err()]).toEqual([0, ''])
  return out()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer)
}

const ask = (id: number, method: string, params: object = {}) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})
const call = (name: string, given: object) => ask(1, 'tools/call', { name, arguments: given })

describe('unloop mcp', () => {
  it('opens with a version that both know, and answers no notification', async () => {
    const answers = await talk([
      ask(1, 'initialize', { protocolVersion: '2025-03-26' }),
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      ask(2, 'initialize', { protocolVersion: '1999-01-01' }),
      ask(3, 'ping'),
    ])
    expect(answers.map(({ id, result }) => [id, result?.protocolVersion])).toEqual([
      [1, '2025-03-26'],
      [2, '2025-11-25'],
      [3, undefined],
    ])
  })

  it('offers what a server keeps only where one is named', async () => {
    const names = async (args: readonly string[]) =>
      (await talk([ask(1, 'tools/list')], args))[0]!.result!.tools!.map(({ name }) => name)
    expect(await names([])).toEqual(['diagnose', 'explain'])
    expect(await names(['--server', 'http://127.0.0.1:1'])).toEqual([
      'diagnose',
      'explain',
      'incidents',
      'incident',
      'logs',
    ])
  })

  it('diagnoses what is pasted, and explains', async () => {
    const text =
      'NAME    READY   STATUS             RESTARTS   AGE\nweb-1   0/1     CrashLoopBackOff   5          4m\n'
    const [diagnosis] = await talk([call('diagnose', { text })])
    expect(diagnosis!.result!.content![0]!.text).toContain('web-1')
    const [explained] = await talk([call('explain', { topic: '137' })])
    expect(explained!.result!.content![0]!.text).toContain('SIGKILL')
    const [unknown] = await talk([call('explain', { topic: 'OOMKiled' })])
    expect(unknown!.result).toMatchObject({ isError: true })
    expect(unknown!.result!.content![0]!.text).toContain('OOMKilled')
  })

  it('asks a running server, with its token', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.headers.authorization} ${request.url}`)
      response.statusCode = request.url?.includes('none') === true ? 404 : 200
      response.end(JSON.stringify({ records: [], error: 'There is none.' }))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const answers = await talk(
      [call('logs', { pod: 'a&b', run: 3 }), call('incident', { id: 'none' })],
      ['--server', `${url}/`],
    )
    server.close()
    expect(asked).toEqual([
      'Bearer reading /api/unloop/v1/logs?pod=a%26b&run=3',
      'Bearer reading /api/unloop/v1/incidents/none',
    ])
    expect(answers[1]!.result).toMatchObject({
      isError: true,
      content: [{ text: 'There is none.' }],
    })
  })

  it.each([
    ['not json', -32_700],
    [ask(1, 'resources/list'), -32_601],
    [call('delete_everything', {}), -32_602],
    [call('explain', {}), -32_602],
    [call('explain', { topic: 1 }), -32_602],
    [call('explain', { topic: '1', more: true }), -32_602],
    [{ jsonrpc: '2.0', id: 5 }, -32_600],
  ])('refuses %j', async (message, code) => {
    expect((await talk([message]))[0]!.error?.code).toBe(code)
  })
})
