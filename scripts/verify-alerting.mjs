// Faults and size of alerting, against a local catcher: npm run verify -- alerting
//   many   10,000 alerts in 2,000 groups: each group is told once as firing and once as resolved; memory
//   kill   the process is killed at random moments: no page is lost; duplicates are counted
//   down   the receiver is down for a while: delivered once when it is back
//   serve  the whole server is killed as a message arrives, as it was answered, and later
//   latency  from a crash to its message
//   tools    amtool and promtool, where they are installed, ask the server
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { tools } from './alertmanager/tools.mjs'
import { killedServe, latency } from './alertmanager/served.mjs'
import { workspaceNode } from './lib/workspace.mjs'

const HOST = fileURLToPath(new URL('alertmanager/host.mjs', import.meta.url))
const KILLS = Number(process.env.UNLOOP_KILLS ?? 15)

/** Counts notifications by group and status; answers with what `status` says. */
async function catcher(status = () => 200, heard = () => undefined) {
  const told = new Map()
  let waiting = null
  const reach = (when) => {
    if (waiting?.when !== when) return false
    const { done } = waiting
    waiting = null
    done()
    return true
  }
  const server = createServer((request, response) => {
    void text(request).then((sent) => {
      // Whoever asked to be told before leaves the message unanswered.
      if (reach('before')) return
      response.statusCode = status()
      if (response.statusCode === 200) {
        const body = JSON.parse(sent)
        const group = Object.values(body.groupLabels).join(' ')
        const key = `${group} ${body.status}`
        told.set(key, (told.get(key) ?? 0) + 1)
        heard(key, body)
      }
      response.end('{}', () => reach('after'))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const count = (state) => [...told].filter(([key]) => key.endsWith(` ${state}`))
  const onMessage = (when, done) => {
    waiting = { when, done }
  }
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { told, count, onMessage, port: server.address().port, close }
}

async function start(folder, port, ...args) {
  const child = fork(HOST, [folder, String(port), ...args.map(String)], {
    execPath: workspaceNode(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  await once(child, 'message')
  return child
}

async function kill(child) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function until(test, seconds) {
  const end = Date.now() + seconds * 1000
  while (!test() && Date.now() < end) await pause(100)
  return test()
}

const twice = (entries) => entries.filter(([, times]) => times > 1).length

async function many(folder) {
  const { count, port, close } = await catcher()
  const child = await start(folder, port, 2000, 5, '10s')
  const isFired = await until(() => count('firing').length === 2000, 120)
  await pause(15_000)
  child.send('resolve')
  const isResolved = await until(() => count('resolved').length === 2000, 120)
  child.send('memory')
  const [mib] = await once(child, 'message')
  await kill(child)
  close()
  const doubled = twice(count('firing')) + twice(count('resolved'))
  const told = `${count('firing').length} firing, ${count('resolved').length} resolved, ${doubled} twice`
  return [
    isFired && isResolved && doubled === 0 && mib <= 300,
    `${told}; ${mib.toFixed(0)} MiB at most`,
  ]
}

async function killed(folder) {
  const groups = 50
  const { count, port, close } = await catcher()
  for (let n = 0; n < KILLS; n++) {
    const child = await start(folder, port, groups, 2, '1s')
    await pause(Math.random() * 600)
    await kill(child)
  }
  const child = await start(folder, port, groups, 2, '1s')
  const isWhole = await until(() => count('firing').length === groups, 30)
  await pause(3_000)
  await kill(child)
  close()
  const extra = count('firing').reduce((sum, [, times]) => sum + times - 1, 0)
  return [
    isWhole,
    `${count('firing').length} of ${groups} groups told over ${KILLS} kills; ${extra} told again, as their note was not yet on disk`,
  ]
}

async function down(folder) {
  let status = 503
  const { count, port, close } = await catcher(() => status)
  const child = await start(folder, port, 20, 2, '2s')
  await pause(Number(process.env.UNLOOP_DOWN_SECONDS ?? 30) * 1000)
  status = 200
  const isWhole = await until(() => count('firing').length === 20, 60)
  await pause(5_000)
  await kill(child)
  close()
  const doubled = twice(count('firing'))
  return [isWhole && doubled === 0, `${count('firing').length} of 20 groups told, ${doubled} twice`]
}

const PARTS = {
  many,
  kill: killed,
  down,
  serve: (folder) => killedServe(folder, catcher),
  latency: (folder) => latency(folder, catcher),
  tools,
}
const chosen = process.argv.slice(2)
for (const [name, run] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  const folder = mkdtempSync(join(tmpdir(), 'unloop alerting '))
  const [isGood, text] = await run(folder)
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name}: ${text}`)
  if (!isGood) process.exitCode = 1
  rmSync(folder, { recursive: true, force: true })
}
