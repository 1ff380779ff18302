import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path'
import { readSmallTextSync, unreadReason } from '../text-file/index.ts'
import { parseDocument, type Document } from 'yaml'
import { SourceError, systemCode } from '../errors.ts'

/** Environment variables, as `process.env` has them. */
export type Env = Readonly<Record<string, string | undefined>>
type Fields = Readonly<Record<string, unknown>>

/** A named entry of a kubeconfig, with the folder that its relative paths count from. */
interface Entry {
  readonly fields: Fields
  readonly file: string
}

/** Kubeconfig files merged by kubectl's rules: of equal names the first file wins (clientcmd.ClientConfigLoadingRules). */
export interface Kubeconfig {
  readonly files: readonly string[]
  readonly currentContext: string
  readonly contexts: ReadonlyMap<string, Entry>
  readonly clusters: ReadonlyMap<string, Entry>
  readonly users: ReadonlyMap<string, Entry>
}

export interface KubeconfigOptions {
  /** `--kubeconfig`: then nothing else is read, and it must exist. */
  readonly kubeconfig?: string
  readonly env?: Env
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The string in `fields[name]`, or null where it is absent, empty or something else. */
export function text(fields: Fields, name: string): string | null {
  const value = fields[name]
  return typeof value === 'string' && value !== '' ? value : null
}

const invalid = (file: string, why: string, cause?: unknown): SourceError =>
  new SourceError({
    code: 'kubeconfig-invalid',
    where: file,
    message: `The kubeconfig ${file} can't be used: ${why}.`,
    cause,
  })

/** The document as plain values; aliases may unfold beyond all bounds. */
const plain = (document: Document, file: string): unknown => {
  try {
    return document.toJS()
  } catch (cause) {
    throw invalid(file, 'its aliases unfold to more than any kubeconfig holds', cause)
  }
}

const parseFile = (file: string, content: string): Fields => {
  const document = parseDocument(content, { prettyErrors: true })
  const first = document.errors[0]
  if (first) {
    const line = first.linePos?.[0].line
    throw invalid(file, `it is not valid YAML${line === undefined ? '' : ` (line ${line})`}`, first)
  }
  const value = plain(document, file)
  if (value === null || value === undefined) return {}
  if (!isFields(value))
    throw invalid(file, 'a mapping with clusters, users and contexts was expected')
  return value
}

const readEntries = (
  into: Map<string, Entry>,
  list: unknown,
  origin: { file: string; field: string },
): void => {
  if (!Array.isArray(list)) return
  for (const item of list as readonly unknown[]) {
    if (!isFields(item)) continue
    const name = text(item, 'name')
    const fields = item[origin.field]
    if (name !== null && isFields(fields) && !into.has(name))
      into.set(name, { fields, file: origin.file })
  }
}

/** The files that kubectl would read, in order; those of KUBECONFIG that don't exist are left out, as kubectl does. */
export function kubeconfigFiles(options: KubeconfigOptions = {}): readonly string[] {
  if (options.kubeconfig !== undefined) return [resolve(options.kubeconfig)]
  const env = options.env ?? process.env
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '')
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir()
  const files = listed.length > 0 ? listed : [join(home, '.kube', 'config')]
  return [...new Set(files.map((file) => resolve(file)))].filter((file) => existsSync(file))
}

const readFile = (file: string): string => {
  try {
    return readSmallTextSync(file)
  } catch (error) {
    const missing = systemCode(error) === 'ENOENT'
    throw new SourceError({
      code: missing ? 'kubeconfig-missing' : 'kubeconfig-invalid',
      where: file,
      message: missing
        ? `The kubeconfig ${file} does not exist. Check the path given with --kubeconfig.`
        : `The kubeconfig ${file} can't be read (${unreadReason(error)}).`,
      cause: error,
    })
  }
}

/** Reads and merges what kubectl would read. */
export function loadKubeconfig(options: KubeconfigOptions = {}): Kubeconfig {
  const files = kubeconfigFiles(options)
  const contexts = new Map<string, Entry>()
  const clusters = new Map<string, Entry>()
  const users = new Map<string, Entry>()
  let currentContext = ''
  for (const file of files) {
    const fields = parseFile(file, readFile(file))
    readEntries(contexts, fields['contexts'], { file, field: 'context' })
    readEntries(clusters, fields['clusters'], { file, field: 'cluster' })
    readEntries(users, fields['users'], { file, field: 'user' })
    currentContext ||= text(fields, 'current-context') ?? ''
  }
  return { files, currentContext, contexts, clusters, users }
}

/** True inside a pod with a service account, where kubectl falls back to it. */
export function isInCluster(env: Env = process.env): boolean {
  return (env['KUBERNETES_SERVICE_HOST'] ?? '') !== '' && existsSync(`${SERVICE_ACCOUNT}/token`)
}

/** True where a kubeconfig or a service account is there: then a failure is an error, never a demo. */
export function isClusterConfigured(options: KubeconfigOptions = {}): boolean {
  const env = options.env ?? process.env
  if (options.kubeconfig !== undefined || isInCluster(env)) return true
  if ((env['KUBECONFIG'] ?? '') !== '') return true
  return kubeconfigFiles(options).some((file) => readSmallTextSync(file).trim() !== '')
}

/** A `cluster` entry of a kubeconfig, with its files named by whole paths. */
export interface ClusterSettings {
  readonly server: string
  readonly ca: { readonly data: string } | { readonly file: string } | null
  readonly insecure: boolean
  readonly tlsServerName: string | null
  readonly proxyUrl: string | null
}

/** What a context names, put together. `user` is as the file has it, as plugins read it. */
export interface ContextSettings {
  readonly name: string
  readonly namespace: string
  readonly cluster: ClusterSettings
  readonly user: Fields
  /** Relative paths in `user` count from here. */
  readonly userFolder: string
}

/** A path of a kubeconfig, relative to the file that it stands in. */
export function absolute(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path)
}

/** Data wins over a file, as kubectl has it (clientcmdapi.Cluster: "CertificateAuthorityData overrides"). */
const readCa = (entry: Entry): ClusterSettings['ca'] => {
  const data = text(entry.fields, 'certificate-authority-data')
  if (data !== null) return { data }
  const file = text(entry.fields, 'certificate-authority')
  return file === null ? null : { file: absolute(dirname(entry.file), file) }
}

const inClusterContext = (env: Env): ContextSettings => {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? ''
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443'
  const namespaceFile = `${SERVICE_ACCOUNT}/namespace`
  return {
    name: 'in-cluster',
    namespace: existsSync(namespaceFile) ? readSmallTextSync(namespaceFile).trim() : 'default',
    cluster: {
      server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      ca: { file: `${SERVICE_ACCOUNT}/ca.crt` },
      insecure: false,
      tlsServerName: null,
      proxyUrl: null,
    },
    user: { tokenFile: `${SERVICE_ACCOUNT}/token` },
    userFolder: SERVICE_ACCOUNT,
  }
}

const missingConfig = (options: KubeconfigOptions): SourceError => {
  const listed = (options.env ?? process.env)['KUBECONFIG'] ?? ''
  return new SourceError({
    code: 'kubeconfig-missing',
    where: listed || '~/.kube/config',
    message:
      listed === ''
        ? 'No kubeconfig was found: neither KUBECONFIG nor ~/.kube/config names a cluster. Give one with --kubeconfig; a diagnosis also takes a dump, with -f.'
        : `KUBECONFIG names ${listed}, and no cluster is configured there. Correct KUBECONFIG, or give a file with --kubeconfig.`,
  })
}

/** The context that is asked for, or the current one; the pod's service account where no kubeconfig is there. */
export function selectContext(
  config: Kubeconfig,
  name: string | undefined,
  options: KubeconfigOptions = {},
): ContextSettings {
  const env = options.env ?? process.env
  const wanted = name ?? config.currentContext
  if (config.contexts.size === 0 && name === undefined) {
    if (options.kubeconfig === undefined && isInCluster(env)) return inClusterContext(env)
    throw missingConfig(options)
  }
  const context = config.contexts.get(wanted)
  const where = config.files.join(delimiter)
  if (!context) {
    const known = [...config.contexts.keys()].slice(0, 10).join(', ')
    const why = wanted === '' ? 'No current context is set' : `The context ${wanted} does not exist`
    throw new SourceError({
      code: 'context-unknown',
      where,
      message: `${why} in ${where}. Choose one with --context: ${known || 'none is defined'}.`,
    })
  }
  const clusterName = text(context.fields, 'cluster') ?? ''
  const cluster = config.clusters.get(clusterName)
  const server = cluster ? text(cluster.fields, 'server') : null
  if (!cluster || server === null)
    throw invalid(
      context.file,
      `the context ${wanted} names the cluster "${clusterName}", which has no server`,
    )
  const userName = text(context.fields, 'user')
  const user = userName === null ? undefined : config.users.get(userName)
  if (userName !== null && !user)
    throw invalid(
      context.file,
      `the context ${wanted} names the user "${userName}", which is not defined`,
    )
  return {
    name: wanted,
    namespace: text(context.fields, 'namespace') ?? 'default',
    cluster: {
      server: server.replace(/\/+$/, ''),
      ca: readCa(cluster),
      insecure: cluster.fields['insecure-skip-tls-verify'] === true,
      tlsServerName: text(cluster.fields, 'tls-server-name'),
      proxyUrl: text(cluster.fields, 'proxy-url'),
    },
    user: user?.fields ?? {},
    userFolder: dirname(user?.file ?? context.file),
  }
}
