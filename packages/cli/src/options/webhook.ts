import { DENY_LEVELS } from './lint-values.ts'
import type { CommandSpec, OptionSpec } from './option.ts'

/** What only the webhook takes; part of `OPTIONS`. */
export const WEBHOOK_OPTIONS = {
  deny: {
    value: 'LEVEL',
    choices: DENY_LEVELS,
    help: 'Refuse objects with a mistake of this severity or worse; without it they are warned of',
  },
  exempt: {
    value: 'NS',
    repeat: true,
    completes: 'namespace',
    help: 'Leave this namespace alone too, beside kube-system and the like; may be repeated',
  },
  live: {
    help: 'Also look up, read-only, the ConfigMaps, claims, accounts and Services that an object refers to',
  },
  listen: {
    value: 'ADDRESS',
    help: 'Answer the API server here; :8443 is the default',
  },
  'status-listen': {
    value: 'ADDRESS',
    help: 'Serve /healthz, /readyz and /metrics here over HTTP; :8080 is the default',
  },
  'cert-dir': {
    value: 'DIR',
    completes: 'file',
    help: 'Use tls.crt and tls.key of this folder, and new ones as soon as they are there, instead of own certificates',
  },
  host: {
    value: 'NAME',
    repeat: true,
    help: 'Make the certificate for this name or address too; may be repeated',
  },
  configuration: {
    value: 'NAME',
    help: 'Write the caBundle of this ValidatingWebhookConfiguration; unloop-webhook is the default',
  },
  image: {
    value: 'IMAGE',
    help: 'With manifests: the image that runs unloop',
  },
  'cert-manager': {
    help: 'With manifests: let cert-manager make the certificate',
  },
} as const satisfies Record<string, OptionSpec>

/** Part of `COMMANDS`. */
export const WEBHOOK_COMMAND = {
  operands: '[manifests]',
  count: [0, 1],
  options: [
    'deny',
    'practice',
    'only',
    'disable',
    'kubernetes-version',
    'exempt',
    'live',
    'listen',
    'status-listen',
    'cert-dir',
    'host',
    'namespace',
    'configuration',
    'context',
    'kubeconfig',
    'image',
    'cert-manager',
    'help',
  ],
  own: {
    namespace: {
      help: 'The namespace that it runs in, where it keeps its certificate; unloop-system is the default',
    },
    practice: {
      help: 'Also warn of what is no good practice, such as a missing limit or probe',
    },
    context: { help: 'Use this context of the kubeconfig' },
  },
  summary: 'Run the checks of lint as an admission webhook of the API server',
  details:
    'Answers AdmissionReviews: what will crash-loop is warned of when it is applied, or refused with --deny. ' +
    'An update is judged by what it makes worse, and whatever fails on its own side admits the object. ' +
    'It makes and renews its certificate in a Secret of its own and writes the caBundle of its configuration, unless --cert-dir holds one. ' +
    'webhook manifests prints what kubectl apply needs to install it; the options given are those that it will run with. ' +
    'It ends at Ctrl-C or SIGTERM, after answering what has come.',
  examples: [
    [
      'unloop webhook manifests --image registry.example/unloop:0.1.0 | kubectl apply -f -',
      'install it; it only warns',
    ],
    [
      'unloop webhook manifests --image registry.example/unloop:0.1.0 --deny will-crash --cert-manager',
      'refuse what will crash, with a certificate by cert-manager',
    ],
    ['unloop webhook --cert-dir certs --listen 127.0.0.1:8443', 'run it on this machine'],
  ],
} as const satisfies CommandSpec
