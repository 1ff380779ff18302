setTimeout(() => require('http').createServer((q, r) => r.end()).listen(+process.env.PORT, () => console.log('renderer up')), 2500)
console.log('renderer 2.0.0')
