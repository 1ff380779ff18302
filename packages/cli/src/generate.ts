import { BRANCHES, CATALOGUE, CAUSE_IDS, type Branch } from '@unloop/engine/catalogue'
import { completionScript } from './docs/completion.ts'
import { optionTitle, usageLine } from './docs/usage.ts'
import { CAUSES, EXIT_CODES, REASONS } from '@unloop/engine/explain'
import { configSchema } from './lint/config/schema.ts'
import { lintPage } from './lint/page.ts'
import {
  COMMAND_NAMES,
  commandSpec,
  optionSpecIn,
  SHELLS,
  type CommandName,
} from './options/table.ts'

/** Files of the repository that are made from the tables, by path; scripts/generate.mjs writes and checks them. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'docs/cli.md': cliPage(),
    'docs/causes.md': causesPage(),
    'docs/lint.md': lintPage(),
    'docs/lint-config.schema.json': `${JSON.stringify(configSchema(), null, 2)}\n`,
    'docs/exit-codes-and-reasons.md': codesPage(),
    ...Object.fromEntries(
      SHELLS.map((shell) => [`docs/completions/unloop.${shell}`, completionScript(shell)]),
    ),
  }
}

/** The first line of a generated file: an edit by hand would be lost, and the gate would refuse it. */
const NOTE = (table: string): string =>
  `<!-- Made by npm run generate from ${table}: change that. -->`

/** A text within a cell of a Markdown table. */
const cell = (text: string): string => text.replace(/[|<>*_]/g, '\\$&')

/** `docs/cli.md`: every command with its options. */
function cliPage(): string {
  return [
    '# The command line',
    NOTE('packages/cli/src/options/table.ts'),
    '`unloop` without a command diagnoses. As a plugin it is called `kubectl unloop`.',
    '| exit status | means |\n|---|---|\n| 0 | nothing found |\n| 1 | incidents found |\n| 2 | bad usage |\n| 3 | the source could not be read |\n| 4 | net: nothing names an address to try |',
    ...COMMAND_NAMES.map(commandSection),
    '',
  ].join('\n\n')
}

/** One command; options show the help that they have in it. */
function commandSection(name: CommandName): string {
  const spec = commandSpec(name)
  const options = spec.options.map(
    (each) => `| \`${cell(optionTitle(name, each))}\` | ${cell(optionSpecIn(name, each).help)} |`,
  )
  return [
    `## ${name}`,
    `${spec.summary}.`,
    `\`\`\`text\n${usageLine(name)}\n\`\`\``,
    spec.details,
    `| option | what it does |\n|---|---|\n${options.join('\n')}`,
    `\`\`\`sh\n${spec.examples.map(([command, does]) => `# ${does}\n${command}`).join('\n')}\n\`\`\``,
  ].join('\n\n')
}

/** `docs/causes.md`: causes by branch, with what commonly helps. */
function causesPage(): string {
  const branches = Object.keys(BRANCHES) as readonly Branch[]
  const tables = branches.map((branch) => {
    const rows = CAUSE_IDS.filter((id) => CATALOGUE[id].branch === branch).map(
      (id) => `| \`${id}\` | ${cell(CATALOGUE[id].means)} | ${cell(CAUSES[id].fix.join(' '))} |`,
    )
    return `## ${BRANCHES[branch]}\n\n| cause | means | what commonly helps |\n|---|---|---|\n${rows.join('\n')}`
  })
  return [
    '# Causes',
    NOTE("the engine's catalogue"),
    'The ids that reports use; they are never renamed. `unloop explain ID` tells more.',
    ...tables,
    '',
  ].join('\n\n')
}

/** `docs/exit-codes-and-reasons.md`. */
function codesPage(): string {
  const codes = Object.entries(EXIT_CODES).map(
    ([code, { title, meaning }]) => `| ${code} | ${cell(title)} | ${cell(meaning)} |`,
  )
  const reasons = Object.entries(REASONS).map(
    ([name, { title, meaning }]) => `| \`${name}\` | ${cell(title)} | ${cell(meaning)} |`,
  )
  return [
    '# Exit codes and reasons',
    NOTE('packages/cli/src/explain'),
    `## Exit codes\n\n| code | is | means |\n|---|---|---|\n${codes.join('\n')}`,
    `## Reasons of containers, pods and events\n\n| reason | is | means |\n|---|---|---|\n${reasons.join('\n')}`,
    '',
  ].join('\n\n')
}
