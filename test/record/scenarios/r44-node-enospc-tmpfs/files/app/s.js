const fs = require('fs')
console.log('spooler 0.5.0')
for (let i = 0; ; i++) {
  fs.writeFileSync(`/spool/${Date.now()}-${i}.bin`, Buffer.alloc(1 << 20))
  console.log('spooled', i)
}
