import { cloudwatchTail, cloudwatchText, grafana, journal, logcli, syslog } from './journals.ts'
import type { LineEnvelope } from './line-envelope.ts'
import { cri, jsonLines, logfmtLines } from './runtimes.ts'
import { gitlab, jenkins, rancher, timestamps } from './times.ts'
import { compose, kail, kubectlPrefix, kubetail, podColonContainer, stern } from './viewers.ts'

/** Those that nothing else looks like first; what is only a name and a sign comes last. */
export const LINE_ENVELOPES: readonly LineEnvelope[] = [
  kubectlPrefix,
  cri,
  jsonLines,
  syslog,
  kail,
  logcli,
  grafana,
  cloudwatchText,
  gitlab,
  rancher,
  timestamps,
  cloudwatchTail,
  journal,
  jenkins,
  kubetail,
  podColonContainer,
  stern,
  logfmtLines,
  compose,
]
