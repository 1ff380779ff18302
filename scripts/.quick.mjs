import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, mkdtempSync } from 'node:fs'
import { run } from '../packages/cli/src/run.ts'
import { recordedIo } from '../packages/cli/src/testing/recorded-io.ts'
const known=new Set()
for (const repo of process.argv.slice(2)) {
  const dir=mkdtempSync('/tmp/q-')
  execFileSync('bash',['-c',`git --git-dir=/work/.mirror/${repo.replace('/','+')}/repo ls-tree -r -z --name-only HEAD | grep -zE '\\.(ya?ml|json)$' | head -z -n 1500 | xargs -0 git --git-dir=/work/.mirror/${repo.replace('/','+')}/repo archive HEAD -- 2>/dev/null | tar x -C ${dir} 2>/dev/null || true`])
  const { io, out } = recordedIo({ env:{ PATH:'/nowhere' } })
  process.chdir(dir)
  try { await run(['lint','.','-o','json','--no-ignore'],{...io,now:()=>new Date()}) } catch(e) { console.log(repo,'ERR',String(e).slice(0,200)) }
  process.chdir('/')
  const r=out().startsWith('{')?JSON.parse(out()):null
  console.log('##',repo,r?.scanned.objects,r?.findings.length)
  for (const f of r?.findings??[]) { const k=[repo,f.code,f.source.trim()].join('|'); if(known.has(k)) continue; known.add(k)
    console.log([f.severity,f.code,f.file,f.object,f.path,f.line,f.source.trim().slice(0,90),f.message.slice(0,150)].join(' | ')) }
  rmSync(dir,{recursive:true,force:true})
}
