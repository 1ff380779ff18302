import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from '../options/parse.ts'
import { serveSettings } from './serve-settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop settings '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function settings(text: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const file = join(folder, 'unloop.yaml')
  writeFileSync(file, text)
  const invocation = parse(['serve', '--config', file, ...args])
  if (invocation.command !== 'serve') throw new TypeError('not serve')
  return serveSettings(invocation.options, env)
}

const messageOf = (text: string): string => {
  try {
    settings(text)
    return 'no error'
  } catch (error) {
    return (error as Error).message.replace(`${folder}/`, '')
  }
}

describe('the settings of the server', () => {
  it('come from the file, from variables before it, and from the command line before both', () => {
    const text = [
      'listen: 127.0.0.1:1',
      'otlp-grpc: off',
      'disk: 5GB # enough',
      'store: [http://a:8123, http://b:8123]',
      'host: unloop.example',
      'no-cluster: true',
      'interval: 30',
    ].join('\n')
    const env = { UNLOOP_DISK: '6GB', UNLOOP_DATA: '/data', UNLOOP_HOST: 'a,b', UNLOOP_TOKEN: 'x' }
    expect(settings(text, ['--listen', '127.0.0.1:2'], env)).toMatchObject({
      listen: '127.0.0.1:2',
      'otlp-grpc': 'off',
      disk: '6GB',
      data: '/data',
      store: ['http://a:8123', 'http://b:8123'],
      host: ['a', 'b'],
      'no-cluster': true,
      interval: '30',
    })
  })

  it('may be none', () => {
    expect(settings('# nothing yet\n')).toMatchObject({ listen: undefined, store: [] })
  })

  it.each([
    ['listen: a\nlisen: b\n', 'unloop.yaml:2: there is no setting "lisen". Did you mean listen?'],
    ['config: other.yaml\n', 'unloop.yaml:1: there is no setting "config".'],
    ['\n\ndisk: [1]\n', 'unloop.yaml:3: disk takes a SIZE.'],
    ['no-cluster: maybe\n', 'unloop.yaml:1: no-cluster takes true or false.'],
    ['store: {a: b}\n', 'unloop.yaml:1: store takes a URL, or a list of them.'],
    ['- listen\n', 'unloop.yaml:1: a file of settings is a map of names.'],
    ['disk: 1\ndisk: 2\n', 'unloop.yaml:2: '],
    ['disk: "1\n', 'unloop.yaml:'],
    ['__proto__: 1\n', 'unloop.yaml:1: there is no setting "__proto__".'],
  ])('%j is refused with its line', (text, message) => {
    expect(messageOf(text)).toContain(message)
  })

  it('refuse a variable that is neither true nor false, and a file that is not there', () => {
    expect(() => settings('', [], { UNLOOP_NO_CLUSTER: 'maybe' })).toThrow(
      'UNLOOP_NO_CLUSTER takes true or false.',
    )
    const gone = parse(['serve', '--config', join(folder, 'none.yaml')])
    if (gone.command !== 'serve') throw new TypeError('not serve')
    expect(() => serveSettings(gone.options, {})).toThrow('none.yaml cannot be read')
  })
})
