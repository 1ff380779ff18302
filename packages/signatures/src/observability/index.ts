import type { SignatureFamily } from '@unloop/engine/scanner'
import { collectors, fluent } from './collectors.ts'
import { exporters } from './exporters.ts'
import { grafana } from './grafana.ts'
import { prometheus } from './prometheus.ts'
import { observabilityStores } from './stores.ts'

export const OBSERVABILITY_FAMILIES: readonly SignatureFamily[] = [
  collectors,
  exporters,
  fluent,
  grafana,
  observabilityStores,
  prometheus,
]
