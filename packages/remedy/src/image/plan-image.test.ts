import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Incident } from '@unloop/engine/report'
import { afterEach, describe, expect, it } from 'vitest'
import { planImage } from './plan-image.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** The edited files by name, for an incident of this cause whose evidence says this. */
const edited = (
  files: Readonly<Record<string, string>>,
  [cause, said, exitCode = 1]: readonly [string, string, number?],
): Readonly<Record<string, string>> | null => {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-image-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const incident = {
    causes: [{ id: cause, title: said, evidence: [{ excerpt: said }] }],
    state: { exitCode },
  } as unknown as Incident
  const plan = planImage(incident, folder)
  return (
    plan &&
    Object.fromEntries(plan.edits.map(({ path, after }) => [path.slice(folder.length + 1), after]))
  )
}

const DOCKERFILE = `FROM node:22 AS build
RUN npm ci
FROM node:22-slim
COPY --from=build /app /app
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]
CMD ["node", "server.js"]
`

describe('the source of an image', () => {
  it('loses Windows line ends in its start script, and is made executable', () => {
    const script = '#!/bin/sh\r\nset -e\r\nexec "$@"\r\n'
    expect(
      edited({ Dockerfile: DOCKERFILE, 'docker-entrypoint.sh': script }, [
        'bad-command',
        'exec /usr/local/bin/docker-entrypoint.sh: permission denied',
      ]),
    ).toEqual({
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n',
      Dockerfile: DOCKERFILE.replace('COPY docker', 'COPY --chmod=755 docker'),
    })
  })

  it('says which interpreter runs its script', () => {
    expect(
      edited({ Dockerfile: DOCKERFILE, 'docker-entrypoint.sh': 'exec "$@"\n' }, [
        'arch-mismatch',
        'exec /usr/local/bin/docker-entrypoint.sh: exec format error',
      ]),
    ).toEqual({ 'docker-entrypoint.sh': '#!/bin/sh\nexec "$@"\n' })
  })

  it('lets the program be the first process, so that it gets SIGTERM', () => {
    const killed = ['liveness-probe', 'Container failed liveness probe', 137] as const
    expect(edited({ Dockerfile: 'FROM a\nCMD node server.js --port 80\n' }, killed)).toEqual({
      Dockerfile: 'FROM a\nCMD ["node", "server.js", "--port", "80"]\n',
    })
    expect(edited({ Dockerfile: 'FROM a\nCMD node server.js $ARGS\n' }, killed)).toEqual({
      Dockerfile: 'FROM a\nCMD exec node server.js $ARGS\n',
    })
    expect(
      edited(
        { Dockerfile: DOCKERFILE, 'docker-entrypoint.sh': '#!/bin/sh\nmigrate\nnode server.js\n' },
        killed,
      ),
    ).toEqual({ 'docker-entrypoint.sh': '#!/bin/sh\nmigrate\nexec node server.js\n' })
  })

  it('gets an init where its script waits for several programs', () => {
    const script = '#!/bin/sh\nworker &\nweb &\nwait\n'
    expect(
      edited(
        {
          Dockerfile: 'FROM python:3.13-alpine\nUSER 1000\nENTRYPOINT ["/start.sh"]\n',
          'start.sh': script,
        },
        ['liveness-probe', 'Container failed liveness probe', 137],
      ),
    ).toEqual({
      Dockerfile:
        'FROM python:3.13-alpine\nRUN apk add --no-cache tini\nUSER 1000\nENTRYPOINT ["tini", "-g", "--", "/start.sh"]\n',
    })
  })

  it('keeps a program in front that went to the background', () => {
    const done = ['completes-exit-0', 'the process ends with success', 0] as const
    expect(
      edited(
        { Dockerfile: DOCKERFILE, 'docker-entrypoint.sh': '#!/bin/sh\nnode server.js &\n' },
        done,
      ),
    ).toEqual({ 'docker-entrypoint.sh': '#!/bin/sh\nexec node server.js\n' })
    expect(edited({ Dockerfile: 'FROM nginx\nCMD ["nginx"]\n' }, done)).toEqual({
      Dockerfile: 'FROM nginx\nCMD ["nginx", "-g", "daemon off;"]\n',
    })
  })

  it('names a user by number', () => {
    const refused = ['security-context', 'container has runAsNonRoot'] as const
    expect(
      edited({ Dockerfile: 'FROM a\nRUN useradd -u 1500 app\nUSER app\nCMD ["x"]\n' }, refused),
    ).toEqual({ Dockerfile: 'FROM a\nRUN useradd -u 1500 app\nUSER 1500\nCMD ["x"]\n' })
    expect(edited({ Dockerfile: 'FROM a\nCMD ["x"]\n' }, refused)).toEqual({
      Dockerfile: 'FROM a\nUSER 10001\nCMD ["x"]\n',
    })
    // Its number stands nowhere: nothing is guessed.
    expect(edited({ Dockerfile: 'FROM a\nUSER app\nCMD ["x"]\n' }, refused)).toBeNull()
  })

  it('gives a folder to the user who writes it', () => {
    expect(
      edited({ Dockerfile: 'FROM a\r\nUSER node\r\nCMD ["x"]\r\n' }, [
        'permission-denied-fs',
        "Error: EACCES: permission denied, open '/app/cache/index.json'",
      ]),
    ).toEqual({
      Dockerfile:
        'FROM a\r\nRUN mkdir -p /app/cache && chown -R node:node /app/cache\r\nUSER node\r\nCMD ["x"]\r\n',
    })
  })

  it('is left alone where it is not the fault, and asked for where there are several', () => {
    expect(edited({ Dockerfile: DOCKERFILE }, ['oom-killed', 'x'])).toBeNull()
    expect(edited({ 'a.txt': '' }, ['security-context', 'x'])).toBeNull()
    expect(() =>
      edited({ Dockerfile: 'FROM a\n', 'Dockerfile.worker': 'FROM b\n' }, [
        'security-context',
        'x',
      ]),
    ).toThrow('holds 2 Dockerfiles')
  })
})
