import type { Path } from './manifest.ts'
import { memo } from './memo.ts'
import { runsOf, programOfSite } from './program.ts'
import type { Site } from './workload.ts'

/** Where the manifest says that the program listens. */
export interface Listening {
  readonly host: string | null
  readonly port: number | null
  readonly path: Path
  /** As it is written. */
  readonly text: string
  readonly from: 'argument' | 'variable'
}

// `host:port`, with the scheme and the brackets that some programs want.
const ADDRESS = /^(?:(?:https?|tcp|grpc):\/\/)?(\[[\da-fA-F:]*\]|[\w.*-]*):(\d{1,5})\/?$/
const LISTEN_FLAG =
  /^--?(?:(?:web|http|https|server|api|grpc)[.-])?(?:listen|bind|addr|address|listen-?addr(?:ess)?|bind-?addr(?:ess)?|http-?addr(?:ess)?|server-?addr(?:ess)?)$/i
// Options that name a port alone.
const PORT_FLAG = /^--?(?:(?:http|server|web|listen|api|app)[.-]?)?port$/i
const HOST_FLAG =
  /^--?(?:host|hostname|bind|ip|listen-?host|bind-?host|server\.address|web\.host)$/i
const SHORT_PORT = /^-p$/

// Addresses at which only the pod itself is reached.
const LOCAL = /^(?:127(?:\.\d{1,3}){3}|localhost|::1|\[::1\])$/i

/** Only processes of the same pod reach it; the kubelet's probes do not. */
export function isLocal(host: string | null): boolean {
  return host !== null && LOCAL.test(host)
}

/** `--port=3000`, `--listen :8080`, `-b 0.0.0.0:80`, in the command, its args, or a script. */
export const listeningArguments = memo((site: Site): readonly Listening[] => {
  const program = programOfSite(site)
  const items =
    program?.kind === 'script'
      ? runsOf(program).flatMap(({ words, path }) => words.map((text) => ({ text, path })))
      : site.argv
  return items.flatMap(({ text, path }, index) => {
    const equals = /^(--?[\w.-]+)[= ](.+)$/.exec(text)
    const next = items[index + 1]
    const flag = equals?.[1] ?? text
    const value = (equals?.[2] ?? next?.text ?? '').trim().replace(/^(['"])(.*)\1$/, '$2')
    if (!flag.startsWith('-') || (!equals && (next === undefined || value.startsWith('-'))))
      return []
    const said = listensAt(flag, value)
    // A port of 0 turns a server off, or leaves the choice to the kernel.
    if (said === null || said.port === 0) return []
    const at = equals ? path : (next?.path ?? path)
    return [
      { ...said, path: at, text: equals ? text : `${flag} ${value}`, from: 'argument' as const },
    ]
  })
})

/** What an option says of where a program listens; null for other options. */
function listensAt(
  flag: string,
  value: string,
): { host: string | null; port: number | null } | null {
  if ((PORT_FLAG.test(flag) || SHORT_PORT.test(flag)) && /^\d{1,5}$/.test(value))
    return { host: null, port: Number(value) }
  if (/^-b$/.test(flag) || LISTEN_FLAG.test(flag)) {
    const match = ADDRESS.exec(value)
    if (match) return { host: match[1] || null, port: Number(match[2]) }
    if (LOCAL.test(value)) return { host: value, port: null }
    return /^\d{2,5}$/.test(value) ? { host: null, port: Number(value) } : null
  }
  return HOST_FLAG.test(flag) && /^[\w.:[\]-]+$/.test(value) ? { host: value, port: null } : null
}

// Variables by which frameworks and common images name a port.
const PORT_VARIABLES =
  /^(?:PORT|HTTP_PORT|SERVER_PORT|APP_PORT|LISTEN_PORT|WEB_PORT|NODE_PORT|API_PORT|SERVICE_PORT|ASPNETCORE_HTTP_PORTS|QUARKUS_HTTP_PORT|FLASK_RUN_PORT|UVICORN_PORT|MICRONAUT_SERVER_PORT|NUXT_PORT|NITRO_PORT|STREAMLIT_SERVER_PORT)$/
const HOST_VARIABLES =
  /^(?:HOST|BIND|BIND_ADDR|BIND_ADDRESS|BIND_HOST|LISTEN|LISTEN_ADDR|LISTEN_ADDRESS|LISTEN_HOST|SERVER_ADDRESS|HTTP_HOST|APP_HOST|FLASK_RUN_HOST|UVICORN_HOST|NUXT_HOST|NITRO_HOST|ASPNETCORE_URLS|SERVER_HOST|HTTP_ADDR|QUARKUS_HTTP_HOST|ADDR)$/

/** `PORT=3000`, `HOST=127.0.0.1`, `LISTEN_ADDR=:8080`. */
export const listeningVariables = memo((site: Site): readonly Listening[] =>
  site.env.flatMap(({ name, value, path }) => {
    const text = (value ?? '').trim()
    const said = variableSays(name, text)
    return said === null
      ? []
      : [{ ...said, path: [...path, 'value'], text: `${name}=${text}`, from: 'variable' as const }]
  }),
)

/** What a variable says of where a program listens; null for other variables. */
function variableSays(
  name: string,
  value: string,
): { host: string | null; port: number | null } | null {
  if (PORT_VARIABLES.test(name) && /^\d{2,5}$/.test(value))
    return { host: null, port: Number(value) }
  if (!HOST_VARIABLES.test(name) || value === '') return null
  const match = ADDRESS.exec(value)
  if (match) return { host: match[1] || null, port: Number(match[2]) }
  return LOCAL.test(value) ? { host: value, port: null } : null
}
