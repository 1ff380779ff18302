import type { Correction } from './correction.ts'
import { askedValue } from './asked-value.ts'
import { absentFolder } from './absent-folder.ts'
import { claimName } from './claim-name.ts'
import { claimTerms } from './claim-terms.ts'
import { cloudAccount } from './cloud-account.ts'
import { envOrder } from './env-order.ts'
import { keyMode, scriptMode } from './file-modes.ts'
import { flagAndValue } from './flag-and-value.ts'
import { foregroundConfig } from './foreground-config.ts'
import { hostPort } from './host-port.ts'
import { initOwner } from './init-owner.ts'
import { listenAddress } from './listen-address.ts'
import { lowPort } from './low-port.ts'
import { nearestImage } from './nearest-image.ts'
import { nodeLabels } from './node-labels.ts'
import { nodeRoom } from './node-room.ts'
import { oneString } from './one-string.ts'
import { optionalName } from './optional-name.ts'
import { otherName } from './other-name.ts'
import { pathOfMount } from './path-of-mount.ts'
import { kernelModules, oneAtATime, readinessGates, userNamespaces } from './pod-fields.ts'
import { peerDown } from './peer-down.ts'
import { peerPort } from './peer-port.ts'
import { podSpread } from './pod-spread.ts'
import { probePort } from './probe-port.ts'
import { probeRedirect } from './probe-redirect.ts'
import { programName } from './program-name.ts'
import { runtimeOptions } from './runtime-options.ts'
import { serviceLinks } from './service-links.ts'
import { sharedPort } from './shared-port.ts'
import { sharedMemory } from './shared-memory.ts'
import { shellArguments } from './shell-arguments.ts'
import { shellVariable } from './shell-variable.ts'
import { subPathKey } from './sub-path.ts'
import { sysctls } from './sysctls.ts'
import { targetPort } from './target-port.ts'
import { windowsLines } from './windows-lines.ts'

/** In the order of how much they rest on: objects that contradict each other first. */
export const CORRECTIONS: readonly Correction[] = [
  envOrder,
  windowsLines,
  shellArguments,
  shellVariable,
  oneString,
  flagAndValue,
  optionalName,
  serviceLinks,
  runtimeOptions,
  programName,
  foregroundConfig,
  keyMode,
  scriptMode,
  initOwner,
  listenAddress,
  lowPort,
  cloudAccount,
  subPathKey,
  pathOfMount,
  probePort,
  probeRedirect,
  otherName,
  targetPort,
  peerPort,
  peerDown,
  claimName,
  claimTerms,
  nodeRoom,
  nodeLabels,
  podSpread,
  hostPort,
  nearestImage,
  sysctls,
  oneAtATime,
  userNamespaces,
  readinessGates,
  kernelModules,
  sharedPort,
  sharedMemory,
  absentFolder,
]

/** Where nothing at hand says what is right: the value is asked for, after all that is known. */
export const LAST_RESORT: readonly Correction[] = [askedValue]
