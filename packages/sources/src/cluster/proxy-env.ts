import type { Env } from './kubeconfig.ts'

const variable = (env: Env, name: string): string => env[name] || env[name.toLowerCase()] || ''

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host === '::1' || host.startsWith('127.')

const ipv4 = (text: string): number | null => {
  const parts = text.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return null
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}

const inRange = (host: string, range: string): boolean => {
  const [base = '', bits = ''] = range.split('/')
  const address = ipv4(host)
  const start = ipv4(base)
  if (address === null || start === null || !/^\d{1,2}$/.test(bits)) return false
  const size = 2 ** (32 - Number(bits))
  return Math.floor(address / size) === Math.floor(start / size)
}

const isExcluded = (host: string, port: string, rule: string): boolean => {
  if (rule === '*') return true
  if (rule.includes('/')) return inRange(host, rule)
  const [name = '', rulePort] = rule.split(':')
  if (rulePort !== undefined && rulePort !== port) return false
  const bare = name.replace(/^\*?\./, '')
  if (bare === '') return false
  return (
    host.endsWith(`.${bare}`) || (host === bare && !name.startsWith('.') && !name.startsWith('*'))
  )
}

/**
 * The proxy that the environment asks for, by the rules that kubectl follows (golang.org/x/net/http/httpproxy): HTTPS_PROXY
 * or HTTP_PROXY, NO_PROXY with domains, ports and IPv4 ranges; loopback addresses never go through a proxy.
 */
export function proxyFromEnv(server: string, env: Env): string | null {
  const url = URL.parse(server)
  if (url === null || isLoopback(url.hostname)) return null
  const proxy = variable(env, url.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY')
  if (proxy === '') return null
  const port = url.port || (url.protocol === 'http:' ? '80' : '443')
  const rules = variable(env, 'NO_PROXY')
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
  if (rules.some((rule) => isExcluded(url.hostname, port, rule))) return null
  return proxy.includes('://') ? proxy : `http://${proxy}`
}
