import { describe, expect, it } from 'vitest'
import { proxyFromEnv } from './proxy-env.ts'

const PROXY = { HTTPS_PROXY: 'http://proxy:3128', HTTP_PROXY: 'plain:80' }
const through = (server: string, no = ''): boolean =>
  proxyFromEnv(server, { ...PROXY, NO_PROXY: no }) !== null

describe('proxyFromEnv', () => {
  it('goes by the scheme of the server', () => {
    expect(proxyFromEnv('https://k8s.example:6443', PROXY)).toBe('http://proxy:3128')
    expect(proxyFromEnv('http://k8s.example', PROXY)).toBe('http://plain:80')
    expect(proxyFromEnv('https://k8s.example', { https_proxy: 'http://low:1' })).toBe(
      'http://low:1',
    )
    expect(proxyFromEnv('https://k8s.example', {})).toBeNull()
  })

  it('never proxies loopback addresses', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.8.8', '[::1]'])
      expect(through(`https://${host}:6443`)).toBe(false)
  })

  it.each([
    ['k8s.example', false],
    ['example', false],
    ['.example', false],
    ['*.example', false],
    ['*', false],
    ['other, .example', false],
    ['k8s.example:443', true],
    ['k8s.example:6443', false],
    ['8s.example', true],
    ['10.0.0.0/8', true],
  ])('leaves out NO_PROXY=%s', (rule, expected) => {
    expect(through('https://k8s.example:6443', rule)).toBe(expected)
  })

  it('knows ranges of addresses', () => {
    expect(through('https://10.1.2.3', '10.0.0.0/8')).toBe(false)
    expect(through('https://11.1.2.3', '10.0.0.0/8')).toBe(true)
    expect(through('https://10.1.2.3', '10.1.2.4/32')).toBe(true)
  })
})
