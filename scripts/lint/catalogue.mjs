// Which rules of other tools that bear on crashes have a check here, and why the others have none.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHECK_GROUPS, TEXT_PROBLEM_FACTS } from '../../packages/lint/src/index.ts'
import { fixtures } from './fixtures.mjs'

const RIGHTS = 'about rights and secrecy, not about starting'
const PLACEMENT = 'about where pods run, not whether they start'
const TASTE = 'a ratio or number that is a matter of taste'
const LIVE = 'reads the state of a running cluster or its metrics'
const POLICY = 'what is allowed stands in the policy, not in the manifest'
const CHANGES = 'changes or makes objects; it finds no mistake'
const OTHERS =
  'about the custom resources of one product; their schemas are checked where the CRD is at hand'

const WITHOUT = [
  [/^datree\/(?:K8S_|WORKLOAD_|HPA_|CRONJOB_).*ARGO|^datree\/(?:ARGO|CIS|.*ROLLOUT)/i, RIGHTS],
  [
    /^datree\/EKS_INVALID_(?:CPU_LIMIT|MEMORY_REQUEST_LIMIT)|equal-?s?-limits?|request-equals|resourceRange|ratio/i,
    TASTE,
  ],
  [/minimum-three|hpa-minimum/, TASTE],
  [/forbid-cpu-limits|set-karpenter-non-cpu/, TASTE],
  [
    /affinity|nodeSelector|node-affinity|taints|NodeSelector|DONOOTSCHEDULE|priority-?class-name/i,
    PLACEMENT,
  ],
  [/-registr|REGISTRY|KSV-003[2-5]|KSV-0125|C-0078|POP-113|images-with-volumes|registry/i, POLICY],
  [
    /^kyverno\/(?:add|mutate|create|cleanup|remove|replace|prepend|inject|resolve|update|refresh|backup)-/,
    CHANGES,
  ],
  [
    /^kyverno\/(?:restrict|limit|block|protect|prevent|team|nfs|check-env|check-hpa|deny|require-storageclass|require-unique|require-emptydir|require-imagepullsecrets|require-run-as-containeruser|memory-requests|disallow-jenkins|verify)/,
    POLICY,
  ],
  [/^gatekeeper\//, POLICY],
  [
    /serviceaccount|service-account|automount|srvacc|KSV-0036|KBP106|C-0(?:020|034|053|189|190|261|282)|POP-30[018]|token/i,
    RIGHTS,
  ],
  [
    /docker-?sock|cri-sock|KSV-0006|KBP101|C-0074|sensitive|secret-?env|env-var-secret|secret-from-env|SECRETKEYREF|secrets-from|KBP11[12]|C-0207|proc-?mount|PSS109|KBP115|PSS201|KSV-0028|KSV-0121|volume-types|runAsPrivileged|ssh-port|C-0002|RESOURCES_VERBS|C-0085|KSV-0038/i,
    RIGHTS,
  ],
  [/node-?port|NODEPORT|service-type|LABEL_ENV/i, POLICY],
  [/C-0257/, 'says that something is used, which is no mistake'],
  [
    /^kubevious\/.*(?:gateway|certificate-ref|backend-ref|http-route|virtual-service|kong|plugin|consumer|sql-|issuer|rollout|listeners)|C-0302|dangling-servicemonitor|POP-1700/i,
    OTHERS,
  ],
  [
    /ingress-(?:tls-rule|unique|classes)|multiple-default/i,
    'a matter of routing; no container starts or ends by it',
  ],
  [/LNK00[23]/, 'optional references may be absent, and owners are set by controllers'],
  [/sorted-keys|-reject$/, 'a matter of style or of the policy'],
  [/unhealthy-pod|pdb-unhealthy/, 'a refinement of budgets that matters to drains alone'],
  [/^popeye\/POP-(?:108|1102|1403)/, 'says that a number could be a name'],
  [/^popeye\//, LIVE],
  [/^datree\//, RIGHTS],
]

const checks = [...Object.values(CHECK_GROUPS).flat(), ...TEXT_PROBLEM_FACTS]
const codes = new Map()
for (const { code, aliases } of checks)
  for (const alias of aliases) codes.set(alias, [...(codes.get(alias) ?? []), code])

/** Rows of the catalogue: the checks that stand for a rule, or why there is none; `reason` is undefined where nobody has looked. */
export function catalogueRows() {
  const [, ...lines] = readFileSync(join(fixtures, 'catalogue.tsv'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [peer, rule] = line.split('\t')
    const alias = `${peer}/${rule}`
    return {
      alias,
      codes: codes.get(alias) ?? [],
      reason: WITHOUT.find(([pattern]) => pattern.test(alias))?.[1],
    }
  })
}

export function cataloguePage(table) {
  const rows = catalogueRows()
  const covered = rows.filter((row) => row.codes.length > 0)
  const without = Map.groupBy(
    rows.filter((row) => row.codes.length === 0),
    ({ reason }) => reason ?? 'not looked into',
  )
  return [
    "## Other tools' rules",
    `Of ${rows.length} rules that bear on starting and running (and all of Datree's), ${covered.length} have a check here; their identifiers work wherever a code does.`,
    table(
      ['rule', 'checks'],
      covered.map((row) => [row.alias, row.codes.join(', ')]),
    ),
    'Without a check, and why:',
    table(
      ['why', 'rules'],
      [...without].map(([reason, list]) => [reason, list.map(({ alias }) => alias).join(', ')]),
    ),
  ]
}
