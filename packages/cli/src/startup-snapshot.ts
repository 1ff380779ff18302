/**
 * The entry of the start-up snapshot: diagnosis as V8's heap holds it after some runs, so that the next one need not load, compile
 * and prepare again. While it is made, the paths among the arguments are diagnosed; of what they say, nothing is kept.
 */
import { Readable } from 'node:stream'
import { startupSnapshot } from 'node:v8'
import { EXIT } from './errors.ts'
import type { Io } from './io.ts'
import { processIo } from './process-io.ts'
import { run } from './run.ts'

/** As `unloop` sets it for this program; it is not for those that this one starts. */
const LAUNCHERS_TUNABLES = 'glibc.malloc.hugetlb=1'

startupSnapshot.setDeserializeMainFunction(() => {
  if (process.env['GLIBC_TUNABLES'] === LAUNCHERS_TUNABLES) delete process.env['GLIBC_TUNABLES']
  void run(process.argv.slice(2), processIo()).then((status) => process.exit(status))
})

/** What is asked often is prepared only then, so it has to be asked often here. */
const ROUNDS = 3

void warmUp(process.argv.slice(2))

/**
 * Diagnoses the recorded crashes, so that what is made lazily is in the heap when it is kept. Rejects where one cannot be read.
 */
async function warmUp(paths: readonly string[]): Promise<void> {
  for (const path of Array.from({ length: ROUNDS }, () => paths).flat())
    for (const format of ['json', 'text'])
      if ((await run(['-f', path, '-o', format], silent())) > EXIT.incidentsFound)
        throw new Error(`${path} could not be diagnosed, so no start-up snapshot was made.`)
}

/** Surroundings that nobody sees. */
function silent(): Io {
  const terminal = { out: false, err: false, in: false, columns: undefined }
  return {
    out: () => Promise.resolve(),
    protocol: () => Promise.resolve(),
    err: () => undefined,
    invite: () => undefined,
    stdin: Readable.from([]),
    env: {},
    terminal,
    now: () => new Date(0),
    pause: () => Promise.resolve('interrupted'),
    onInterrupt: () => () => undefined,
    onStop: () => () => undefined,
    onReload: () => () => undefined,
  }
}
