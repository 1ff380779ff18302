import type { Container } from '../evidence/kube.ts'

interface Command {
  readonly command?: Container['command'] | undefined
  /** Null takes the field away. */
  readonly args?: Container['args'] | null | undefined
}

/** How a server that goes to the background is kept in front, by what its command line says (each program's manual). */
const KEEP: readonly (readonly [
  starts: RegExp,
  keep: (line: string) => string,
  words: readonly string[],
])[] = [
  [/(?:^|[\s/])nginx(?:\s|$)/, (line) => `${line} -g 'daemon off;'`, ['-g', 'daemon off;']],
  [
    /(?:apachectl|apache2ctl|httpd)\s+(?:-k\s+)?start/,
    (line) => line.replace(/(?:-k\s+)?start/, '-D FOREGROUND'),
    [],
  ],
  [/(?:^|[\s/])sshd(?:\s|$)/, (line) => `${line} -D -e`, ['-D', '-e']],
  [/--daemonize\s+yes/, (line) => line.replace(/--daemonize\s+yes/, '--daemonize no'), []],
  [
    /php-fpm[\d.]*\s.*(?:-D|--daemonize)/,
    (line) => line.replace(/\s(?:-D|--daemonize)\b/, ' -F'),
    [],
  ],
  [/supervisord(?:\s|$)/, (line) => `${line} -n`, ['-n']],
  [/haproxy\s(?:.*\s)?-D(?:\s|$)/, (line) => line.replace(/\s-D(?=\s|$)/, ' -db'), []],
  [/memcached\s(?:.*\s)?-d(?:\s|$)/, (line) => line.replace(/\s-d(?=\s|$)/, ''), []],
  [
    /gunicorn\s(?:.*\s)?(?:--daemon|-D)(?:\s|$)/,
    (line) => line.replace(/\s(?:--daemon|-D)(?=\s|$)/, ''),
    [],
  ],
  [
    /startup\.sh|catalina\.sh\s+start/,
    (line) => line.replace(/startup\.sh|catalina\.sh\s+start/, 'catalina.sh run'),
    [],
  ],
  [/pm2\s+start/, (line) => line.replace(/pm2\s+start/, 'pm2-runtime start'), []],
]

/** The command that stays in the foreground; null where none is known. */
export function inForeground({ command, args }: Command): Command | null {
  const words = [...(command ?? []), ...(args ?? [])]
  const script = scriptIndex(words)
  if (script >= 0) return withWord({ command, args }, script, keepScript(words[script] ?? ''))
  const line = words.join(' ')
  const rule = KEEP.find(([starts]) => starts.test(line))
  if (!rule) return null
  const [, keep, extra] = rule
  if (extra.length > 0)
    return args ? { args: [...args, ...extra] } : { command: [...(command ?? []), ...extra] }
  const kept = keep(line).split(/\s+/)
  return command
    ? { command: kept.slice(0, words.length), ...(args ? { args: null } : {}) }
    : { args: kept }
}

/** The text behind `sh -c`. */
const scriptIndex = (words: readonly string[]): number => {
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word))
  return at > 0 && /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(words[at - 1] ?? '') ? at + 1 : -1
}

const keepScript = (script: string): string | null => {
  const rule = KEEP.find(([starts]) => starts.test(script))
  if (rule && !/[^&>|]&\s*$/.test(script)) return keepLast(script, rule[0], rule[1])
  // A job in the background: the shell waits for it.
  return /[^&>|]&/.test(script) ? `${script.trimEnd().replace(/;$/, '')}\nwait` : null
}

const keepLast = (script: string, starts: RegExp, keep: (line: string) => string): string =>
  script
    .split(/(&&|;|\n)/)
    .map((part) => (starts.test(part) ? ` ${keep(part.trim())} ` : part))
    .join('')
    .trim()

const withWord = (
  { command, args }: Command,
  index: number,
  word: string | null,
): Command | null => {
  if (word === null) return null
  const before = command?.length ?? 0
  if (index < before) return { command: (command ?? []).with(index, word) }
  return { args: (args ?? []).with(index - before, word) }
}
