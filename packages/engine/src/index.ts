/** The engine's door: what other packages may use. */
export {
  BRANCHES,
  CATALOGUE,
  CAUSE_IDS,
  isCauseId,
  type Branch,
  type CauseId,
} from './causes/catalogue.ts'
export type * from './evidence/kube.ts'
export type * from './evidence/snapshot.ts'
export type * from './report/report.ts'
export { FAMILIES, SIGNATURES } from './signatures/index.ts'
export type { Says, Signature, SignatureFamily, SignatureFix } from './signatures/signature.ts'
export { diagnose, logsWanted, type DiagnoseOptions } from './diagnose.ts'
export { mask } from './logs/mask.ts'
export type { Manifest, Path, Spot, TextProblem, TextProblemCode } from './lint/manifest.ts'
