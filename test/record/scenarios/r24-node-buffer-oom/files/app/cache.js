const kept = []
console.log('image-cache 1.1.0 warming up')
console.error('[otel] exporter error: connect ECONNREFUSED 10.96.0.99:4318 (will retry)')
setInterval(() => {
  kept.push(Buffer.alloc(6 * 1024 * 1024, 1))
  if (kept.length % 5 === 0) console.log(`cached ${kept.length} images, heapUsed ${(process.memoryUsage().heapUsed / 1e6).toFixed(1)} MB`)
}, 120)
