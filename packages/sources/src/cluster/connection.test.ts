import { chmodSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../errors.ts'
import { startFakeApi, status, type FakeApi, type FakeApiOptions } from '../testing/fake-api.ts'
import { kubeconfigText, testFolder, type TestFolder } from '../testing/kubeconfig.ts'
import { TEST_TLS } from '../testing/tls.ts'
import { readCluster } from './read-cluster.ts'

let folder: TestFolder
let api: FakeApi | null = null
beforeEach(() => {
  folder = testFolder()
})
afterEach(async () => {
  await api?.close()
  api = null
  folder.remove()
})

type Fields = Readonly<Record<string, unknown>>

const readAs = async (
  user: Fields,
  server: FakeApiOptions = {},
  env: Readonly<Record<string, string>> = {},
) => {
  api = await startFakeApi(server)
  const kubeconfig = folder.write('config', kubeconfigText({ server: api.url, user }))
  await readCluster({ kubeconfig, env: { PATH: process.env['PATH'], ...env } })
  return api.requests[0]?.headers ?? {}
}

const failureOf = async (work: Promise<unknown>): Promise<SourceError> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof SourceError) return error
  throw new Error(`a SourceError was expected, got ${String(error)}`)
}

const script = (name: string, body: string): string => {
  const file = folder.write(name, `#!/bin/sh\n${body}\n`)
  chmodSync(file, 0o755)
  return `./${name}`
}

const EXEC = { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never' }

describe('credentials', () => {
  it('sends a token, a token file before it, or a name and a password', async () => {
    expect((await readAs({ token: 'abc' })).authorization).toBe('Bearer abc')
    await api?.close()
    folder.write('token', 'from-file\n')
    expect((await readAs({ token: 'abc', tokenFile: 'token' })).authorization).toBe(
      'Bearer from-file',
    )
    await api?.close()
    const basic = `Basic ${Buffer.from('me:pw').toString('base64')}`
    expect((await readAs({ username: 'me', password: 'pw' })).authorization).toBe(basic)
  })

  it('impersonates as the kubeconfig says', async () => {
    const headers = await readAs({
      token: 'abc',
      as: 'jane',
      'as-groups': ['dev', 'ops'],
      'as-uid': '7',
    })
    expect(headers['impersonate-user']).toBe('jane')
    expect(headers['impersonate-group']).toBe('dev, ops')
    expect(headers['impersonate-uid']).toBe('7')
  })

  it('says that a token file is missing', async () => {
    const error = await failureOf(readAs({ tokenFile: 'nope' }))
    expect(error.code).toBe('kubeconfig-invalid')
    expect(error.message).toContain('nope')
  })
})

describe('credential plugins', () => {
  it('runs a plugin beside the kubeconfig, once, with its environment and the cluster', async () => {
    const command = script(
      'plugin',
      `echo run >> "${folder.path}/runs"; case "$KUBERNETES_EXEC_INFO" in *server*) ;; *) exit 3;; esac
echo '{"kind":"ExecCredential","status":{"token":"'$PREFIX-$1'"}}'`,
    )
    const exec = {
      ...EXEC,
      command,
      args: ['x'],
      env: [{ name: 'PREFIX', value: 'tok' }],
      provideClusterInfo: true,
    }
    expect((await readAs({ exec })).authorization).toBe('Bearer tok-x')
    expect(api?.requests.length).toBeGreaterThan(10)
    expect(folder.read('runs')).toBe('run\n')
  })

  it('asks the plugin again after a 401', async () => {
    const command = script(
      'plugin',
      `echo run >> "${folder.path}/runs"; echo "{\\"status\\":{\\"token\\":\\"t$(wc -l < "${folder.path}/runs" | tr -d ' ')\\"}}"`,
    )
    const override: FakeApiOptions['override'] = ({ headers }) =>
      headers.authorization === 'Bearer t1' ? status(401, 'expired') : undefined
    await readAs({ exec: { ...EXEC, command } }, { override })
    expect(api?.requests.at(-1)?.headers.authorization).toBe('Bearer t2')
  })

  it('passes on the hint how to install a plugin that is missing', async () => {
    const exec = {
      ...EXEC,
      command: 'no-such-plugin-anywhere',
      installHint: 'Install it with: brew install x',
    }
    const error = await failureOf(readAs({ exec }))
    expect(error.code).toBe('exec-plugin')
    expect(error.message).toContain(
      'no-such-plugin-anywhere of the kubeconfig is not installed. Install it with: brew install x',
    )
  })

  it.each([
    ['fails', 'echo "session has expired" >&2; exit 1', 'exit status 1): session has expired'],
    ['prints no JSON', 'echo hello', 'not an ExecCredential'],
    ['prints no credential', 'echo "{}"', 'neither a token nor a client certificate'],
  ])('says that a plugin %s', async (_, body, message) => {
    const error = await failureOf(readAs({ exec: { ...EXEC, command: script('plugin', body) } }))
    expect(error.code).toBe('exec-plugin')
    expect(error.message).toContain(message)
  })
})

/** A proxy that opens tunnels (CONNECT, RFC 9110 9.3.6) and notes where to. */
const startProxy = async (): Promise<{
  readonly url: string
  readonly tunnels: string[]
  readonly server: Server
}> => {
  const tunnels: string[] = []
  const server = createServer()
  server.on('connect', ({ url = '' }, socket) => {
    tunnels.push(url)
    const [host = '', port = ''] = url.split(':')
    const through = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      through.pipe(socket).pipe(through)
    })
    through.on('error', () => socket.destroy())
    socket.on('error', () => through.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels, server }
}

describe('proxies', () => {
  it('reads a cluster through the proxy-url of the kubeconfig', async () => {
    const proxy = await startProxy()
    api = await startFakeApi({ tls: TEST_TLS })
    const cluster = {
      'certificate-authority-data': Buffer.from(TEST_TLS.cert).toString('base64'),
      'proxy-url': proxy.url,
    }
    const kubeconfig = folder.write('config', kubeconfigText({ server: api.url, cluster }))
    const snapshot = await readCluster({ kubeconfig, env: {} })
    expect(snapshot.gaps).toEqual([])
    expect(proxy.tunnels[0]).toBe(api.url.replace('https://', ''))
    proxy.server.closeAllConnections()
    proxy.server.close()
  })
})
