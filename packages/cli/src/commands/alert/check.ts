import { ConfigError, TemplateError } from '@unloop/alerting'
import { EXIT, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { cleanText } from '../../output/clean.ts'
import { type LoadedConfig, loadFile } from './load.ts'

/** Says of each file whether Alertmanager would take it. */
export async function checkFiles(paths: readonly string[], io: Io): Promise<ExitStatus> {
  let refused = 0
  for (const path of paths) {
    const problem = await problemOf(path, io)
    if (problem === undefined) continue
    refused++
    await io.out(`${cleanText(path)}: refused\n${indented(problem)}\n`)
  }
  return refused === 0 ? EXIT.nothingFound : EXIT.incidentsFound
}

/** Tells that a file is good; gives the message of one that is refused. */
async function problemOf(path: string, io: Io): Promise<string | undefined> {
  try {
    await io.out(`${cleanText(path)}: good\n  ${summary(await loadFile(path))}\n`)
    return undefined
  } catch (error) {
    if (error instanceof ConfigError || error instanceof TemplateError) return error.message
    throw error
  }
}

/** A message under the line that it belongs to. */
function indented(message: string): string {
  return cleanText(message)
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}

/** What the configuration holds, in numbers, by which a file is told from an empty one. */
function summary({ config, templates }: LoadedConfig): string {
  const counted = (count: number, noun: string): string =>
    `${count} ${noun}${count === 1 ? '' : 's'}`
  return [
    counted(routes(config.route), 'route'),
    counted(config.receivers.length, 'receiver'),
    counted(config.inhibitRules.length, 'inhibit rule'),
    counted(templates.length, 'template file'),
  ].join(', ')
}

/** A routing tree, of which only the shape counts. */
interface Tree {
  readonly routes: readonly Tree[] | undefined
}

/** All routes of a tree, the root among them. */
function routes(tree: Tree): number {
  return (tree.routes ?? []).reduce((sum, child) => sum + routes(child), 1)
}
