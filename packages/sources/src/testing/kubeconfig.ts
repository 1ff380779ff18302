import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Fields = Readonly<Record<string, unknown>>

export interface TestFolder {
  readonly path: string
  write(name: string, content: string): string
  read(name: string): string
  remove(): void
}

/** A folder that a test fills and removes. */
export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'unloop-test-'))
  return {
    path,
    write: (name, content) => {
      const file = join(path, name)
      writeFileSync(file, content)
      return file
    },
    read: (name) => readFileSync(join(path, name), 'utf8'),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

export interface KubeconfigParts {
  readonly server: string
  readonly cluster?: Fields
  readonly user?: Fields
  readonly context?: Fields
  readonly name?: string
}

/** A kubeconfig with one context, as JSON, which is YAML. */
export function kubeconfigText({
  server,
  cluster,
  user,
  context,
  name = 'test',
}: KubeconfigParts): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{ name, context: { cluster: name, user: name, ...context } }],
    clusters: [{ name, cluster: { server, ...cluster } }],
    users: [{ name, user: user ?? { token: 'secret-token' } }],
  })
}
