const net = require('net')
console.log('order-web 2.0.0')
const s = net.connect(5432, 'orders-pg')
s.on('connect', () => console.log('database connected'))
