import { lintBuilds, type LintFinding } from '@unloop/lint'
import { readDockerfile, readManifests, readScript } from '@unloop/formats'
import { describe, expect, it } from 'vitest'

interface Setup {
  readonly script?: string
  readonly mode?: boolean
  /** Fields of the container and of the pod's spec, as flow YAML. */
  readonly container?: string
  readonly spec?: string
}

const findingsOf = (dockerfile: string, setup: Setup = {}): readonly LintFinding[] => {
  const { script, mode = true, container = '', spec = '' } = setup
  const manifest = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n      containers: [{name: app, image: "registry.example.com/shop/web:1"${container}}]\n${spec}`
  const build = {
    dockerfile: readDockerfile(dockerfile, 'web/Dockerfile'),
    scripts: script === undefined ? [] : [readScript(script, 'web/entrypoint.sh', mode)],
  }
  return lintBuilds({ builds: [build], manifests: readManifests(manifest, 'x.yaml').manifests })
    .findings
}

const codes = (dockerfile: string, setup: Setup = {}): readonly string[] =>
  findingsOf(dockerfile, setup).map(({ code }) => code)

const SCRIPT = '#!/bin/sh\nset -e\nexec "$@"\n'
const WITH_SCRIPT =
  'FROM node:22\nWORKDIR /app\nCOPY . .\nCOPY entrypoint.sh /entrypoint.sh\nUSER 10001\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["node", "server.js"]\n'
const PLAIN = 'FROM node:22\nUSER 10001\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n'

describe('Dockerfiles', () => {
  it('says nothing of what is well', () => {
    expect(codes(PLAIN)).toEqual([])
    expect(codes(WITH_SCRIPT, { script: SCRIPT })).toEqual([])
    expect(
      codes(
        'FROM golang:1.24 AS build\nRUN go build -o /server\nFROM scratch\nCOPY --from=build /server /server\nENTRYPOINT ["/server"]\n',
      ),
    ).toEqual([])
    expect(
      codes(PLAIN.replace('CMD ["node", "server.js"]', 'CMD exec node server.js --port $PORT')),
    ).toEqual([])
  })

  it.each([
    ['build-list-broken', PLAIN.replace('["node", "server.js"]', "['node', 'server.js']")],
    ['build-cmd-one-string', PLAIN.replace('["node", "server.js"]', '["node server.js"]')],
    ['build-cmd-no-shell', PLAIN.replace('"server.js"', '"server.js", "--port", "$PORT"')],
    ['build-cmd-no-shell', PLAIN.replace('"server.js"', '"migrate.js", "&&", "node", "server.js"')],
    [
      'build-shell-form',
      PLAIN.replace('["node", "server.js"]', 'node migrate.js && node server.js'),
    ],
    ['build-shell-missing', 'FROM scratch\nCOPY server /server\nCMD /server --port 80\n'],
    [
      'build-shell-missing',
      'FROM gcr.io/distroless/static\nCOPY server /\nCMD ["sh", "-c", "/server"]\n',
    ],
    ['build-bash-missing', 'FROM alpine:3\nCOPY . /\nCMD ["bash", "/run"]\n'],
    [
      'build-start-not-copied',
      'FROM debian\nCOPY server /usr/bin/server\nENTRYPOINT ["/server"]\n',
    ],
    ['build-no-command', 'FROM python:3.13\nCOPY . /app\n'],
    ['build-daemon', 'FROM debian\nRUN apt-get install nginx\nCMD ["nginx"]\n'],
    ['build-arguments-ignored', 'FROM debian\nENTRYPOINT exec server\nCMD ["--port", "80"]\n'],
  ])('finds %s', (code, dockerfile) => {
    expect(codes(dockerfile)).toEqual([code])
  })

  it('compares the image with the containers that run it', () => {
    const nonRoot = { spec: '      securityContext: {runAsNonRoot: true}\n' }
    expect(codes(PLAIN, nonRoot)).toEqual([])
    const root = PLAIN.replace('USER 10001\n', '')
    expect(codes(root, nonRoot)).toEqual(['build-user-not-verifiable'])
    const [named] = findingsOf(PLAIN.replace('10001', 'node'), nonRoot)
    expect(named).toMatchObject({ file: 'web/Dockerfile', line: 2, path: 'USER' })
    expect(named?.happens).toContain('non-numeric user (node)')
    const fixed = { spec: '      securityContext: {runAsNonRoot: true, runAsUser: 1}\n' }
    expect(codes(root, fixed)).toEqual([])
    const hidden = {
      container: ', volumeMounts: [{name: a, mountPath: /app}]',
      spec: '      volumes: [{name: a, emptyDir: {}}]\n',
    }
    expect(
      codes(WITH_SCRIPT.replaceAll('/entrypoint.sh"', '/app/entrypoint.sh"'), hidden),
    ).toContain('build-hidden-by-mount')
    expect(
      codes(PLAIN.replace('["node", "server.js"]', "['x']"), { container: ', command: [y]' }),
    ).toEqual([])
    const prepares = {
      script: '#!/bin/sh\n./setup\nexec "$@"\n',
      container: ', command: [node, x]',
    }
    expect(codes(WITH_SCRIPT, prepares)).toEqual(['build-entrypoint-skipped'])
  })
})

describe('start scripts', () => {
  it.each([
    ['build-script-not-executable', SCRIPT, false],
    ['build-script-crlf', SCRIPT.replaceAll('\n', '\r\n'), true],
    ['build-script-no-shebang', SCRIPT.replace('#!/bin/sh\n', ''), true],
    ['build-script-no-exec', SCRIPT.replace('exec "$@"', '"$@"'), true],
    ['build-script-background', SCRIPT.replace('exec "$@"', '"$@" &'), true],
    ['build-script-arguments-unused', SCRIPT.replace('exec "$@"', 'exec node server.js'), true],
  ])('finds %s', (code, script, mode) => {
    expect(codes(WITH_SCRIPT, { script, mode })).toEqual([code])
  })

  it('leaves alone what is made good', () => {
    const copied = WITH_SCRIPT.replace('COPY entry', 'COPY --chmod=755 entry')
    expect(codes(copied, { script: SCRIPT, mode: false })).toEqual([])
    const changed = WITH_SCRIPT.replace('USER', 'RUN chmod +x /entrypoint.sh\nUSER')
    expect(codes(changed, { script: SCRIPT, mode: false })).toEqual([])
    const read = WITH_SCRIPT.replace('["/entrypoint.sh"]', '["sh", "/entrypoint.sh"]')
    expect(codes(read, { script: SCRIPT.replace('#!/bin/sh\n', ''), mode: false })).toEqual([])
    expect(codes(WITH_SCRIPT, { script: '#!/bin/sh\nnode "$@" &\nwait\n' })).toEqual([])
  })

  it('is left out by a comment', () => {
    const script = SCRIPT.replace(
      'exec "$@"',
      '# unloop-ignore: build-script-no-exec on purpose\n"$@"',
    )
    expect(codes(WITH_SCRIPT, { script })).toEqual([])
  })
})
