import { processIo } from './process-io.ts'
import { run } from './run.ts'

const status = await run(process.argv.slice(2), processIo())
// Open connections to a cluster must not keep the program alive after its report.
process.exit(status)
