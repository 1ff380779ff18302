import type { LintFinding } from '@unloop/lint'
import { applyEdits } from '@unloop/remedy'
import { diagnosticOf, rangeOf, type Diagnostic } from './diagnostics.ts'
import type { Range, TextDocument, TextEdit } from './text-document.ts'

export interface CodeAction {
  readonly title: string
  readonly kind: string
  readonly diagnostics?: readonly Diagnostic[]
  readonly isPreferred?: boolean
  readonly edit: { readonly changes: Readonly<Record<string, readonly TextEdit[]>> }
}

const FIX_ALL = 'source.fixAll.unloop'

/** What the editor offers at a place: each correction that is certain, all of them, and leaving a finding out. */
export function actionsAt(
  document: TextDocument,
  findings: readonly LintFinding[],
  { range, only }: { readonly range: Range; readonly only: readonly string[] | null },
): readonly CodeAction[] {
  const isWanted = (kind: string): boolean =>
    only === null || only.some((each) => kind === each || kind.startsWith(`${each}.`))
  const here = findings.filter((finding) => touches(rangeOf(finding, document), range))
  return [
    ...(isWanted('quickfix')
      ? here.flatMap((finding) => [...fixes(document, finding), ignoring(document, finding)])
      : []),
    ...(isWanted(FIX_ALL) ? all(document, findings) : []),
  ]
}

const touches = (a: Range, b: Range): boolean =>
  (a.start.line < b.end.line ||
    (a.start.line === b.end.line && a.start.character <= b.end.character)) &&
  (b.start.line < a.end.line ||
    (b.start.line === a.end.line && b.start.character <= a.end.character))

function fixes(document: TextDocument, finding: LintFinding): readonly CodeAction[] {
  const edit = correction(document, [finding])
  if (edit === null) return []
  return [
    {
      title: `Correct ${finding.code}`,
      kind: 'quickfix',
      diagnostics: [diagnosticOf(finding, document)],
      isPreferred: true,
      edit: { changes: { [document.uri]: [edit] } },
    },
  ]
}

function all(document: TextDocument, findings: readonly LintFinding[]): readonly CodeAction[] {
  const edit = correction(document, findings)
  return edit === null
    ? []
    : [
        {
          title: 'Correct what is certain in this file',
          kind: FIX_ALL,
          edit: { changes: { [document.uri]: [edit] } },
        },
      ]
}

function correction(document: TextDocument, findings: readonly LintFinding[]): TextEdit | null {
  const wanted = findings.flatMap(({ line, edits }) =>
    edits === undefined ? [] : [{ line, edits }],
  )
  if (wanted.length === 0) return null
  const { text } = applyEdits(document.text, wanted)
  return text === document.text ? null : document.editTo(text)
}

/** A comment on a line of its own above; JSON has no comments. */
function ignoring(document: TextDocument, finding: LintFinding): CodeAction {
  const line = finding.line - 1
  const indent = /^\s*/.exec(document.lineText(line))?.[0] ?? ''
  const eol = document.text.includes('\r\n') ? '\r\n' : '\n'
  const at = { line, character: 0 }
  return {
    title: `Leave ${finding.code} out here`,
    kind: 'quickfix',
    diagnostics: [diagnosticOf(finding, document)],
    edit: {
      changes: {
        [document.uri]: [
          {
            range: { start: at, end: at },
            newText: `${indent}# unloop-ignore: ${finding.code} REASON${eol}`,
          },
        ],
      },
    },
  }
}
