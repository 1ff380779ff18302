import { shellQuote } from '@unloop/engine/commands'
import { wrapComment } from './wrap-comment.ts'
import { FILL_IN, type FileToWrite, type FolderToMake } from './parts.ts'
import type { Repro } from './command.ts'
import { belowFolder, comment, endMark, wordText } from './shell.ts'

/** What the script says of itself. */
export interface ScriptHead {
  /** `container app of pod shop/web-7d9f`. */
  readonly what: string
  /** Name of the folder that the script makes, in plain letters. */
  readonly folder: string
}

/** The script that `sh` runs: what differs as comments, the files, the command as its last line. */
export function reproScript(repro: Repro, { what, folder }: ScriptHead): string {
  const made = new Set(repro.folders.map(({ path }) => path))
  const hasFiles = repro.files.length + repro.folders.length > 0
  const lines = [
    '#!/bin/sh',
    ...wrapComment(`Starts ${what} as the cluster does. Written by unloop repro.`),
    ...(repro.notes.length > 0 ? ['#', comment('What is not the same here:')] : []),
    ...repro.notes.flatMap((note) => wrapComment(`- ${note}`)),
    'set -eu',
    ...(hasFiles ? folderLines(folder) : []),
    ...repro.folders.flatMap(folderText),
    ...repro.files.flatMap((file) => fileText(file, made)),
    ...(repro.files.some(({ content }) => content.kind === 'fill-in') ? openValues() : []),
    '',
    `exec ${commandText(repro)}`,
  ]
  return `${lines.join('\n')}\n`
}

const folderLines = (folder: string): readonly string[] => [
  '',
  `dir=\${UNLOOP_REPRO_DIR:-./${folder}}`,
  'mkdir -p "$dir"',
  'dir=$(cd "$dir" && pwd)',
  // --mount takes a line of CSV, in which these would end the path.
  `case $dir in *[,\\"]*) echo 'The path of this folder must hold no comma and no quote.' >&2; exit 2 ;; esac`,
]

const folderText = ({ path, mode }: FolderToMake): readonly string[] => [
  `mkdir -p ${belowFolder(path)}`,
  ...(mode === null ? [] : [`chmod ${octal(mode)} ${belowFolder(path)}`]),
]

const octal = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, '0')

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const fileText = (file: FileToWrite, made: ReadonlySet<string>): readonly string[] => {
  const { path, mode, content } = file
  const parent = parentOf(path)
  const own = belowFolder(path)
  const write = [
    ...(parent === '' || made.has(parent) ? [] : [`mkdir -p ${belowFolder(parent)}`]),
    // What an earlier run wrote may be read-only.
    ...(content.kind === 'fill-in' ? [] : [`rm -f ${own}`]),
    ...contentText(file, own),
    ...(mode === null ? [] : [`chmod ${octal(mode)} ${own}`]),
  ]
  return content.kind === 'fill-in'
    ? ['', `if [ ! -e ${own} ]; then`, ...write, 'fi']
    : ['', ...write]
}

const contentText = ({ content }: FileToWrite, own: string): readonly string[] => {
  const text = content.text.replaceAll('\0', '')
  if (content.kind === 'base64') {
    const plain = text.replace(/[^A-Za-z0-9+/=]/g, '')
    return [`base64 -d > ${own} <<'UNLOOP_END'`, ...(plain.match(/.{1,76}/g) ?? []), 'UNLOOP_END']
  }
  if (!text.endsWith('\n')) return [`printf %s ${shellQuote(text)} > ${own}`]
  const mark = endMark(text)
  return [`cat > ${own} <<'${mark}'`, text.slice(0, -1), mark]
}

const openValues = (): readonly string[] => [
  '',
  `if grep -rqs ${FILL_IN} "$dir"; then`,
  `  echo "Replace ${FILL_IN} in these files, then run this again:" >&2`,
  `  grep -rls ${FILL_IN} "$dir" >&2`,
  '  exit 1',
  'fi',
]

/** An option and its value on a line of their own, then the image with its arguments. */
const commandText = ({ tool, options, image, args }: Repro): string =>
  [
    `${tool} run`,
    ...options.map((words) => words.map(wordText).join(' ')),
    [[image], ...args].map(wordText).join(' '),
  ].join(' \\\n  ')
