/** Log text of the kinds that programs write, made by a seeded generator so that each run measures the same. */
const TEMPLATES = [
  '2026-11-21T00:%d:%d.%d47929835Z {"level":30,"time":17952207%d45,"pid":1,"region":"eu-west-1","name":"checkout","msg":"request completed","path":"/api/v1/orders/%d","status":200,"ms":%d}',
  '2026-11-21T00:%d:%d.%d23883371Z time=2026-11-21T00:45:09.289Z level=INFO msg="order routed" app=order-router id=%d warehouse=w%d took=%dms',
  '2026-11-21T00:%d:%d.%d10883222Z I1121 08:20:%d.553801       1 reconciler.go:%d] "Reconciling" controller="deployment" namespace="shop" name="web-%d"',
  '2026-11-21T00:%d:%d.%d55510222Z 2026-11-21 00:42:22.%d [http-nio-8080-exec-%d] INFO  c.a.search.Indexer - segment buffer: %d documents',
  '2026-11-21T00:%d:%d.%d55512222Z 10.244.0.%d - - [21/Nov/2026:00:45:%d +0000] "GET /assets/app.js?v=%d HTTP/1.1" 200 51234 "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"',
  '2026-11-21T00:%d:%d.%d55532222Z 2026-11-21 00:25:02 0 [Note] InnoDB: log sequence number %d; transaction id %d, page %d flushed',
  '2026-11-21T00:%d:%d.%d55552222Z 2026-11-21 00:34:47,133 INFO     [tracker.worker] feed dhl: %d events, %d new, dedupe window %d entries',
  '2026-11-21T00:%d:%d.%d55572222Z 1:M 21 Nov 2026 00:49:%d.655 * Background saving started by pid %d, %d keys',
  '2026-11-21T00:%d:%d.%d55592222Z [2026-11-21 00:21:%d,899] WARNING connectionpool: Retrying (Retry(total=%d)) after connection broken by NewConnectionError: /v2/prices/%d',
  '2026-11-21T00:%d:%d.%d55612222Z 2026-11-21 00:34:%d,455 ERROR    [opentelemetry.exporter.otlp.proto.grpc.exporter] Failed to export traces to 127.0.0.1:%d, error code: StatusCode.UNAVAILABLE (%d)',
  '2026-11-21T00:%d:%d.%d55632222Z \tat org.springframework.beans.factory.support.ConstructorResolver.autowireConstructor(ConstructorResolver.java:%d) ~[spring-beans-6.1.%d.jar!/:6.1.%d]',
  '2026-11-21T00:%d:%d.%d55652222Z level=error ts=2026-11-21T00:41:16Z app=webhook-relay msg="delivery failed" err="dial tcp 10.0.%d.%d:443: connect: connection refused" attempt=%d',
  '2026-11-21T00:%d:%d.%d55672222Z 2026-11-21 00:58:57.733 UTC [73] LOG:  checkpoint complete: wrote %d buffers (%d%%); write=%d s',
]
/** How often each template comes: mostly ordinary work, an error now and then. */
const WEIGHTS = [16, 14, 12, 12, 16, 6, 8, 4, 2, 1, 4, 2, 6]

export function logMix(bytes, seed = 7) {
  let state = seed
  const next = (n) => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) % n
  const deck = WEIGHTS.flatMap((weight, i) => Array(weight).fill(TEMPLATES[i]))
  const buffer = Buffer.alloc(bytes + 1024)
  let length = 0
  while (length < bytes) {
    const line = deck[next(deck.length)].replace(/%d/g, () => String(10 + (next(1 << 20) % 9000)))
    length += buffer.latin1Write(`${line}\n`, length)
  }
  return buffer.latin1Slice(0, length)
}

/** Inputs of about a megabyte that are made to be slow. */
export function hostile(signatures) {
  const examples = signatures.flatMap(({ example }) => example)
  const fill = (piece) => piece.repeat(Math.ceil(1e6 / piece.length)).slice(0, 1e6)
  const cut = (text) => text.slice(0, Math.ceil(text.length * 0.8))
  return {
    'one line of a': fill('a'),
    'lines of examples': fill(`${examples.join('\n')}\n`),
    'examples in one line': fill(`${examples.join(' ')} `),
    'near matches': fill(`${examples.map(cut).join('\n')}\n`),
    'one near match': fill(`${cut(examples[0])}x\n`),
    'one near match in one line': fill(`${cut(examples[0])} `),
    spaces: fill(' '),
    quotes: fill('"\\" '),
    newlines: fill('\n'),
    'error error': fill('error: failed to connect '),
    brackets: fill('[emerg] [error] FATAL: '),
    'not ASCII': fill('ошибка подключения 接続エラー 🚫 '),
  }
}
