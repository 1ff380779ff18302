const fs = require('fs'), path = require('path')
console.log('shift-planner 2.7.0')
const conf = fs.readFileSync(path.resolve('config/production.yaml'), 'utf8')
setInterval(() => {}, 1000)
