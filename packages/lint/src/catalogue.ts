import type { BuildCheck } from './build/build-check.ts'
import type { Check, CheckFacts } from './check.ts'
import { BUILD_SCRIPT_CHECKS } from './checks/build-scripts.ts'
import { DOCKERFILE_CHECKS } from './checks/builds.ts'
import { CAPABILITY_CHECKS } from './checks/capabilities.ts'
import { CERTIFICATE_CHECKS } from './checks/certificates.ts'
import { CLAIM_CHECKS } from './checks/claims.ts'
import { COMMAND_CHECKS } from './checks/commands.ts'
import { DEPENDENCY_CHECKS } from './checks/dependencies.ts'
import { DNS_CHECKS } from './checks/dns.ts'
import { IMAGE_NAME_CHECKS } from './checks/image-names.ts'
import { KIND_CHECKS } from './checks/kinds.ts'
import { LIFECYCLE_CHECKS } from './checks/lifecycle.ts'
import { MEMORY_CHECKS } from './checks/memory.ts'
import { NETWORK_POLICY_CHECKS } from './checks/network-policies.ts'
import { NETWORK_CHECKS } from './checks/network.ts'
import { PRACTICE_CHECKS } from './checks/practice.ts'
import { PROGRAM_MEMORY_CHECKS } from './checks/program-memory.ts'
import { PROBE_PORT_CHECKS } from './checks/probe-ports.ts'
import { PROBE_CHECKS } from './checks/probes.ts'
import { REFERENCE_CHECKS } from './checks/references.ts'
import { REFUSED_NAME_CHECKS } from './checks/refused-names.ts'
import { REFUSED_NUMBER_CHECKS } from './checks/refused-numbers.ts'
import { REFUSED_OBJECT_CHECKS } from './checks/refused-objects.ts'
import { REFUSED_POD_CHECKS } from './checks/refused-pods.ts'
import { REFUSED_SERVICE_CHECKS } from './checks/refused-services.ts'
import { REFUSED_SOURCE_CHECKS } from './checks/refused-sources.ts'
import { REFUSED_CHECKS } from './checks/refused.ts'
import { RIGHT_CHECKS } from './checks/rights.ts'
import { ROUTE_CHECKS } from './checks/routes.ts'
import { RULE_CHECKS } from './checks/rules.ts'
import { SCHEDULING_CHECKS } from './checks/scheduling.ts'
import { SCHEMA_CHECKS } from './checks/schema.ts'
import { SCRIPT_CHECKS } from './checks/scripts.ts'
import { SECURITY_CHECKS } from './checks/security.ts'
import { SETTING_CHECKS } from './checks/settings.ts'
import { SLEEP_CHECKS } from './checks/sleep.ts'
import { TEXT_CHECKS } from './checks/text.ts'
import { TOPOLOGY_SPREAD_CHECKS } from './checks/topology-spread.ts'
import { USAGE_CHECKS, USAGE_PRACTICE_CHECKS } from './checks/usage.ts'
import { VARIABLE_CHECKS } from './checks/variables.ts'
import { VOLUME_CHECKS } from './checks/volumes.ts'
import { WORKLOAD_CHECKS } from './checks/workloads.ts'
import { TEXT_PROBLEMS } from './text-problems.ts'

// In the order of docs/lint.md.
const GROUPS: Readonly<Record<string, readonly Check[]>> = {
  'Commands and images': [
    ...COMMAND_CHECKS,
    ...SCRIPT_CHECKS,
    ...SLEEP_CHECKS,
    ...IMAGE_NAME_CHECKS,
  ],
  'Environment variables and settings': [
    ...VARIABLE_CHECKS,
    ...SETTING_CHECKS,
    ...CERTIFICATE_CHECKS,
  ],
  'Probes and ports': [...PROBE_CHECKS, ...PROBE_PORT_CHECKS],
  'Lifecycle hooks': LIFECYCLE_CHECKS,
  Memory: [...MEMORY_CHECKS, ...PROGRAM_MEMORY_CHECKS],
  'Observed usage': USAGE_CHECKS,
  'Objects that others refer to': REFERENCE_CHECKS,
  'Volumes and files': [...VOLUME_CHECKS, ...CLAIM_CHECKS],
  'Users, rights and images': [
    ...SECURITY_CHECKS,
    ...CAPABILITY_CHECKS,
    ...RIGHT_CHECKS,
    ...RULE_CHECKS,
  ],
  Workloads: [...WORKLOAD_CHECKS, ...TOPOLOGY_SPREAD_CHECKS, ...SCHEDULING_CHECKS],
  Network: [
    ...NETWORK_CHECKS,
    ...NETWORK_POLICY_CHECKS,
    ...DEPENDENCY_CHECKS,
    ...DNS_CHECKS,
    ...ROUTE_CHECKS,
  ],
  'Fields and API versions': [...SCHEMA_CHECKS, ...KIND_CHECKS],
  'What the API server refuses': [
    ...REFUSED_CHECKS,
    ...REFUSED_NAME_CHECKS,
    ...REFUSED_NUMBER_CHECKS,
    ...REFUSED_POD_CHECKS,
    ...REFUSED_SERVICE_CHECKS,
    ...REFUSED_SOURCE_CHECKS,
    ...REFUSED_OBJECT_CHECKS,
  ],
  'Text of values': TEXT_CHECKS,
  'Good practice': [...PRACTICE_CHECKS, ...USAGE_PRACTICE_CHECKS],
}

/** All checks of manifests, in the order of the groups. */
export const CHECKS: readonly Check[] = Object.values(GROUPS).flat()

/** Checks of Dockerfiles and of the scripts that images start with. */
export const BUILD_CHECKS: readonly BuildCheck[] = [...DOCKERFILE_CHECKS, ...BUILD_SCRIPT_CHECKS]

/** Every check by topic, in the order in which the documentation lists them. */
export const CHECK_GROUPS: Readonly<Record<string, readonly CheckFacts[]>> = {
  ...GROUPS,
  'Dockerfiles and start scripts': BUILD_CHECKS,
}

/** Mistakes that the reader of the text finds, told like checks. */
export const TEXT_PROBLEM_FACTS: readonly CheckFacts[] = Object.entries(TEXT_PROBLEMS).map(
  ([code, facts]) => ({ code, ...facts }),
)

// By code; checks, builds and problems of texts share one name space.
const facts: ReadonlyMap<string, CheckFacts> = new Map(
  [...CHECKS, ...BUILD_CHECKS, ...TEXT_PROBLEM_FACTS].map((each) => [each.code, each]),
)

/** Every code that a finding may bear, never renamed. */
export const CHECK_CODES: readonly string[] = [...facts.keys()]

/** A check by its code, or by the identifier that another tool has for it: `CONTAINERS_MISSING_MEMORY_LIMIT_KEY`. */
export function checkFacts(code: string): CheckFacts | null {
  return (
    facts.get(code) ??
    [...facts.values()].find(({ aliases }) =>
      aliases.some((alias) => alias === code || alias.slice(alias.indexOf('/') + 1) === code),
    ) ??
    null
  )
}
