import {
  installation,
  NAMES,
  serviceHosts,
  SYSTEM_NAMESPACES,
  Webhook,
  type JudgeOptions,
} from '@unloop/admission'
import { stringify } from 'yaml'
import { EXIT, UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import { checkChosen } from '../lint/chosen.ts'
import { isListenError, parseAddress } from '../options/address.ts'
import type { OptionValues } from '../options/table.ts'
import type { Command } from './command.ts'

// As the option table declares them for this command.
type Options = OptionValues<'webhook'>

/** Runs the admission webhook, or prints the manifests that install it. */
export const webhookCommand: Command<'webhook'> = async ({ operands, options }, io) => {
  checkChosen(options)
  const [what] = operands
  if (what === 'manifests') {
    await io.out(manifests(options))
    return EXIT.nothingFound
  }
  if (what !== undefined)
    throw new UsageError({
      code: 'operand-invalid',
      message: `unloop webhook takes no ${JSON.stringify(what)}.`,
      next: 'unloop webhook runs it, and unloop webhook manifests prints its installation.',
    })
  for (const option of ['image', 'cert-manager'] as const)
    if (options[option] !== undefined && options[option] !== false)
      throw new UsageError({
        code: 'options-exclude-each-other',
        message: `--${option} belongs to unloop webhook manifests.`,
        next: 'Leave it out, or print the manifests with it.',
      })
  await serve(options, io)
  return EXIT.nothingFound
}

/** Until its address is taken out of the Service, requests still come. */
const DRAIN_MS = 5_000

/** Answers until a signal. SIGTERM drains first; Ctrl-C ends at once. */
async function serve(options: Options, io: Io): Promise<void> {
  const webhook = new Webhook({
    judge: judgeOptions(options),
    certificates: certificates(options),
    listen: parseAddress(options.listen ?? `:${NAMES.port}`),
    status: parseAddress(options['status-listen'] ?? `:${NAMES.statusPort}`),
    live: options.live,
    cluster: cluster(options),
    write: io.err,
  })
  let release = () => {}
  const signal = new Promise<'SIGINT' | 'SIGTERM'>((stop) => {
    release = io.onStop(stop)
  })
  try {
    // Also while it still waits for a certificate.
    await Promise.race([webhook.start(), signal])
    await webhook.stop((await signal) === 'SIGTERM' ? DRAIN_MS : 0)
  } catch (cause) {
    await webhook.stop()
    throw isListenError(cause)
      ? new UsageError({
          code: 'option-value-invalid',
          message: `It cannot listen on ${cause.address}:${cause.port}: ${cause.code}.`,
          next: 'Choose other addresses with --listen and --status-listen.',
        })
      : cause
  } finally {
    release()
  }
}

/** The namespace that it is installed in. */
const namespaceOf = (options: Options): string => options.namespace ?? NAMES.namespace

/** What of the checks it judges by; system namespaces are always left alone. */
const judgeOptions = (options: Options): JudgeOptions => ({
  deny: options.deny ?? null,
  practice: options.practice || options.deny === 'practice',
  only: options.only,
  disabled: options.disable,
  version: options['kubernetes-version']?.replace(/^v/, '') ?? null,
  exempt: [...SYSTEM_NAMESPACES, namespaceOf(options), ...options.exempt],
})

/** Where its certificate comes from: a folder, or a Secret that it keeps itself. */
const certificates = (options: Options) =>
  options['cert-dir'] === undefined
    ? {
        kind: 'own' as const,
        namespace: namespaceOf(options),
        secret: NAMES.secret,
        configuration: options.configuration ?? NAMES.webhook,
        hosts: [...serviceHosts(namespaceOf(options)), ...options.host],
      }
    : { kind: 'files' as const, folder: options['cert-dir'] }

/** The cluster that it looks up objects in. @throws {UsageError} for several contexts */
function cluster({ context: contexts, kubeconfig }: Options) {
  const [context, ...more] = contexts
  if (more.length > 0)
    throw new UsageError({
      code: 'options-exclude-each-other',
      message: 'A webhook serves one cluster, but several contexts are named.',
      next: 'Run one for each --context.',
    })
  return {
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  }
}

/** The manifests of its installation, ready for kubectl apply. @throws {UsageError} without an image */
function manifests(options: Options): string {
  const { image } = options
  if (image === undefined)
    throw new UsageError({
      code: 'option-needs-value',
      message: 'The manifests need an image that runs unloop.',
      next: 'Build it from deploy/Dockerfile, and name it: --image registry.example/unloop:0.1.0.',
    })
  const objects = installation({
    namespace: namespaceOf(options),
    image,
    args: argumentsOf(options),
    exempt: options.exempt,
    certManager: options['cert-manager'],
    live: options.live,
  })
  return objects
    .map((each) => stringify(each, { lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n')
}

/** What the webhook in the cluster is to be told of the options that are given here. */
const argumentsOf = (options: Options): readonly string[] => [
  ...(options.deny === undefined ? [] : [`--deny=${options.deny}`]),
  ...(options.practice ? ['--practice'] : []),
  ...(options.live ? ['--live'] : []),
  ...options.only.map((code) => `--only=${code}`),
  ...options.disable.map((code) => `--disable=${code}`),
  ...options.exempt.map((namespace) => `--exempt=${namespace}`),
  ...(options['kubernetes-version'] === undefined
    ? []
    : [`--kubernetes-version=${options['kubernetes-version']}`]),
]
