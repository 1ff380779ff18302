import { describe, expect, it, test } from 'vitest'
import { wordRuleFor } from './word-rules.ts'

describe('wordRuleFor', () => {
  it.each([
    ['failed to acquire lease: node "n1" pod cidr not assigned', 'cni'],
    ['[FATAL] plugin/loop: Seen "HINFO IN 1.2." more than twice, loop detected', 'loop'],
    ['Error: failed to check table existence: database is locked', 'data'],
    ['sqlite3.OperationalError: no such table: config', 'migration'],
    ['ERROR:  relation "utxo_view" already exists', 'migration'],
    ['could not open file "global/pg_control": No such file or directory', 'data'],
    ['Failed to allocate device vector A (error code 3)!', 'gpu'],
    ["mkdir /sys/fs/bpf/tc: can't", 'limits'],
    ['Error: Could not find or load main class org.example.Main', 'module'],
    ['metadata: GCE metadata "instance/service-accounts/default/token" not defined', 'cloud'],
    ['nested: AccessDeniedException[/data/nodes]', undefined],
    ['AccessDeniedException: User is not authorized to perform: ec2:Describe', 'cloud'],
    ['Neither $MAIN_CLASS nor $APP_JAR is set', 'env'],
    ['Failed to do run once: received HTTP 503, please try again later', 'refused'],
    ['Failed to fetch the application. statusCode=403', 'auth'],
    ['Observed a panic: invalid memory address or nil pointer dereference', 'own-fault'],
    ['[engine] caught signal (SIGSEGV)', 'segfault'],
    ['panic: secrets "dashboard-csrf" not found', 'object'],
    ['Error(Status(403), "https://10.0.0.1/apis/core.oam.dev/v1alpha1/components?")', 'forbidden'],
    ['exec: "/manager": stat /manager: no such file or directory: unknown', 'exec'],
    ['exec: "node app.js": executable file not found in $PATH: unknown', 'exec'],
    ['exec: "git": executable file not found in $PATH', 'module'],
    ['failed to create shim task: OCI runtime create failed: systemd: got `failed`', 'runtime'],
    ["Could not find file '/app/localhost.pfx'", 'tls'],
    ['materialize: Could not find rails-6.1.5, pg-1.3.4 in the bundle', 'module'],
    ['server reports maximum wire version 6, the driver requires at least 8', 'version'],
    ['Could not acquire change log lock', 'migration'],
    ['cipher: message authentication failed', undefined],
  ])('%s', (text, what) => {
    expect(wordRuleFor(text)?.rule.what).toBe(what)
  })

  it('believes the end of a chain of errors more than what is said around it', () => {
    const text =
      'Error while starting: the cluster is misconfigured (e.g. it has invalid certificates). Reason: Get https://10.3.0.1:443/version: dial tcp 10.3.0.1:443: i/o timeout'
    expect(wordRuleFor(text)?.rule.what).toBe('refused')
    expect(wordRuleFor('failed to verify certificate: x509: signed by unknown')?.rule.what).toBe(
      'tls',
    )
  })
})

test('a word inside another says nothing', () => {
  for (const [text, not] of [
    ['ModuleNotFoundException: payments', 'dns'],
    ["FileNotFoundError: [Errno 2] No such file or directory: 'x'", 'dns'],
    ['requests.adapters: gave 3', 'cloud'],
    ['internal error: entered unreachable code: state', 'refused'],
  ] as const)
    expect(wordRuleFor(text)?.rule.what).not.toBe(not)
})

test('the same words on their own', () => {
  for (const [text, what] of [
    ['getaddrinfo ENOTFOUND db.shop', 'dns'],
    ['POST https://sts.amazonaws.com/: 403', 'cloud'],
    ['host 10.0.0.3 is unreachable', 'refused'],
    ['EACCES: mkdir /data', 'denied'],
    ["[ERROR] Connection in use: ('0.0.0.0', 8000)", 'bind'],
    ['Could not open input file: artisan', 'command'],
    ['Error: Unable to access jarfile /app/app.jar', 'command'],
    ['ERROR: Error loading ASGI app. Could not import module "mian".', 'module'],
    ["Error: no command in section 'program:web' (file: '/etc/s.conf')", 'syntax'],
  ] as const)
    expect(wordRuleFor(text)?.rule.what).toBe(what)
})
