/** The door of `lint`: manifests in, findings out. */
export { CHECK_CODES, CHECK_GROUPS, checkFacts, TEXT_PROBLEM_FACTS } from './catalogue.ts'
export { Beside } from './beside.ts'
export type * from './build/build.ts'
export { absolute, imageConfigOf, type ImageConfig } from './build/image-config.ts'
export { reaches, SEVERITIES } from './check.ts'
export type { Check, CheckFacts, CheckParameter, Found, LintObject, Severity } from './check.ts'
export type { Edit, EditValue } from './edit.ts'
export { at, fieldsOf, isFields, listOf, wordOf, type Fields } from './fields.ts'
export type { LintFinding, LintReport, SuppressedFinding } from './finding.ts'
export {
  missingKey,
  type ImageSettings,
  type LiveFacts,
  type Missing,
  type UsageFacts,
} from './known.ts'
export { lint, lintBuilds, type LintInput, type LintOptions } from './lint.ts'
export type { Manifest, Path, Spot, TextProblem, TextProblemCode } from './manifest.ts'
export { policies, inexpressibleChecks, type PolicyOptions } from './policies/policies.ts'
export { setsOf, type ManifestFile } from './sets.ts'
export { SCHEMA_VERSION } from './schema/types.data.ts'
