/** The door of `inspect`: looks inside containers that crash, and starts them elsewhere. */
export { leftovers, type Leftover } from './inspection/leftovers.ts'
export {
  inspectContainer,
  approachFor,
  type InspectionResult,
  type Approach,
  type InspectionRequest,
} from './inspection/inspect.ts'
export { TOOL_IMAGE } from './inspection/marks.ts'
export { reproOf, TOOLS, type Repro, type ReproRequest, type Tool } from './repro/command.ts'
export { reproScript } from './repro/script.ts'
export { settingsOf } from './repro/settings.ts'
