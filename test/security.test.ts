import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const SECURITY = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const TABLE = /<!-- verbs:start -->([\s\S]*)<!-- verbs:end -->/.exec(SECURITY)?.[1] ?? ''

/** The files that send something else than GET to a cluster, with the row of SECURITY.md that says so. */
const SENDERS: Readonly<Record<string, readonly string[]>> = {
  'packages/remedy/src/cluster/objects.ts': ['PATCH', 'POST', 'DELETE'],
  'packages/inspect/src/inspection/in-running.ts': ['PATCH'],
  'packages/admission/src/certificates/own.ts': ['POST', 'PUT', 'PATCH'],
  'packages/server/src/access/token-review.ts': ['POST'],
  'packages/server/src/alerting/lease.ts': ['POST', 'PUT'],
}

const sources = readdirSync(join(root, 'packages'))
  .map((name) => join('packages', name, 'src'))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  )
  .filter((path) => /(?<!\.test)\.ts$/.test(path) && !/\/testing\//.test(path))

/** What is sent by a cluster's API, which `@unloop/sources` alone opens. */
const methodsIn = (path: string): readonly string[] => {
  const text = readFileSync(join(root, path), 'utf8')
  if (!/\.send\(/.test(text) || !/from '@unloop\/sources/.test(text)) return []
  const found = [...text.matchAll(/method: '([A-Z]+)'/g)].map(([, method = '']) => method)
  return [...new Set(found)].filter((method) => method !== 'GET').sort()
}

test('what sends more than GET to a cluster is known, and told in SECURITY.md', () => {
  const found = Object.fromEntries(
    sources
      .map((path) => [path, methodsIn(path)] as const)
      .filter(([, methods]) => methods.length > 0),
  )
  const known = Object.fromEntries(
    Object.entries(SENDERS).map(([path, methods]) => [path, methods.toSorted()]),
  )
  expect(found).toEqual(known)
  for (const method of new Set(Object.values(SENDERS).flat()))
    expect(TABLE).toContain(`\`${method}\``)
})

test('every path that is written to in a cluster is told in SECURITY.md', () => {
  const words: Readonly<Record<string, string>> = {
    selfsubjectaccessreviews: 'SelfSubjectAccessReview',
    tokenreviews: 'TokenReview',
    '/eviction': 'eviction',
    '/ephemeralcontainers': 'ephemeralcontainers',
  }
  const code = Object.keys(SENDERS)
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n')
  for (const [path, word] of Object.entries(words)) {
    expect(code).toContain(path)
    expect(TABLE).toContain(word)
  }
})

/** The files that open a connection, with the word of SECURITY.md that says to whom. */
const CONNECTIONS: Readonly<Record<string, string>> = {
  'packages/sources/src/cluster/http.ts': 'API server of the kubeconfig',
  'packages/alerting/src/integration/node-http-client.ts': '`alert test`',
  'packages/alerting/src/integration/smtp.ts': 'SMTP',
  'packages/store/src/drivers/http.ts': 'ClickHouse',
  'packages/server/src/agents/agent.ts': '`agent`',
  'packages/server/src/scrape/fetch-metrics.ts': '`scrape_configs`',
  'packages/state-locks/src/backends/http-call.ts': '`unlock`',
  'packages/cli/src/mcp/server-api.ts': '`mcp --server`',
  'packages/web/src/api/client.ts': 'The page',
  'packages/web/src/api/tail.ts': 'The page',
}

test('whoever opens a connection is known, and told in SECURITY.md', () => {
  const opens =
    /\bfetch\((?:url|path)\b|request as \w+Request|\b(?:https?|module)\.request\(|\b(?:net|tls)\.connect\(|createTransport\(|new WebSocket\(/
  const found = sources.filter(
    (path) =>
      !path.startsWith('packages/signatures') && opens.test(readFileSync(join(root, path), 'utf8')),
  )
  expect(found.toSorted()).toEqual(Object.keys(CONNECTIONS).toSorted())
  for (const word of Object.values(CONNECTIONS)) expect(SECURITY).toContain(word)
})

/** The files that read others without a bound, and why they may: what they read is the program's own, or was measured before. */
const UNBOUNDED: Readonly<Record<string, string>> = {
  'packages/alerting/src/state/file-state.ts': 'its own state',
  'packages/cli/src/demo.ts': 'the recorded demo',
  'packages/cli/src/version.ts': 'its own package.json',
  'packages/remedy/src/journal/journal.ts': 'its own journal',
  'packages/server/src/page/built-page.ts': 'the page that was built',
  'packages/sources/src/files/read-path.ts': 'unpacks within a budget',
  'packages/sources/src/files/tar.ts': 'unpacks within a budget',
  'packages/state-locks/src/processes.ts': '/proc',
  'packages/store/src/drivers/http.ts': 'its own batches',
  'packages/store/src/engine/engine-process.ts': '/proc',
  'packages/store/src/spool/batch-file.ts': 'its own batches',
}

test('a file that somebody names is read within a bound: by @unloop/sources/text-file, or as a dump', () => {
  const imports =
    /import \{[^}]*\b(?:readFile|readFileSync|createReadStream)\b[^}]*\} from 'node:fs(?:\/promises)?'/
  const found = sources.filter((path) => imports.test(readFileSync(join(root, path), 'utf8')))
  expect(found.toSorted()).toEqual(Object.keys(UNBOUNDED))
})
