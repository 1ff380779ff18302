import { endWith, processIo } from './process-io.ts'
import { run } from './run.ts'

// What nothing else caught, such as a stream that fails on its own, is still one line and a status.
process.on('uncaughtException', (error) =>
  endWith(`It failed by a mistake of its own: ${error.message}`, error),
)
// Open connections to a cluster must not keep the program alive after its report.
void run(process.argv.slice(2), processIo()).then((status) => process.exit(status))
