import { policies, inexpressibleChecks } from '@unloop/lint'
import { stringify } from 'yaml'
import type { OptionValues } from '../options/table.ts'

/** Where a mistake of a policy would keep the cluster from healing itself. */
const SYSTEM = ['kube-system', 'kube-public', 'kube-node-lease']

/** The ValidatingAdmissionPolicies of the checks that are chosen, ready for kubectl apply. */
export function policiesYaml(options: OptionValues<'lint'>): string {
  const objects = policies({
    deny: options.deny ?? null,
    practice: options.practice,
    only: options.only,
    disabled: options.disable,
    exempt: [...SYSTEM, ...options.exempt],
  })
  const documents = objects.map((each) =>
    stringify(each, { lineWidth: 0, aliasDuplicateObjects: false }),
  )
  return `${HEAD}${notes()}${documents.join('---\n')}`
}

// Stands at the top of the file, as whoever applies it may know nothing else of it.
const HEAD = `# Checks of unloop lint as ValidatingAdmissionPolicies (Kubernetes 1.30 or newer): no webhook, no server.
# An annotation ignore.unloop.dev/CODE on the object or its pod template leaves a check out; an "until" in it is not read.
# What was as bad before an update passes.
`

/** What is missing here, so that nobody takes silence for a pass. */
function notes(): string {
  const byReason = new Map<string, string[]>()
  for (const { code, why } of inexpressibleChecks())
    byReason.set(why, [...(byReason.get(why) ?? []), code])
  const lines = [...byReason].map(([why, codes]) => `#   ${why}\n#     ${codes.join(' ')}\n`)
  return `# These checks are not among them; unloop webhook runs all but those that need other files:\n${lines.join('')}`
}
