console.log('bff 12.0.0')
const http = require('http')
http.createServer((q, r) => r.end()).listen(3000)
