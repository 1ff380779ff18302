import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { takeSenderLock } from './sender-lock.ts'

const HOLDER = `
const { takeSenderLock } = await import(${JSON.stringify(new URL('sender-lock.ts', import.meta.url).href)})
process.send(await takeSenderLock(process.argv[1]) !== undefined)
setInterval(() => undefined, 1000)
`

it('lets one process send, and the next when that is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unloop lock '))
  const child = fork('--input-type=module', ['-e', HOLDER, folder], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [holds] = (await once(child, 'message')) as [boolean]
  expect(holds).toBe(true)
  expect(await takeSenderLock(folder)).toBeUndefined()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await takeSenderLock(folder)
  expect(lock).toBeDefined()
  expect(await takeSenderLock(folder)).toBeUndefined()
  await lock?.release()
  const again = await takeSenderLock(folder)
  expect(again).toBeDefined()
  await again?.release()
  rmSync(folder, { recursive: true })
}, 60_000)
