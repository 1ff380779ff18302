const log = (level, msg, extra = {}) => console.log(JSON.stringify({ level, time: Date.now(), pid: process.pid, name: 'storefront', msg, ...extra }))
log(30, 'storefront 6.0.0 starting')
log(40, 'SENTRY_DSN is not set, error reporting is off')
const required = ['REDIS_URL', 'BASE_URL', 'SESSION_SECRET']
const missing = required.filter((key) => !process.env[key])
if (missing.length) {
  log(60, `Missing required environment variables: ${missing.join(', ')}`)
  log(30, 'closing http server')
  setTimeout(() => { log(30, 'bye'); process.exit(1) }, 200)
} else require('http').createServer((q, r) => r.end('ok')).listen(3000)
