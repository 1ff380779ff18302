import { processIo } from './process-io.ts'
import { run } from './run.ts'

// Open connections to a cluster must not keep the program alive after its report.
void run(process.argv.slice(2), processIo()).then((status) => process.exit(status))
