import { delimiter } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SourceError, type SourceErrorCode } from '../errors.ts'
import { kubeconfigText, testFolder, type TestFolder } from '../testing/kubeconfig.ts'
import {
  isClusterConfigured,
  loadKubeconfig,
  selectContext,
  type KubeconfigOptions,
} from './kubeconfig.ts'

let folder: TestFolder
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => folder.remove())

const codeOf = (work: () => unknown): SourceErrorCode | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof SourceError ? error.code : null
  }
}

const select = (options: KubeconfigOptions, context?: string) =>
  selectContext(loadKubeconfig(options), context, options)

const NO_HOME = { HOME: '/nonexistent' }

describe('which files are read', () => {
  it('merges the files of KUBECONFIG: the first that names a thing wins, missing files are left out', () => {
    const a = folder.write('a', kubeconfigText({ server: 'https://a', name: 'one' }))
    const b = folder.write('b', kubeconfigText({ server: 'https://b', name: 'two' }))
    const c = folder.write('c', kubeconfigText({ server: 'https://c', name: 'one' }))
    const env = { ...NO_HOME, KUBECONFIG: [`${folder.path}/missing`, a, b, c].join(delimiter) }
    expect(select({ env }).cluster.server).toBe('https://a')
    expect(select({ env }, 'two').cluster.server).toBe('https://b')
  })

  it('reads only the file of --kubeconfig, which must exist', () => {
    const a = folder.write('a', kubeconfigText({ server: 'https://a' }))
    const b = folder.write('b', kubeconfigText({ server: 'https://b' }))
    expect(select({ kubeconfig: b, env: { KUBECONFIG: a } }).cluster.server).toBe('https://b')
    expect(codeOf(() => loadKubeconfig({ kubeconfig: `${folder.path}/nope` }))).toBe(
      'kubeconfig-missing',
    )
  })

  it('tells a cluster that is configured from none at all', () => {
    const file = folder.write('config', kubeconfigText({ server: 'https://a' }))
    expect(isClusterConfigured({ env: NO_HOME })).toBe(false)
    expect(isClusterConfigured({ env: { ...NO_HOME, KUBECONFIG: file } })).toBe(true)
    expect(isClusterConfigured({ env: { ...NO_HOME, KUBECONFIG: '/nope' } })).toBe(true)
  })
})

describe('what a context says', () => {
  it('resolves relative paths against the file they stand in', () => {
    const file = folder.write(
      'config',
      kubeconfigText({
        server: 'https://a/',
        cluster: { 'certificate-authority': 'ca.pem' },
        context: { namespace: 'shop' },
      }),
    )
    const context = select({ kubeconfig: file })
    expect(context.cluster.ca).toEqual({ file: `${folder.path}/ca.pem` })
    expect(context.cluster.server).toBe('https://a')
    expect(context.namespace).toBe('shop')
    expect(context.userFolder).toBe(folder.path)
  })

  it('takes data before a file', () => {
    const cluster = { 'certificate-authority': 'ca.pem', 'certificate-authority-data': 'YQ==' }
    const file = folder.write('config', kubeconfigText({ server: 'https://a', cluster }))
    expect(select({ kubeconfig: file }).cluster.ca).toEqual({ data: 'YQ==' })
  })
})

describe('what can be wrong', () => {
  it.each<[string, string, SourceErrorCode]>([
    ['no context', '{"contexts": [], "clusters": []}', 'kubeconfig-missing'],
    ['broken YAML', 'contexts: [', 'kubeconfig-invalid'],
    ['another kind of file', 'just text', 'kubeconfig-invalid'],
    [
      'an unknown cluster',
      '{"current-context":"a","contexts":[{"name":"a","context":{"cluster":"x"}}]}',
      'kubeconfig-invalid',
    ],
    [
      'an unknown current context',
      '{"current-context":"z","contexts":[{"name":"a","context":{"cluster":"x"}}]}',
      'context-unknown',
    ],
  ])('%s', (_, content, code) => {
    const file = folder.write('config', content)
    expect(codeOf(() => select({ kubeconfig: file, env: NO_HOME }))).toBe(code)
  })

  it('lists the contexts that there are', () => {
    const file = folder.write('config', kubeconfigText({ server: 'https://a', name: 'prod' }))
    expect(() => select({ kubeconfig: file }, 'stage')).toThrow(
      /context stage does not exist.*prod/,
    )
  })

  it('says that no kubeconfig is there', () => {
    expect(() => select({ env: NO_HOME })).toThrow(/No kubeconfig was found/)
    expect(() => select({ env: { ...NO_HOME, KUBECONFIG: '/nope' } })).toThrow(
      /KUBECONFIG names \/nope/,
    )
  })
})
