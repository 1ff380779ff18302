// The real amtool and promtool against a running server, for verify-alerting.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serve } from './served.mjs'

const TOKEN = 'a token of this test alone and longer than thirty-two letters'.replaceAll(' ', '-')

/** From the environment, else from the path; undefined where there is none. */
function programOf(name) {
  const program = process.env[`UNLOOP_${name.toUpperCase()}`] ?? name
  return spawnSync(program, ['--version']).status === 0 ? program : undefined
}

/** What a program prints; what it says in anger, where it ends with another status than 0. */
function said(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return status === 0 ? stdout : `status ${status}: ${stderr.trim().split('\n').at(-1)}`
}

const CONFIG = `
route: {receiver: mail, group_wait: 1s, routes: [{receiver: ops, matchers: ['team="ops"']}]}
receivers:
  - name: mail
    email_configs: [{to: a@example.org, from: b@example.org, smarthost: '127.0.0.1:9', require_tls: false}]
  - name: ops
`

/** A table's head alone; an error is none. */
const isEmptyTable = (text) => /^Alertname[^\n]*\n$/.test(text)

/** Steps of amtool in their order: what is asked, and what the answer holds, or what it does not. */
function amtoolSteps(ask) {
  const silence = () => ask('silence', 'query', '-q').trim()
  return {
    'alert add': () => ask('alert', 'add', 'alertname=Crash', 'team=ops', 'pod=web-1') === '',
    'alert query': () => ask('alert', 'query', 'team=~"o.*"').includes('Crash'),
    'alert query of another': () => isEmptyTable(ask('alert', 'query', 'team=web')),
    'silence add': () =>
      /^[0-9a-f-]{36}\n$/.test(ask('silence', 'add', 'alertname=Crash', '-c', 'why', '-a', 'me')),
    'silence query': () => ask('silence', 'query').includes('alertname="Crash"'),
    'alert query while silenced': () => isEmptyTable(ask('alert', 'query')),
    'alert query --silenced': () => ask('alert', 'query', '--silenced').includes('suppressed'),
    'silence expire': () => ask('silence', 'expire', silence()) === '',
    'silence query after': () => silence() === '',
    'config show': () => ask('config', 'show').includes('receiver: mail'),
    'config routes test': () => ask('config', 'routes', 'test', 'team=ops').trim() === 'ops',
    'cluster show': () => ask('cluster', 'show').includes('disabled'),
  }
}

function promtoolSteps(ask) {
  return {
    'query instant': () => ask('query', 'instant', 'vector(1)').includes('=> 1 @'),
    'query range': () =>
      ask('query', 'range', '--start=0', '--end=60', '--step=30s', 'vector(2)').includes('2 @[60]'),
    'query labels': () => ask('query', 'labels', 'job') === '',
    'query series': () => ask('query', 'series', '--match=up') === '',
    'query of what is no PromQL': () => ask('query', 'instant', 'vector(').includes('parse error'),
  }
}

export async function tools(folder) {
  const amtool = programOf('amtool')
  const promtool = programOf('promtool')
  if (amtool === undefined && promtool === undefined)
    return [true, 'skipped: there is neither amtool nor promtool (UNLOOP_AMTOOL, UNLOOP_PROMTOOL)']
  writeFileSync(join(folder, 'alertmanager.yml'), CONFIG)
  writeFileSync(join(folder, 'tokens'), `write ${TOKEN}\n`, { mode: 0o600 })
  writeFileSync(join(folder, 'http.yml'), `authorization: {credentials: ${TOKEN}}\n`)
  const server = await serve(folder, ['--no-cluster', '--tokens', 'tokens'])
  // A token may be the password of basic authentication: Debian's promtool takes no other credentials.
  const asked = server.url.replace('//', `//me:${TOKEN}@`)
  const credentials = `--http.config.file=${join(folder, 'http.yml')}`
  const where = [`--alertmanager.url=${server.url}/alertmanager`, credentials]
  const steps = [
    ...Object.entries(
      amtool === undefined ? {} : amtoolSteps((...args) => said(amtool, [...args, ...where])),
    ),
    ...Object.entries(
      promtool === undefined
        ? {}
        : promtoolSteps((_, kind, ...rest) => said(promtool, ['query', kind, asked, ...rest])),
    ),
  ]
  const failed = []
  for (const [name, isRight] of steps) {
    if (!isRight()) failed.push(name)
    await pause(100)
  }
  await server.end()
  return [
    failed.length === 0,
    `${steps.length - failed.length} of ${steps.length} questions of amtool and promtool answered as expected${failed.length > 0 ? `; not: ${failed.join(', ')}` : ''}`,
  ]
}
