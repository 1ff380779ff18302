import { TargetError, type ExitStatus } from '../errors.ts'
import type { Io } from '../io.ts'
import type { OptionValues } from '../options/table.ts'
import type { Scope } from '../select/narrow.ts'
import type { Show } from './diagnose.ts'

export interface ClusterRequest {
  readonly scope: Scope
  readonly options: OptionValues<'diagnose'>
  readonly io: Io
  readonly show: Show
}

export async function clusterDiagnosis(_request: ClusterRequest): Promise<ExitStatus> {
  throw new TargetError({ code: 'internal', message: 'This build cannot read a cluster.' })
}
