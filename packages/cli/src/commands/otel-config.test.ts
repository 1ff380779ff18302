import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { run } from '../run.ts'
import { recordedIo } from '../testing/recorded-io.ts'

const unloop = async (...args: string[]) => {
  const { io, out, err } = recordedIo()
  const status = await run(['otel-config', ...args], io)
  return { status, out: out(), err: err() }
}

it.each([
  ['agent', 'daemonset'],
  ['cluster', 'deployment'],
])('writes values for %s that send to the server, with no token in them', async (which, mode) => {
  const { status, out } = await unloop(which, '--server', 'https://unloop.example/')
  expect(status).toBe(0)
  expect(parse(out)).toMatchObject({
    mode,
    config: {
      extensions: { bearertokenauth: { filename: '/etc/unloop/token' } },
      exporters: {
        'otlphttp/unloop': {
          endpoint: 'https://unloop.example',
          auth: { authenticator: 'bearertokenauth' },
        },
      },
      service: { pipelines: { logs: { exporters: ['otlphttp/unloop'] } } },
    },
  })
})

it('says what there is where something else is asked for', async () => {
  expect(await unloop('gateway')).toMatchObject({ status: 2, out: '' })
  const { status, err } = await unloop('agent', '--server', 'unloop:7878')
  expect(status).toBe(2)
  expect(err).toContain('http://HOST:7878')
})
