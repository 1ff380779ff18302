/** The engine's door: what other packages may use. */
export {
  BRANCHES,
  CATALOGUE,
  CAUSE_IDS,
  isCauseId,
  type Branch,
  type CauseId,
} from './causes/catalogue.ts'
export { quantity } from './evidence/quantity.ts'
export type * from './evidence/kube.ts'
export { LOOK_LABEL } from './evidence/look.ts'
export type * from './evidence/look.ts'
export type * from './evidence/snapshot.ts'
export type * from './report/report.ts'
export { FAMILIES, SIGNATURES } from './signatures/index.ts'
export type { Says, Signature, SignatureFamily, SignatureFix } from './signatures/signature.ts'
export { diagnose, logsWanted, looksWanted, type DiagnoseOptions } from './diagnose.ts'
export { shellQuote } from './fixes/commands.ts'
export type { AddressWish } from './looks/addresses.ts'
export { addressMeaning } from './looks/meaning.ts'
export { seenVerdict, seenWords, type Verdict } from './looks/words.ts'
export type { LookAt, LookWish } from './looks/wish.ts'
export { mask } from './logs/mask.ts'
export { CHECK_CODES, CHECK_GROUPS, checkFacts, TEXT_PROBLEM_FACTS } from './lint/catalogue.ts'
export { daemonizing } from './evidence/daemons.ts'
export { inForeground } from './fixes/foreground.ts'
export type * from './lint/build/build.ts'
export { absolute, imageConfigOf, type ImageConfig } from './lint/build/image-config.ts'
export type {
  Check,
  CheckFacts,
  CheckParameter,
  Found,
  LintObject,
  Severity,
} from './lint/check.ts'
export type { Edit, EditValue } from './lint/edit.ts'
export { at, fieldsOf, isFields, listOf, wordOf, type Fields } from './lint/fields.ts'
export type { LintFinding, LintReport, SuppressedFinding } from './lint/finding.ts'
export { missingKey, type ImageSettings, type LiveFacts, type Missing } from './lint/known.ts'
export { lint, lintBuilds, type LintInput, type LintOptions } from './lint/lint.ts'
export type { Manifest, Path, Spot, TextProblem, TextProblemCode } from './lint/manifest.ts'
export { shellCommands, type ShellCommand } from './lint/shell.ts'
export { policies, unsaid, type PolicyOptions } from './lint/policies/policies.ts'
export { SCHEMA_VERSION } from './lint/schema/types.data.ts'
