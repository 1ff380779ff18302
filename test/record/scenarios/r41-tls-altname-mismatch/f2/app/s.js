console.log(new Date().toISOString(), 'INFO statements 6.1.0')
console.log(new Date().toISOString(), 'WARN locale xx-XX unknown')
fetch(process.env.LEDGER_URL).then((r) => r.json()).then(() => setInterval(() => {}, 1e4)).catch((e) => {
  console.error(new Date().toISOString(), 'FATAL cannot load accounts', e)
  process.exitCode = 1
})
