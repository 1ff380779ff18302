import type { Bundle } from '../bundle.ts'
import { inContainers, inObjects, type Check, type Found, type LintObject } from '../check.ts'
import { edited, rewritten } from '../edit.ts'
import { isFields } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { memo } from '../memo.ts'
import { isOwnGroup, type Site } from '../workload.ts'

/** A text with its path. */
interface Text {
  readonly path: Path
  readonly text: string
}

// One test that leaves most texts out.
const SUSPICIOUS = /<no value>|%!|\{\{|[\u00a0\u2018-\u201f\u200b\u2060\ufeff]/

/** Every text of the object that one of these checks may be about: found in one walk. */
const suspicious = memo((object: LintObject): readonly Text[] => {
  const texts: Text[] = []
  walk(object.fields, [], texts)
  return texts
})

/** `path` is one list that grows and shrinks on the way; only what is found gets a copy. */
function walk(value: unknown, path: (string | number)[], into: Text[]): void {
  if (typeof value === 'string') {
    if (SUSPICIOUS.test(value)) into.push({ path: [...path], text: value })
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      path.push(index)
      walk(value[index], path, into)
      path.pop()
    }
  } else if (isFields(value))
    for (const key of Object.keys(value)) {
      path.push(key)
      walk(value[key], path, into)
      path.pop()
    }
}

/** Whole files and rules that have templates and typography of their own. */
const isProse = (object: LintObject, path: Path): boolean =>
  (/^(?:ConfigMap|Secret)$/.test(object.kind) && path[0] !== 'metadata') ||
  path.includes('annotations') ||
  /^(?:argoproj\.io|monitoring\.coreos\.com|templates\.gatekeeper|kyverno\.io|tekton\.dev|external-secrets\.io|generators?\.)/.test(
    object.apiVersion,
  ) ||
  (object.workload === null &&
    !/^(?:v1|apps\/|batch\/|networking\.k8s\.io\/|autoscaling\/|policy\/)/.test(object.apiVersion))

/** What Go's templates write for a missing key. */
const noValue = (object: LintObject): readonly Found[] =>
  suspicious(object).flatMap(({ path, text }) =>
    text.includes('<no value>')
      ? [
          {
            path,
            message:
              'A template was rendered without the value that it needs: Go writes "<no value>" there.',
          },
        ]
      : [],
  )

// What Go's fmt writes for a wrong verb.
const GO_VERB = /%!(?:[a-zA-Z]\(|\(EXTRA|\(NOVERB|\(BADINDEX)/

/** A chart's printf with a missing value. */
const nilFormat = (object: LintObject): readonly Found[] =>
  suspicious(object).flatMap(({ path, text }) => {
    const match = GO_VERB.exec(text)
    return match
      ? [
          {
            path,
            message: `Go's printf wrote ${JSON.stringify(text.slice(match.index, match.index + 20))} because a value was missing or of another type.`,
            ...(path.at(-1) === 'image'
              ? {
                  severity: 'will-crash' as const,
                  happens: "InvalidImageName: couldn't parse image name: invalid reference format.",
                }
              : {}),
          },
        ]
      : []
  })

/** Values that an operator hands to helm, and resources whose own controllers fill templates in. */
const isRenderedLater = ({ apiVersion, kind, workload }: LintObject): boolean =>
  !isOwnGroup(apiVersion) && (workload === null || kind === 'Rollout')

/** What was not rendered. */
const template = (object: LintObject): readonly Found[] =>
  suspicious(object).flatMap(({ path, text }) => {
    const match = /\{\{-?\s*[^}]{0,200}\}\}/.exec(text)
    // `sed "s/{{PROJECT}}/$PROJECT/"` fills a template in.
    if (!match || /\bsed\b/.test(text.slice(0, match.index))) return []
    // Parts that a chart's own build puts together.
    if (/(?:^|\/)charts\//.test(object.manifest.file)) return []
    const isHelm = /\{\{-?\s*(?:\.Values|\.Release|\.Chart|include\s|tpl\s)/.test(match[0])
    if ((!isHelm && isProse(object, path)) || isRenderedLater(object)) return []
    return [
      {
        path,
        // Other braces are what Ansible, sed or a reader fills in.
        ...(isHelm ? {} : { severity: 'practice' as const }),
        message: `${match[0].slice(0, 60)} was not rendered: the text reaches the cluster as it stands.`,
        ...(isHelm && path.at(-1) === 'image'
          ? {
              severity: 'will-crash' as const,
              happens: "InvalidImageName: couldn't parse image name: invalid reference format.",
            }
          : {}),
      },
    ]
  })

/** Word processors replace plain quotes; within prose they are meant. */
const smartQuotes = (object: LintObject): readonly Found[] =>
  suspicious(object).flatMap(({ path, text }) => {
    const isEdge = /^[\u2018-\u201f]|[\u2018-\u201f]$|=[\u2018-\u201f]/.test(text)
    if (isProse(object, path) || !isEdge) return []
    return [
      {
        path,
        ...edited(
          /^([\u201c\u2018])[^\u2018-\u201f]*[\u201d\u2019]$/.test(text)
            ? rewritten(object.fields, path, (all) => all.slice(1, -1))
            : [],
        ),
        message: `The typographic quotes of ${JSON.stringify(text.slice(0, 60))} are no quotes for YAML or a shell: they are part of the value.`,
      },
    ]
  })

/** Characters that nobody sees and programs take for part of a word. */
const invisible = (object: LintObject): readonly Found[] =>
  suspicious(object).flatMap(({ path, text }) => {
    const match = /[\u00a0\u200b\u2060\ufeff]/.exec(text)
    const isScript = /\.(?:sh|bash|py|conf|ya?ml|json|env)$|^command$|^args$/.test(
      String(path.findLast((step) => typeof step === 'string')),
    )
    if (!match || (isProse(object, path) && !isScript)) return []
    const name =
      match[0] === '\u00a0'
        ? 'a no-break space (U+00A0)'
        : `an invisible character (U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')})`
    const line = text.slice(0, match.index).split('\n').length
    return [
      {
        path,
        ...edited(
          // A line of prose may want its no-break space.
          isProse(object, path) && !isScript
            ? []
            : rewritten(object.fields, path, (all) =>
                all.replace(/\u00a0/g, ' ').replace(/[\u200b\u2060\ufeff]/g, ''),
              ),
        ),
        message: `The value holds ${name}${text.includes('\n') ? ` in its line ${line}` : ''}, which looks like a space or like nothing and is neither.`,
      },
    ]
  })

/** Words that begin a command of their own. */
const COMMAND =
  /^(?:set|cd|export|exec|echo|if|for|while|until|source|\.|mkdir|cp|mv|rm|chmod|chown|sleep|cat|curl|wget|apt-get|apk|npm|npx|yarn|node|python3?|java|pip|sed|grep|kubectl|trap|wait|[A-Z_]+=\S*)(?:\s|$)/
/** Line ends after which a shell reads on, so that a joined line is meant. */
const CONTINUES = /(?:\\|&&|\|\|?|;|&|\bthen|\bdo|\belse|\{|\()\s*$/

/**
 * Of scripts after `sh -c` in a folded scalar: the first line that begins a command of its own and that the line before does
 * not continue.
 */
const folded = (site: Site, _: Bundle, object: LintObject): readonly Found[] =>
  site.argv.flatMap((word, index) => {
    if (index === 0 || !word.text.includes(' ') || /\n./.test(word.text)) return []
    if (!/^-[a-zA-Z]*c$/.test(site.argv[index - 1]?.text ?? '')) return []
    const { manifest } = object
    const spot = manifest.locate(word.path, 'value')
    const header = manifest.lineText(spot.line).slice(spot.column - 1)
    if (!/^>[+-]?\d?[+-]?\s*(?:#.*)?$/.test(header)) return []
    const joined = joinedLine(manifest, spot.line)
    if (joined === null) return []
    return [
      {
        path: word.path,
        message: `">" folds the lines of the script into one: ${JSON.stringify(joined)} becomes an argument of the line before it.`,
      },
    ]
  })

/**
 * Null where no line at the script's own indent does; lines that are indented further, or follow an empty one, keep their line
 * ends (YAML 1.2, 8.1.3). `header` is the line of the `>`.
 */
function joinedLine(manifest: LintObject['manifest'], header: number): string | null {
  let before = ''
  let indent = -1
  for (let line = header + 1; line < header + 200; line++) {
    const text = manifest.lineText(line)
    const depth = text.search(/\S/)
    if (depth === -1 || (indent !== -1 && depth < indent)) return null
    if (indent === -1) indent = depth
    const content = text.trim()
    if (before !== '' && depth === indent && !CONTINUES.test(before) && COMMAND.test(content))
      return content.slice(0, 60)
    before = content
  }
  return null
}

export const TEXT_CHECKS: readonly Check[] = [
  {
    code: 'helm-no-value',
    severity: 'may-crash',
    title: 'A template was rendered without a value',
    happens: 'The program gets the text "<no value>": invalid region, invalid URL, unknown host.',
    fix: 'Set the value, or give the template a default.',
    aliases: [],
    find: inObjects(noValue),
  },
  {
    code: 'sprintf-nil',
    severity: 'may-crash',
    title: "A template's printf was given nothing",
    happens:
      'The text "%!s(<nil>)" reaches the cluster: InvalidImageName, or a program that cannot parse it.',
    fix: 'Set the value, or give the template a default.',
    aliases: [],
    find: inObjects(nilFormat),
  },
  {
    code: 'yaml-template-left',
    severity: 'may-crash',
    title: 'A template was not rendered',
    happens:
      'The braces reach the cluster as text: InvalidImageName, or a program that cannot parse them.',
    fix: 'Render the chart first: helm template . | unloop lint -.',
    aliases: [],
    find: inObjects(template),
  },
  {
    code: 'yaml-smart-quotes',
    severity: 'may-crash',
    title: 'Typographic quotes are part of a value',
    happens:
      'The program gets an argument that begins with a character it does not know: unknown flag, no such file.',
    fix: 'Use plain quotes (\' or ").',
    aliases: [],
    find: inObjects(smartQuotes),
  },
  {
    code: 'yaml-nbsp',
    severity: 'may-crash',
    title: 'A value holds an invisible character',
    happens:
      'command not found, unknown host or a wrong password, with nothing to see in the file.',
    fix: 'Type the space again.',
    aliases: [],
    find: inObjects(invisible),
  },
  {
    code: 'yaml-folded-script',
    severity: 'may-crash',
    title: 'A script is written with ">", which joins its lines',
    happens:
      'All lines become one command: set -e cd /srv exec web runs nothing and ends with exit code 0.',
    fix: 'Use "|", which keeps the line ends.',
    aliases: [],
    find: inContainers(folded, 'oddWords'),
  },
]
