/** The door of `ingest`: telemetry of every protocol → rows of the store. */
export {
  ExpositionError,
  readExposition,
  seriesLabels,
  type Exposition,
} from './exposition/exposition.ts'
export { OtlpGrpc, type OtlpGrpcOptions } from './grpc/otlp-grpc.ts'
export { Ingest, type IngestCounts, type IngestOptions, type Signal } from './ingest.ts'
export { IntakeError, type Intake } from './intake.ts'
export { eventRow, withoutSecrets } from './kubernetes/collector-records.ts'
export { EventSink, type EventRow } from './sinks/event-sink.ts'
export { AdmissionGate } from './requests/admission-gate.ts'
export { ingestRoute, type HandleOptions } from './requests/handle.ts'
export type { IngestAnswer, IngestRequest } from './requests/request.ts'
export { labelsOf, type Labels } from './series/labels.ts'
export type { NativeHistogram, SampleSink } from './sinks/sample-sink.ts'
export type { Scope } from './scope.ts'
