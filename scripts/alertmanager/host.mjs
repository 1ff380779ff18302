// An alert manager of its own process: it keeps its state in a folder, and is told of the same alerts again and again,
// as Prometheus tells them. Usage: node host.mjs FOLDER CATCHER_PORT GROUPS ALERTS_A_GROUP GROUP_INTERVAL
import { readFile } from 'node:fs/promises'
import {
  alert,
  Alertmanager,
  fileState,
  fromMilliseconds,
  loadConfig,
  nodeHttpClient,
  smtpSender,
  systemClock,
} from '../../packages/alerting/src/index.ts'

const [folder, port, groups, each, interval] = process.argv.slice(2)
const began = Date.now()
let resolved = false

const manager = new Alertmanager({
  config: loadConfig(`
route: {receiver: hook, group_by: [g], group_wait: 200ms, group_interval: ${interval}, repeat_interval: 12h}
receivers:
  - name: hook
    webhook_configs: [{url: "http://127.0.0.1:${port}/"}]
`),
  templates: [],
  clock: systemClock,
  state: fileState(folder),
  externalURL: 'http://am',
  newId: () => crypto.randomUUID(),
  onError: (message) => process.stderr.write(`${message}\n`),
  kit: {
    http: nodeHttpClient,
    mail: smtpSender,
    readFile: (path) => readFile(path, 'utf8'),
    hostname: 'host',
    random: Math.random,
  },
})

function tell() {
  const now = Date.now()
  for (let g = 0; g < Number(groups); g++)
    for (let n = 0; n < Number(each); n++)
      manager.store.put(
        alert({
          labels: { alertname: 'Crash', g: String(g), pod: `web-${g}-${n}` },
          annotations: { summary: `pod web-${g}-${n} crashes` },
          startsAt: fromMilliseconds(began - 60_000),
          endsAt: fromMilliseconds(resolved ? now - 1 : now + 240_000),
          generatorURL: 'http://g',
          updatedAt: now,
          isTimeout: false,
        }),
      )
}

await manager.start()
tell()
setInterval(tell, 5_000)
process.on('message', (message) => {
  if (message === 'resolve') {
    resolved = true
    tell()
  } else if (message === 'memory') process.send(process.resourceUsage().maxRSS / 1024)
})
process.send?.('ready')
