const net = require('net')
console.log(new Date().toISOString(), '[login-web] starting')
const dial = (left) => {
  const s = net.connect({ host: 'sessions-redis', port: 6379 })
  s.on('connect', () => console.log(new Date().toISOString(), '[login-web] redis connected'))
  s.on('error', (e) => { if (left) { console.error(new Date().toISOString(), '[login-web] redis error, retrying:', e.message); setTimeout(() => dial(left - 1), 700) } else throw e })
  s.on('close', (bad) => { if (!bad) dial(2) })
}
dial(2)
