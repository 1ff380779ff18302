require('http').createServer((q, r) => r.end('up 1')).listen(9090, () => console.log('metrics-proxy on 9090'))
