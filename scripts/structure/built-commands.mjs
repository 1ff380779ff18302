import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../lib/workspace.mjs'

/** Programs whose commands are shown, each with what follows its name in a command and not in a sentence. */
const PROGRAMS = [
  String.raw`kubectl (?:-\S+|[a-z]+(?:-[a-z]+)*) `,
  String.raw`(?:helm|docker|crictl|oc) (?:-\S+|[a-z]+) `,
  String.raw`(?:aws|gcloud|az) (?:s3|dynamodb|storage|iam|sts|eks|ecr|container|aks|acr|secrets?) `,
  String.raw`(?:curl|openssl|psql|mysql|redis-cli) (?:-\S+|s_client|x509) `,
  String.raw`unloop (?:fix|undo|wait|debug|net|repro|lint|unlock|collect|explain) `,
]
const COMMAND = new RegExp(String.raw`(?<![\w/.-])(?:${PROGRAMS.join('|')})(?:(?![.:;] )[^\`\n])*$`)
const CAST = /\bas (?:unknown as )?Command\b/
/** Where commands are made, and where texts are only looked at. */
const EXEMPT = /^packages\/engine\/src\/(?:commands|masking)\/|\/testing\//

/** Commands put together from text instead of by `sh`, which quotes every word: each as a sentence. */
export function builtCommands() {
  return readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name, 'src'))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => builtCommandsIn(relative(root, path), readFileSync(path, 'utf8')))
}

/** Exported for its test. */
export function builtCommandsIn(path, text) {
  if (EXEMPT.test(path)) return []
  const casts = [...text.matchAll(new RegExp(CAST, 'g'))].map(
    ({ index }) => `${path}:${lineOf(text, index)} calls a text a Command: let sh make it.`,
  )
  const built = templatesIn(text)
    .filter(({ tag, before }) => tag !== 'sh' && COMMAND.test(before))
    .map(
      ({ at }) =>
        `${path}:${lineOf(text, at)} builds a command without quoting its words: use sh of @unloop/engine/commands.`,
    )
  return [...casts, ...built]
}

const lineOf = (text, index) => text.slice(0, index).split('\n').length

/** Every value in a template literal: the literal's tag, and its text before the value. */
function templatesIn(text) {
  const found = []
  const open = []
  for (let at = 0; at < text.length; at++) {
    const [letter, top] = [text[at], open.at(-1)]
    if (top?.kind === 'template') {
      if (letter === '\\') at++
      else if (letter === '`') open.pop()
      else if (letter === '$' && text[at + 1] === '{') {
        found.push({ tag: top.tag, at, before: text.slice(top.from, at).replace(/\\`/g, '') })
        open.push({ kind: 'value', depth: 0 })
        at++
      }
      continue
    }
    if (letter === '`') {
      const tag = /[\w.]*$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? ''
      open.push({ kind: 'template', tag, from: at + 1 })
    } else if (letter === '{' && top) top.depth++
    else if (letter === '}' && top && top.depth-- === 0) open.pop()
    else at = skipped(text, at)
  }
  return found
}

/** The last letter of a string, a comment or a regular expression that begins here. */
function skipped(text, at) {
  STEP.lastIndex = at
  const [whole] = STEP.exec(text) ?? []
  if (whole === undefined) return at
  if (whole.startsWith('/') && !/^\/[/*]/.test(whole) && !BEFORE_PATTERN.test(text.slice(0, at)))
    return at
  return at + whole.length - 1
}

const STEP =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y
const BEFORE_PATTERN = /(?:[=(,:[!&|?{};>]|\breturn|^)\s*$/
