import type { Program } from './programs.data.ts'
import { iso } from './time.ts'
import type { World } from './world.ts'

const klog = (at: number): string => {
  const text = new Date(at).toISOString()
  return `${text.slice(5, 7)}${text.slice(8, 10)} ${text.slice(11, 23)}000`
}
const slashes = (at: number): string => iso(at).slice(0, 19).replaceAll('-', '/').replace('T', ' ')
const spaced = (at: number): string =>
  new Date(at).toISOString().slice(0, 23).replace('T', ' ').replace('.', ',')
const clf = (at: number): string => {
  const [, day, month, year, time] = new Date(at).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}

/** So many lines of what a program prints while it is well, the newest just before now. */
export function healthyLog(world: World, program: Program, lines: number): string {
  const { random, now } = world
  const step = world.between(200, 9000)
  return Array.from({ length: lines }, (_, index) => {
    const at = now - (lines - index) * step - random.int(step)
    return random
      .pick(program.log)
      .replaceAll('{t}', new Date(at).toISOString())
      .replaceAll('{k}', klog(at))
      .replaceAll('{s}', spaced(at))
      .replaceAll('{p}', slashes(at))
      .replaceAll('{c}', clf(at))
      .replace(/\{n\}/g, () => String(world.between(1, 9999)))
      .replace(
        /\{ip\}/g,
        () => `10.${world.between(40, 60)}.${random.int(8)}.${world.between(2, 250)}`,
      )
  }).join('\n')
}
