import type { ActionNode, CommandNode, PipeNode } from '../syntax/node.ts'
import { nodeText } from '../syntax/print.ts'
import { quote } from '../text/quote.ts'
import { type Context, failed, isComment } from './context.ts'

/** What is put behind an action's pipeline, and the context that its output leaves. */
interface Escaped {
  readonly context: Context
  readonly escapers?: readonly string[]
}

// Functions that a pipeline may end with by itself (`predefinedEscapers` in escape.go).
const PREDEFINED: ReadonlySet<string> = new Set(['html', 'urlquery'])

/** The function that a command calls, if it begins with a name. */
function identifierOf(command: CommandNode | undefined): string | undefined {
  const first = command?.args[0]
  return first?.kind === 'identifier' ? first.name : undefined
}

/** The escapers that an action needs where it stands, and the context after it. */
export function escapersFor(c: Context, node: ActionNode): Escaped {
  const misused = misusedEscaper(c, node)
  if (misused !== undefined)
    return {
      context: failed(
        `predefined escaper ${quote(misused)} disallowed in template`,
        node,
        node.line,
      ),
    }
  if (c.state === 'stateError') return { context: c }
  if (c.urlPart === 'urlPartUnknown' && isUrl(c))
    return {
      context: failed(
        `${nodeText(node)} appears in an ambiguous context within a URL`,
        node,
        node.line,
      ),
    }
  const escapers = [...stateEscapers(c)]
  if (c.delim === 'delimSpaceOrTagEnd') escapers.push('_html_template_nospaceescaper')
  else if (c.delim !== 'delimNone') escapers.push('_html_template_attrescaper')
  return { context: contextAfter(c), escapers }
}

/** A predefined escaper where it would do harm: before the end of a pipeline, or `html` in an attribute without quotes. */
function misusedEscaper(c: Context, node: ActionNode): string | undefined {
  const { commands } = node.pipe
  for (const [index, command] of commands.entries()) {
    const name = identifierOf(command)
    if (name === undefined || !PREDEFINED.has(name)) continue
    const unquotedHtml =
      c.state === 'stateAttr' && c.delim === 'delimSpaceOrTagEnd' && name === 'html'
    if (index < commands.length - 1 || unquotedHtml) return name
  }
  return undefined
}

/** States within a URL. */
function isUrl(c: Context): boolean {
  return [
    'stateURL',
    'stateCSSDqStr',
    'stateCSSSqStr',
    'stateCSSDqURL',
    'stateCSSSqURL',
    'stateCSSURL',
  ].includes(c.state)
}

/** The context after some value stood there: in a script a value is an operand, so a slash behind it divides. */
function contextAfter(c: Context): Context {
  if (c.state === 'stateJS') return { ...c, jsCtx: 'jsCtxDivOp' }
  return c.state === 'stateTag' ? { ...c, state: 'stateAttrName' } : c
}

/** The escapers of the state alone, without those of the attribute around it (`escapeAction` in escape.go). */
function stateEscapers(c: Context): readonly string[] {
  if (isUrl(c)) return urlEscapers(c)
  if (isComment(c.state)) return ['_html_template_commentescaper']
  switch (c.state) {
    case 'stateMetaContentURL':
      return ['_html_template_urlfilter']
    case 'stateJS':
      return ['_html_template_jsvalescaper']
    case 'stateJSDqStr':
    case 'stateJSSqStr':
      return ['_html_template_jsstrescaper']
    case 'stateJSTmplLit':
      return ['_html_template_jstmpllitescaper']
    case 'stateJSRegexp':
      return ['_html_template_jsregexpescaper']
    case 'stateCSS':
      return ['_html_template_cssvaluefilter']
    case 'stateText':
      return ['_html_template_htmlescaper']
    case 'stateRCDATA':
      return ['_html_template_rcdataescaper']
    case 'stateAttrName':
    case 'stateTag':
      return ['_html_template_htmlnamefilter']
    case 'stateSrcset':
      return ['_html_template_srcsetescaper']
    default:
      return []
  }
}

/** At the start of a URL its scheme is filtered, in its query all is encoded, else only what cannot stand in a URL. */
function urlEscapers(c: Context): readonly string[] {
  if (c.urlPart === 'urlPartQueryOrFrag') return ['_html_template_urlescaper']
  const inCssString = c.state === 'stateCSSDqStr' || c.state === 'stateCSSSqStr'
  const escaper = inCssString ? '_html_template_cssescaper' : '_html_template_urlnormalizer'
  return c.urlPart === 'urlPartNone' ? ['_html_template_urlfilter', escaper] : [escaper]
}

/** Escapers that do what the predefined ones do. */
const EQUIVALENT: Readonly<Record<string, string>> = {
  _html_template_attrescaper: 'html',
  _html_template_htmlescaper: 'html',
  _html_template_rcdataescaper: 'html',
  _html_template_urlescaper: 'urlquery',
  _html_template_urlnormalizer: 'urlquery',
}

/** Escapers after which others have nothing left to do. */
const REDUNDANT: Readonly<Record<string, readonly string[]>> = {
  _html_template_commentescaper: ['_html_template_attrescaper', '_html_template_htmlescaper'],
  _html_template_cssescaper: ['_html_template_attrescaper'],
  _html_template_jsregexpescaper: ['_html_template_attrescaper'],
  _html_template_jsstrescaper: ['_html_template_attrescaper'],
  _html_template_jstmpllitescaper: ['_html_template_attrescaper'],
  _html_template_urlescaper: ['_html_template_urlnormalizer'],
}

/** The name by which two escapers that do the same are told to be equal. */
function canonical(name: string): string {
  return EQUIVALENT[name] ?? name
}

/** Puts escapers at the end of a pipeline, unless it has them. */
export function addEscapers(pipe: PipeNode, wanted: readonly string[]): void {
  if (wanted.length === 0) return
  let commands = [...pipe.commands]
  let escapers = [...wanted]
  const last = commands.at(-1)
  const own = identifierOf(last)
  if (last !== undefined && own !== undefined && PREDEFINED.has(own)) {
    // `html "a" "b"` takes arguments: they are joined first, then given to the escaper alone.
    if (commands.length === 1 && last.args.length > 1) {
      const evaluated = { ...command(pipe, '_eval_args_').args[0], pos: last.pos }
      commands = [
        { ...last, args: [evaluated as CommandNode['args'][number], ...last.args.slice(1)] },
        command(pipe, own),
      ]
    }
    const isDouble = escapers.some((name) => canonical(name) === own)
    escapers = escapers.map((name) => (canonical(name) === own ? own : name))
    if (isDouble) commands.pop()
  }
  const present = new Set(commands.map((one) => canonical(identifierOf(one) ?? '')))
  for (const name of escapers) {
    if (present.has(canonical(name))) continue
    const previous = identifierOf(commands.at(-1)) ?? ''
    if (REDUNDANT[previous]?.includes(name) !== true) commands.push(command(pipe, name))
  }
  pipe.commands = commands
}

/** A command that calls a function without arguments, put down to the place of the pipeline. */
function command(pipe: PipeNode, name: string): CommandNode {
  const place = { source: pipe.source, pos: pipe.pos }
  return { kind: 'command', ...place, args: [{ kind: 'identifier', ...place, name }] }
}
