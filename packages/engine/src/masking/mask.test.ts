import { expect, test } from 'vitest'
import { excerpt } from '../logs/excerpt.ts'
import { mask } from './mask.ts'

const SECRET = 'h7Xk92LmQp4vZt8r'

const planted: readonly string[] = [
  `postgres://app:${SECRET}@db.shop.svc:5432/orders?sslmode=disable`,
  `redis://:${SECRET}@cache:6379/0`,
  `amqp://u:${SECRET}@h1:5672,amqp://u:${SECRET}@h2:5672`,
  `mongodb+srv://svc:${SECRET}/x@y@cluster0.mongodb.net/db`,
  `dial error: app:${SECRET}@tcp(mysql:3306)/shop?parseTime=true`,
  `Server=db;Database=x;User Id=sa;Password=${SECRET};Encrypt=true`,
  `Host=db;Username=u;Pwd=${SECRET}`,
  `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${SECRET}${SECRET}==;EndpointSuffix=core.windows.net`,
  `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${SECRET}=`,
  `https://acme.blob.core.windows.net/c?sv=2022&sig=${SECRET}%3D`,
  `Authorization: Bearer ${SECRET}`,
  `Authorization: Basic ${SECRET}==`,
  `authorization=Bearer ${SECRET}`,
  `{"headers":{"Authorization":"Bearer ${SECRET}","x-api-key":"${SECRET}"}}`,
  `X-Vault-Token: ${SECRET}`,
  `token ghp_${SECRET}${SECRET} rejected`,
  `xoxb-1234-${SECRET}`,
  `glpat-${SECRET}${SECRET}`,
  `sk_live_${SECRET}`,
  `AIza${SECRET}${SECRET}abc`,
  `aws_secret_access_key = ${SECRET}/${SECRET}`,
  `AWS_SECRET_ACCESS_KEY=${SECRET}`,
  `DB_PASSWORD=${SECRET} DB_HOST=db`,
  `PGPASSWORD='${SECRET}' psql`,
  `password: ${SECRET}`,
  `  password: "${SECRET}"`,
  `{"user":"app","password":"${SECRET}"}`,
  `msg="config" cfg="{\\"password\\":\\"${SECRET}\\"}"`,
  `{Host:db Password:${SECRET} User:app}`,
  `{'db_password': '${SECRET}', 'user': 'x'}`,
  `{:password=>"${SECRET}"}`,
  `<password>${SECRET}</password>`,
  `server --db-password ${SECRET} --port 1`,
  `server --token=${SECRET}`,
  `requirepass ${SECRET}`,
  `ALTER USER app WITH PASSWORD '${SECRET}'`,
  `spring.datasource.password=${SECRET}`,
  `clientSecret=${SECRET}`,
  `api_key=${SECRET}`,
  `SECRET_KEY_BASE=${SECRET}`,
  `curl -u admin:${SECRET} http://x`,
  `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----`,
  `-----BEGIN PRIVATE KEY-----\\n${SECRET}\\n`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ${SECRET}.${SECRET}`,
  `Set-Cookie: session=${SECRET}; Path=/`,
  `https://hooks.slack.com/services/T000/B000/${SECRET}`,
]

for (const line of planted) {
  test(`masks ${line.replaceAll(SECRET, '…').slice(0, 60)}`, () => {
    expect(mask(line)).not.toContain(SECRET)
    expect(mask(mask(line))).toBe(mask(line))
    expect(excerpt(`${'x '.repeat(400)}${line}`, 820)).not.toContain(SECRET)
  })
}

const ordinary: readonly string[] = [
  'FATAL:  password authentication failed for user "shop"',
  "Access denied for user 'app'@'10.244.0.7' (using password: YES)",
  'secret "db-credentials" not found',
  "Error: couldn't find key DB_PASSWORD in Secret shop/web-secrets",
  'SyntaxError: Unexpected token < in JSON at position 0',
  'invalid token: unexpected end of input',
  'password must be at least 8 characters',
  'flag --token is required',
  'image: registry.acme.io/web@sha256:3f1c0a9b8e7d6c5b4a392817f6e5d4c3b2a1908f7e6d5c4b3a29180f7e6d5c4b',
  'pod web-5b948556cb-2jj28 uid 3c9b8c54-0e7e-4e6f-9d3c-0b8f0a1d2e3f commit 197f92bee02d8e836f529f37625be69b83e7acbd',
  'MountVolume.SetUp failed for volume "tls" : references non-existent secret key: tls.key',
  'open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
  'dial tcp 10.96.0.10:53: connect: connection refused',
  'http://user-service:8080/path?email=a@b.example',
  'NOAUTH Authentication required.',
  'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.',
  'env PASSWORD_FILE=/run/secrets/db TOKEN=${API_TOKEN} SECRET=<redacted>',
  'java.lang.IllegalArgumentException: Could not resolve placeholder \'db.password\' in value "${db.password}"',
  'E1121 reflector.go:147] secret="kube-system/cert" err="forbidden"',
  "KeyError: 'DATABASE_PASSWORD'",
  '"Basic authentication failed"',
  'bearer token is missing',
  'panic: runtime error: index out of range [0] with length 0',
  'max_tokens=4096 token_count=12',
  'passwd: unknown user appuser; /etc/passwd: permission denied',
]

for (const line of ordinary) {
  test(`leaves ${line.slice(0, 60)}`, () => expect(mask(line)).toBe(line))
}

test('keeps user, host and key names', () => {
  expect(mask('postgres://app:x9!y@db:5432/shop')).toBe('postgres://app:***@db:5432/shop')
  expect(mask('DB_PASSWORD=x9y DB_HOST=db')).toBe('DB_PASSWORD=*** DB_HOST=db')
})

test('never leaks, whatever stands around', () => {
  let state = 5
  const next = (n: number) =>
    ((state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) >> 8) % n
  const around = [
    'level=error msg="',
    '" ',
    'err: ',
    '{"a":1,"b":"',
    '"}',
    '\t',
    ' -> ',
    'x=y ',
    '[ERROR] ',
    ', ',
    ' (',
    ') ',
  ]
  for (let round = 0; round < 3000; round++) {
    const text = `${around[next(around.length)]}${planted[next(planted.length)]}${around[next(around.length)]}`
    const masked = mask(text)
    expect(masked, text).not.toContain(SECRET)
    expect(mask(masked)).toBe(masked)
  }
})

test('an excerpt is short, around the match and without terminal codes', () => {
  const raw = `\u001b[31m{"msg":"${'word '.repeat(300)}needle ${'more '.repeat(300)}"}`
  const shown = excerpt(raw, 1508)
  expect(shown.length).toBeLessThanOrEqual(400)
  expect(shown).toContain('needle')
  expect(excerpt('\u001b[31mError\u001b[0m: x')).toBe('Error: x')
  expect(excerpt('a'.repeat(500)).length).toBe(400)
})

test.each([
  'Authorization: Bearer ${env:API_TOKEN}',
  'authorization: "Bearer ${API_TOKEN}"',
  '{"headers":{"Authorization":"Bearer ${env:API_TOKEN}"}}',
  'authorization: Bearer $(API_TOKEN)',
  'authorization: Bearer {{ .Values.token }}',
  'Authorization: Bearer <token>',
])('shows where the credentials are kept: %s', (text) => {
  expect(mask(text)).toBe(text)
})

test('masks what a reference falls back to', () => {
  expect(mask(`Authorization: Bearer \${TOKEN:-${SECRET}}`)).not.toContain(SECRET)
})

test('is quick on hostile text', () => {
  for (const piece of [
    'password',
    'a:',
    'http://a:',
    '"token":"',
    '-----BEGIN PRIVATE KEY-----',
    'A',
    '--password ',
    'x-',
    'eyJ.',
  ]) {
    const text = piece.repeat(20_000 / piece.length)
    const from = performance.now()
    mask(text)
    expect(performance.now() - from, piece).toBeLessThan(400)
  }
})
