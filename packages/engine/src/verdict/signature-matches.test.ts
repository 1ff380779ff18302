import { describe, expect, it } from 'vitest'
import { crashed, event, log, pod, report } from '../testing/build.ts'

const causeOf = (...given: Parameters<typeof report>) =>
  report(...given).incidents[0]?.causes[0]?.id

describe('what known messages weigh', () => {
  it('names why a connection failed, not that it failed', () => {
    const line =
      'F0312 10:12:01.120190 1 main.go:145] Failed to create client: error while trying to communicate with apiserver: Get "https://10.96.0.1:443/version": '
    const about = (reason: string) => causeOf([pod({ status: crashed(1) })], [log(line + reason)])
    expect(about('x509: certificate signed by unknown authority')).toBe('tls-cert')
    expect(about('dial tcp 10.96.0.1:443: i/o timeout')).toBe('dependency-unreachable')
  })

  it('finds the log of a pod that a paste shows without its name', () => {
    const { name: _, ...metadata } = pod({ status: crashed(1) }).metadata
    const nameless = { ...pod({ status: { ...crashed(1), name: '' } }), metadata }
    const text =
      'E0127 06:12:40.1 1 main.go:225] pods "a" is forbidden: User "system:serviceaccount:shop:flannel" cannot get resource "pods" in API group "" in the namespace "shop"'
    expect(causeOf([nameless], [log(text, { pod: null, container: null })])).toBe('rbac-forbidden')
  })

  it('takes a refused configuration for the reason why a server fails its probe', () => {
    const events = [
      event({
        reason: 'Unhealthy',
        message: 'Liveness probe failed: HTTP probe failed with statuscode: 500',
      }),
      event({
        reason: 'Killing',
        message: 'Container app failed liveness probe, will be restarted',
        type: 'Normal',
      }),
    ]
    const text = 'nginx: [emerg] unknown directive "more_set_header" in /tmp/nginx/nginx-cfg22:611'
    const probed = pod({
      status: crashed(0),
      container: { livenessProbe: { httpGet: { path: '/healthz', port: 10254 } } },
    })
    expect(causeOf([probed, ...events], [log(text)])).toBe('app-config-invalid')
    expect(causeOf([probed, ...events], [log('serving')])).toBe('liveness-probe')
  })
})
