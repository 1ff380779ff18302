// One child of `npm run bench`: either the baseline or unloop on the same folder; prints seconds and resident memory.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [mode, dir, library] = process.argv.slice(2)
const started = process.cpuUsage()
const wall = performance.now()

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  )

const baseline = () => {
  let count = 0
  for (const path of filesIn(dir)) {
    const text = readFileSync(path, 'utf8')
    if (path.endsWith('.json')) count += JSON.parse(text).items.length
    else for (const line of text.split('\n')) if (line.length > 0) count++
  }
  return count
}

const diagnoseAll = async () => {
  const { diagnose, logsWanted, readPath, KNOWLEDGE } = await import(library)
  const snapshot = await readPath(dir, { logsWanted })
  return diagnose(snapshot, { generatedAt: '2026-03-01T12:00:00Z', knowledge: KNOWLEDGE }).incidents
    .length
}

const count = mode === 'baseline' ? baseline() : await diagnoseAll()
const { user, system } = process.cpuUsage(started)
console.log(
  JSON.stringify({
    count,
    cpu: (user + system) / 1e6,
    wall: (performance.now() - wall) / 1000,
    rss: process.resourceUsage().maxRSS * 1024,
  }),
)
