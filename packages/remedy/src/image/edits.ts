import { basename } from 'node:path'
import { daemonizing } from '@unloop/engine/evidence'
import { inForeground } from '@unloop/engine/fixes'
import type { Instruction } from '@unloop/lint'
import { lastOf, startWord, type ImageSource, type SourceFile } from './source.ts'

/** One thing that is wrong with an image's source, put right: the file's new text, and why in a sentence. */
export interface ImageEdit {
  readonly file: SourceFile
  readonly text: string
  readonly why: string
}

type Edit = (source: ImageSource) => ImageEdit | null

const endOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** Lines from `first` to `last`, from 1, in place of which others come. */
const splice = (
  file: SourceFile,
  { first, last }: { readonly first: number; readonly last: number },
  lines: readonly string[],
): string => {
  const end = endOf(file.text)
  return file.text
    .split(/\r?\n/)
    .toSpliced(first - 1, last - first + 1, ...lines)
    .join(end)
}

/** Linux looks for an interpreter whose name ends in the carriage return. */
export const withoutCarriageReturns: Edit = ({ script }) =>
  script && script.read.carriageReturnLine !== null
    ? {
        file: script,
        text: script.text.replaceAll('\r\n', '\n'),
        why: `${basename(script.path)} has Windows line ends, with which Linux does not find its interpreter`,
      }
    : null

export const withInterpreter: Edit = ({ script }) =>
  script &&
  script.read.shebang === null &&
  /\.sh$|entrypoint|^(?:run|start)$/.test(basename(script.path))
    ? {
        file: script,
        text: `#!/bin/sh${endOf(script.text)}${script.text}`,
        why: `${basename(script.path)} does not say which interpreter runs it`,
      }
    : null

/** The instruction that brings the start script into the image. */
const copyOf = (source: ImageSource): Instruction | null => {
  const word = startWord(source.stage)
  const name = basename(word ?? '')
  const folder = (word ?? '').slice(0, -name.length)
  return (
    source.stage.instructions.findLast(({ keyword, words }) => {
      if (keyword !== 'COPY' && keyword !== 'ADD') return false
      const texts = words.map(({ text }) => text)
      const to = texts.at(-1) ?? ''
      const isNamed = texts.slice(0, -1).some((from) => basename(from) === name)
      return isNamed || to === word || (texts.includes('.') && folder.startsWith(to))
    }) ?? null
  )
}

const withFlag = ({ file }: ImageSource, instruction: Instruction, flag: string): string | null => {
  const { line, column } = instruction.spot
  const old = file.text.split(/\r?\n/)[line - 1] ?? ''
  const at = column - 1 + instruction.keyword.length
  if (old.slice(column - 1, at).toUpperCase() !== instruction.keyword) return null
  return splice(file, { first: line, last: line }, [`${old.slice(0, at)} ${flag}${old.slice(at)}`])
}

export const executable: Edit = (source) => {
  const copy = copyOf(source)
  if (!copy || copy.flags['chmod'] !== undefined) return null
  const text = withFlag(source, copy, '--chmod=755')
  if (text === null) return null
  return {
    file: source.file,
    text,
    why: 'the script that the image starts is not executable (--chmod needs BuildKit, which is the default builder)',
  }
}

const SHELL = /[|&;<>()`*?~{}[\]#]|\$\(/

/** A shell in front of the program gets the SIGTERM that the program should, and does not pass it on. */
export const execForm: Edit = ({ file, stage }) => {
  const start = [lastOf(stage, 'ENTRYPOINT'), lastOf(stage, 'CMD')].find(
    (each) => each?.form === 'shell' && each.text !== '',
  )
  if (!start || SHELL.test(start.text) || /^exec\s/.test(start.text)) return null
  const { keyword, text, words, spot, endLine } = start
  const indent = ' '.repeat(spot.column - 1)
  // A variable needs the shell, which `exec` then replaces by the program.
  const line = text.includes('$')
    ? `${indent}${keyword} exec ${text}`
    : `${indent}${keyword} ${list(words.map((word) => word.text))}`
  return {
    file,
    text: splice(file, { first: spot.line, last: endLine }, [line]),
    why: `${keyword} starts the program under a shell, which keeps the SIGTERM for itself`,
  }
}

const list = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(', ')}]`

const BUILTIN =
  /^(?:exec|exit|return|set|export|cd|source|\.|eval|trap|wait|echo|printf|test|\[|\[\[|true|false|:|shift|unset|umask|ulimit|fi|esac|done|if|case|for|while|until|\}|break|continue|read|local)$/

/** The last command of the start script takes the script's place, in the foreground. */
export const execInScript: Edit = ({ script }) => {
  const last = script?.read.commands.at(-1)
  if (!script || !last || last.isExec || BUILTIN.test(last.words[0] ?? '')) return null
  const isAlone = last.operator === '' || last.operator === '&' || /^[;\n\r]+$/.test(last.operator)
  if (!isAlone) return null
  const lines = script.text.split(/\r?\n/)
  const { line, column } = last.spot
  const old = lines[line - 1] ?? ''
  const end = lastLineOf(lines, line)
  lines[line - 1] = `${old.slice(0, column - 1)}exec ${old.slice(column - 1)}`
  if (last.operator === '&') lines[end - 1] = (lines[end - 1] ?? '').replace(/\s*&\s*$/, '')
  return {
    file: script,
    text: lines.join(endOf(script.text)),
    why:
      last.operator === '&'
        ? `${basename(script.path)} puts the program in the background and ends`
        : `${basename(script.path)} stays in front of the program and does not pass SIGTERM on`,
  }
}

/** Where a continued command ends. */
const lastLineOf = (lines: readonly string[], from: number): number => {
  let line = from
  while (/\\\s*$/.test(lines[line - 1] ?? '') && line < lines.length) line++
  return line
}

/** A server that goes to the background by itself is told not to. */
export const inFront: Edit = ({ file, stage }) => {
  const start = lastOf(stage, 'CMD') ?? lastOf(stage, 'ENTRYPOINT')
  if (!start || daemonizing(start.words.map(({ text }) => text).join(' ')) === null) return null
  const kept = inForeground({ command: start.words.map(({ text }) => text) })
  const words = [...(kept?.command ?? []), ...(kept?.args ?? [])]
  if (words.length === 0) return null
  return {
    file,
    text: splice(file, { first: start.spot.line, last: start.endLine }, [
      `${start.keyword} ${list(words)}`,
    ]),
    why: `${words[0]} goes to the background, and the container ends with its first process`,
  }
}

const INSTALL = {
  apk: 'RUN apk add --no-cache tini',
  apt: 'RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*',
} as const

/** A script that waits for several programs needs an init, which passes signals to all of them and reaps what they leave. */
export const withInit: Edit = ({ file, stage, script }) => {
  const commands = script?.read.commands ?? []
  const start = lastOf(stage, 'ENTRYPOINT') ?? lastOf(stage, 'CMD')
  const isGroup =
    commands.some(({ operator }) => operator === '&') &&
    /^wait$/.test(commands.at(-1)?.words[0] ?? '')
  if (!isGroup || start?.form !== 'exec' || /tini|dumb-init|s6|supervisord/.test(start.text))
    return null
  const install = /alpine/.test(stage.from)
    ? INSTALL.apk
    : /debian|ubuntu|slim|bookworm|trixie|bullseye|node:|python:|ruby:/.test(stage.from)
      ? INSTALL.apt
      : null
  if (install === null) return null
  const { keyword, spot, endLine, words } = start
  const line = `${keyword} ${list(['tini', '-g', '--', ...words.map(({ text }) => text)])}`
  const begun = splice(file, { first: spot.line, last: endLine }, [line])
  // Before the image gives up root.
  const user = stage.instructions.find((each) => each.keyword === 'USER')
  const before = Math.min(spot.line, user?.spot.line ?? spot.line)
  return {
    file,
    text: splice({ ...file, text: begun }, { first: before, last: before - 1 }, [install]),
    why: 'the start script waits for several programs, and none of them is asked to end',
  }
}

const UID = 10001

/** `runAsNonRoot` can only be checked for a number, and wants another than 0. */
export const numericUser: Edit = ({ file, stage }) => {
  const user = lastOf(stage, 'USER')
  const name = user?.words[0]?.text.split(':')[0] ?? 'root'
  if (/^[1-9]\d*$/.test(name)) return null
  const made = stage.instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .map(({ text }) => uidIn(text, name))
    .find((uid) => uid !== null)
  const isRoot = name === 'root' || name === '0'
  if (!isRoot && made === undefined) return null
  const line = `USER ${isRoot ? UID : made}`
  if (user && !isRoot)
    return {
      file,
      text: splice(file, { first: user.spot.line, last: user.endLine }, [line]),
      why: `${name} is a name: the kubelet can't tell from it that the user is not root, ${made} it can`,
    }
  if (user)
    return {
      file,
      text: splice(file, { first: user.spot.line, last: user.endLine }, [line]),
      why: 'the image runs as root',
    }
  const start = lastOf(stage, 'ENTRYPOINT') ?? lastOf(stage, 'CMD')
  const before = start?.spot.line ?? file.text.split(/\r?\n/).length
  return {
    file,
    text: splice(file, { first: before, last: before - 1 }, [line]),
    why: 'the image names no user, and so runs as root',
  }
}

/** `useradd -u 1000 app`, `adduser -D -u 1000 app`. */
const uidIn = (text: string, name: string): string | null =>
  new RegExp(
    `\\b(?:useradd|adduser)\\b[^&|;]*?(?:-u|--uid)[ =](\\d+)[^&|;]*?\\b${escaped(name)}\\b`,
  ).exec(text)?.[1] ?? null

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A folder that the program writes belongs to its user, from the build on. */
export function owned(path: string): Edit {
  return ({ file, stage }) => {
    const user = lastOf(stage, 'USER')
    const name = user?.words[0]?.text
    if (!user || !name || /^(?:root|0)(?::|$)/.test(name)) return null
    const folder = /\.[A-Za-z0-9]{1,5}$/.test(path) ? path.slice(0, path.lastIndexOf('/')) : path
    if (!/^\/[\w./-]+$/.test(folder) || /^\/(?:proc|sys|dev|etc)?$/.test(folder)) return null
    const owner = name.includes(':') ? name : `${name}:${/^\d+$/.test(name) ? '0' : name}`
    return {
      file,
      text: splice(file, { first: user.spot.line, last: user.spot.line - 1 }, [
        `RUN mkdir -p ${folder} && chown -R ${owner} ${folder}`,
      ]),
      why: `${folder} belongs to root in the image, and the program runs as ${name}`,
    }
  }
}
