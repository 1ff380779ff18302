import { lint } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { describe, expect, it } from 'vitest'

const pod = (image: string, rest: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "${image}", ${rest}}]}\n`

const script = (image: string, text: string, rest = ''): string =>
  pod(image, `command: [sh, -c, ${JSON.stringify(text)}]${rest}`)

const told = (text: string): readonly string[] =>
  lint(readManifests(text, 'x.yaml')).findings.map(({ code, severity }) => `${code} ${severity}`)

const DEBIAN = 'debian:12.7'
const OWN = 'registry.example.com/shop/web:1'

describe('scripts', () => {
  it.each([
    'while true; do sleep 10; done; fi',
    'if true; then echo a',
    'echo "a',
    'for i in 1 2; do; echo $i; done',
    'sleep 1 &; wait',
  ])('are read as a shell reads them: %s', (text) => {
    expect(told(script(DEBIAN, text))).toContain('script-syntax-error will-crash')
  })

  it.each([
    'exec /srv/web --port "${PORT:-80}"',
    'while true; do date; sleep 10; done',
    'case "$1" in a) echo a;; *) exec sleep infinity;; esac',
    "cat <<EOF > /tmp/a\n$(date) it's\nEOF\nexec sleep infinity",
    'until [ -f /tmp/ready ]; do sleep 1; done; exec sleep infinity',
    '[[ "$A" =~ ^x ]] && echo x; exec sleep infinity',
    'command -v curl || { apt-get update && apt-get install -y curl; }; curl -f http://a || exit 1; exec sleep infinity',
    'apt-get update && apt-get install -y curl && while true; do curl http://a; sleep 9; done',
  ])('that are right get no word: %s', (text) => {
    expect(told(script(DEBIAN, text))).toEqual([])
  })

  it('after a line that replaces the shell are never read', () => {
    expect(told(script(DEBIAN, 'exec sleep infinity\nfi'))).toEqual([
      'script-syntax-error may-crash',
    ])
  })

  it.each([
    ['busybox:1.36.1', 'while true; do curl -sf http://a || exit 1; sleep 60; done'],
    ['alpine:3.20', 'set -e\nwge http://a\nsleep infinity'],
    ['node:22-slim', 'curl -f http://a && exec node server.js'],
    ['postgres:16', 'pg_isready && curl http://a'],
  ])('call what is in the image: %s %s', (image, text) => {
    expect(told(script(image, text))).toContain(
      image.startsWith('postgres') ? 'tool-not-in-image may-crash' : 'tool-not-in-image will-crash',
    )
  })

  it('as programs too', () => {
    expect(told(pod('busybox:1.36.1', 'command: [curl, -f, "http://a"]'))).toContain(
      'tool-not-in-image will-crash',
    )
    expect(told(pod('example.com/busybox-curl:1', 'command: [curl, "http://a"]'))).toEqual([])
  })

  it.each([
    '[ -n "$DB" ] || exit 1; exec sleep infinity',
    'if [ -z "${DB}" ]; then echo "DB is not set"; exit 1; fi; exec sleep infinity',
    ': "${DB:?must be set}"; exec sleep infinity',
    'set -e; test -n "$DB"; exec sleep infinity',
  ])('ask for variables that are there: %s', (text) => {
    expect(told(script(DEBIAN, text))).toEqual(['script-only-fails will-crash'])
    expect(told(script(OWN, text))).toEqual(['script-only-fails may-crash'])
    expect(told(script(DEBIAN, text, ', env: [{name: DB, value: x}]'))).toEqual([])
    expect(told(script(DEBIAN, text, ', envFrom: [{secretRef: {name: x}}]'))).toEqual([])
  })

  it.each(['exit 1', 'false', 'test 1 = 2', 'curl -f http://localhost || exit 1'])(
    'of probes may succeed: %s',
    (text) => {
      const probe = (kind: string) =>
        pod(
          'postgres:16',
          `env: [{name: POSTGRES_PASSWORD, value: x}], ${kind}: {periodSeconds: 20, exec: {command: [sh, -c, ${JSON.stringify(text)}]}}`,
        )
      expect(told(probe('livenessProbe'))[0]).toMatch(/will-crash$/)
      expect(told(probe('readinessProbe'))[0]).toMatch(/may-crash$/)
    },
  )
})
