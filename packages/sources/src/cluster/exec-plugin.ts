import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { SourceError, systemCode } from '../errors.ts'
import type { ClusterSettings } from './kubeconfig.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a credential plugin answers with (client.authentication.k8s.io ExecCredential.status). */
export interface ExecCredential {
  readonly token: string | null
  readonly certificate: string | null
  readonly key: string | null
  /** Milliseconds since 1970, or null where it does not expire. */
  readonly expiresAt: number | null
}

/** How a credential plugin is started (client.authentication.k8s.io/v1, ExecConfig). */
export interface ExecPluginOptions {
  readonly exec: Fields
  /** Folder of the kubeconfig: relative commands count from there (KEP-541). */
  readonly folder: string
  readonly cluster: ClusterSettings
  readonly env: Readonly<Record<string, string | undefined>>
  readonly timeoutMs: number
}

const string = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

const commandPath = (command: string, folder: string): string =>
  /[/\\]/.test(command) ? resolve(folder, command) : command

const caData = (cluster: ClusterSettings): string | undefined =>
  cluster.ca !== null && 'data' in cluster.ca ? cluster.ca.data : undefined

/** KUBERNETES_EXEC_INFO, which kubectl passes to every plugin. */
const execInfo = (options: ExecPluginOptions, interactive: boolean): string => {
  const { cluster, exec } = options
  const info = {
    server: cluster.server,
    'tls-server-name': cluster.tlsServerName ?? undefined,
    'insecure-skip-tls-verify': cluster.insecure || undefined,
    'certificate-authority-data': caData(cluster),
    'proxy-url': cluster.proxyUrl ?? undefined,
  }
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: string(exec['apiVersion']) ?? 'client.authentication.k8s.io/v1',
    spec: { interactive, ...(exec['provideClusterInfo'] === true ? { cluster: info } : {}) },
  })
}

const pluginEnv = (options: ExecPluginOptions, interactive: boolean): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { ...options.env }
  const list = options.exec['env']
  for (const item of Array.isArray(list) ? (list as readonly Fields[]) : []) {
    const name = string(item['name'])
    if (name !== null) env[name] = typeof item['value'] === 'string' ? item['value'] : ''
  }
  env['KUBERNETES_EXEC_INFO'] = execInfo(options, interactive)
  return env
}

const failure = (options: ExecPluginOptions, why: string, cause?: unknown): SourceError => {
  const command = string(options.exec['command']) ?? '(none)'
  const hint = string(options.exec['installHint'])
  return new SourceError({
    code: 'exec-plugin',
    where: command,
    message: `The credential plugin ${command} of the kubeconfig ${why}.${hint === null ? '' : ` ${hint.trim()}`}`,
    cause,
  })
}

const run = (options: ExecPluginOptions): Promise<string> => {
  const { exec } = options
  const command = string(exec['command'])
  if (command === null) return Promise.reject(failure(options, 'names no command'))
  const interactive = exec['interactiveMode'] !== 'Never' && process.stdin.isTTY === true
  const args = (Array.isArray(exec['args']) ? exec['args'] : []).map(String)
  return new Promise((done, fail) => {
    const child = spawn(commandPath(command, options.folder), args, {
      env: pluginEnv(options, interactive),
      stdio: [interactive ? 'inherit' : 'ignore', 'pipe', interactive ? 'inherit' : 'pipe'],
      timeout: interactive ? options.timeoutMs * 10 : options.timeoutMs,
    })
    const out: Buffer[] = []
    let complaint = ''
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000)
    })
    child.on('error', (error) => {
      const missing = systemCode(error) === 'ENOENT'
      fail(
        failure(
          options,
          missing ? 'is not installed' : `could not be started (${error.message})`,
          error,
        ),
      )
    })
    child.on('close', (code, signal) => {
      if (code === 0) return done(Buffer.concat(out).toString('utf8'))
      const how =
        signal === null ? `exit status ${code}` : `ended by ${signal} after its time limit`
      const said = complaint.trim()
      fail(failure(options, `failed (${how})${said === '' ? '' : `: ${said.replace(/\.$/, '')}`}`))
    })
  })
}

/** Runs the plugin once and reads its answer. */
export async function runExecPlugin(options: ExecPluginOptions): Promise<ExecCredential> {
  const output = await run(options)
  let status: Fields
  try {
    status = (JSON.parse(output) as { status?: Fields } | null)?.status ?? {}
  } catch (error) {
    throw failure(options, 'printed something that is not an ExecCredential in JSON', error)
  }
  const credential = {
    token: string(status['token']),
    certificate: string(status['clientCertificateData']),
    key: string(status['clientKeyData']),
  }
  if (credential.token === null && (credential.certificate === null || credential.key === null))
    throw failure(options, 'gave neither a token nor a client certificate')
  const expires = Date.parse(string(status['expirationTimestamp']) ?? '')
  return { ...credential, expiresAt: Number.isNaN(expires) ? null : expires }
}
