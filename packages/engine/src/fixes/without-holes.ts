import type { Command } from '../commands/index.ts'
import type { Fix } from '../report/report.ts'

/** A word that had to be a name. An empty entry point is meant: it switches the image's own off. */
const HOLE =
  /(?<!--entrypoint)(?:^|[\s=])''(?= |$)|(?:^|\s)(?:pods?|deploy|deployment|sts|statefulset|ds|daemonset|rs|replicaset|job|cronjob)\/(?=\s|$)|\s-[nc]\s*$|[{,]\\?"name\\?":\\?""/

/** The commands that name all that they are about: with a hole in it, one fails at best. */
export function commandsWithoutHoles(commands: readonly Command[]): readonly Command[] {
  return commands.filter((command) => !HOLE.test(command))
}

/** The plan with what can be done by name; where the object or container to change is unknown, its words are left. */
export function fixWithoutHoles(fix: Fix): Fix {
  const { patch, commands } = fix
  const isOpen =
    patch !== null && (patch.target.name === '' || /"name":""/.test(JSON.stringify(patch.body)))
  return {
    ...fix,
    ...(isOpen ? { patch: null } : {}),
    commands: commandsWithoutHoles(commands),
  }
}
