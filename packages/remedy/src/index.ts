/** The door of `remedy`: plans applied, watched, proven and undone. */
export { applyPatch, type Patched } from './patch/apply-patch.ts'
export { diffFields, pathText, type FieldChange } from './patch/diff.ts'
