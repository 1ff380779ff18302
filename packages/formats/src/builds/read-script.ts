import { shellCommands } from '@unloop/engine/evidence'
import type { PlacedCommand, ScriptFile, Spot } from '@unloop/lint'

const SHELL = /^(?:.*\/)?(?:sh|bash|ash|dash|ksh|zsh)$/

/** Reads a script that an image starts with: its first line, its line ends, and the commands that a shell would run. */
export function readScript(
  text: string,
  file: string,
  isExecutable: boolean | null = null,
): ScriptFile {
  const hasByteOrderMark = text.startsWith('\ufeff')
  const lines = text.split('\n')
  const carriage = lines.findIndex((line) => line.endsWith('\r'))
  const words = /^\ufeff?#![ \t]*([^\r\n]*)/
    .exec(lines[0] ?? '')?.[1]
    ?.trim()
    .split(/[ \t]+/)
  return {
    file,
    isExecutable,
    shebang: words === undefined ? null : { words, spot: { line: 1, column: 1 } },
    hasByteOrderMark,
    carriageReturnLine: carriage === -1 ? null : carriage + 1,
    commands: isShellScript(words, file) ? commandsOf(text.replaceAll('\r', '')) : [],
    lineText: (line) => lines[line - 1]?.replace(/\r$/, '') ?? '',
  }
}

function isShellScript(shebang: readonly string[] | undefined, file: string): boolean {
  if (shebang === undefined) return /\.(?:sh|bash)$|entrypoint$/.test(file)
  const [program = '', first = ''] = shebang
  const interpreter = /(?:^|\/)env$/.test(program)
    ? (shebang.slice(1).find((word) => !word.startsWith('-')) ?? first)
    : program
  return SHELL.test(interpreter)
}

function commandsOf(text: string): readonly PlacedCommand[] {
  let line = 1
  let start = 0
  const spotOf = (offset: number): Spot => {
    for (
      let at = text.indexOf('\n', start);
      at !== -1 && at < offset;
      at = text.indexOf('\n', start)
    ) {
      line++
      start = at + 1
    }
    return { line, column: offset - start + 1 }
  }
  return shellCommands(text).map((command) => ({ ...command, spot: spotOf(command.offset) }))
}
