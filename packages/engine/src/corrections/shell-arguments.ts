import { shellQuote } from '../commands/shell-quote.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { Correction } from './correction.ts'

const SHELL = /(?:^|\/)(?:ba|da|a|z|k)?sh$/

/** `sh -c` runs its first word alone and takes the others as $0, $1 …: the words belong into one text (POSIX, sh). */
export const shellArguments: Correction = (file) => {
  const { command = [], args = [] } = file.failing.spec ?? {}
  const words = [...command, ...args]
  const at = words.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word))
  const [script, ...rest] = words.slice(at + 1)
  const isSplit =
    at > 0 &&
    at <= 2 &&
    SHELL.test(words[0] ?? '') &&
    script !== undefined &&
    rest.length > 0 &&
    /^[\w ./=-]+$/.test(script)
  if (!isSplit) return []
  const line = [script.replace(/^(?!exec )/, 'exec '), ...rest.map(quoted)].join(' ')
  const cut = at + 1 - command.length
  return [
    patchFix(file, {
      id: 'bad-command/one-text',
      title: `Give ${words[0]} its whole command line as one text: it runs the first word alone`,
      patch: containerPatch(
        file,
        cut >= 0
          ? { args: [...args.slice(0, cut), line] }
          : { command: [...command.slice(0, at + 1), line], args: null },
      ),
    }),
  ]
}

/** Variables are left to the shell, as they were meant. */
const quoted = (word: string): string =>
  /^[\w$@%+=:,./{}-]+$/.test(word) ? word : shellQuote(word)
