import type { CommandSpec, OptionSpec } from './option.ts'

/** What only the server takes; part of `OPTIONS`. */
export const SERVE_OPTIONS = {
  'otlp-grpc': {
    value: 'ADDRESS',
    help: 'Take OTLP over gRPC here; 127.0.0.1:4317 is the default, and off takes none',
  },
  data: {
    value: 'DIR',
    completes: 'file',
    help: 'Keep everything in this folder; ~/.local/share/unloop is the default',
  },
  store: {
    value: 'URL',
    repeat: true,
    help: 'Keep it in this ClickHouse server instead of the embedded one; repeated for each node of a cluster',
  },
  'store-cluster': {
    value: 'NAME',
    help: 'With --store: spread tables over the shards of this cluster of its configuration',
  },
  replicated: {
    help: 'With --store-cluster: replicated tables',
  },
  disk: {
    value: 'SIZE',
    help: 'Drop the oldest data beyond this size, such as 50GB; 20GB is the default',
  },
  'fetch-engine': {
    help: 'Fetch the embedded store if it is not there yet, and end: for images',
  },
  'no-cluster': {
    help: 'Watch no cluster, and only take what is sent',
  },
  agent: {
    value: 'NAME',
    repeat: true,
    help: 'Also watch the cluster of this name by way of the unloop agent in it, which connects here; may be repeated',
  },
  'scrape-config': {
    value: 'FILE',
    completes: 'file',
    help: 'Scrape what scrape_configs of this Prometheus configuration names; read again at SIGHUP',
  },
  'no-scrape': {
    help: 'Leave the kubelets and kube-state-metrics of the cluster alone',
  },
  'allow-fixes': {
    help: 'Let people of the role write have plans carried out from the page, with the rights that the server has in the cluster',
  },
  demo: {
    help: 'Serve a recorded cluster instead, played in time; nothing of it is kept',
  },
  open: {
    help: 'Open the page in the browser',
  },
  tokens: {
    value: 'FILE',
    completes: 'file',
    help: 'Ask for tokens: a line of this file is a role (read, write or ingest) and a token',
  },
  'oidc-issuer': {
    value: 'URL',
    help: 'Let people sign in by this provider of OpenID Connect; its way back is /auth/callback',
  },
  'oidc-client-id': {
    value: 'ID',
    help: 'With --oidc-issuer: the client that the provider knows this server as',
  },
  'oidc-client-secret-file': {
    value: 'FILE',
    completes: 'file',
    help: 'With --oidc-issuer: read the secret of the client from this file; a public client has none',
  },
  'oidc-read': {
    value: 'NAME',
    repeat: true,
    help: 'Let this group or address of e-mail read; may be repeated',
  },
  'oidc-write': {
    value: 'NAME',
    repeat: true,
    help: 'Let this group or address of e-mail also change things; may be repeated',
  },
  'token-review': {
    help: 'Also take tokens of the cluster, as far as it lets their owners use the URL /unloop: get to read, update to change, create to send',
  },
  'tls-cert': {
    value: 'FILE',
    completes: 'file',
    help: 'Serve HTTPS with this certificate chain',
  },
  'tls-key': {
    value: 'FILE',
    completes: 'file',
    help: 'The key of --tls-cert',
  },
  rules: {
    value: 'PATH',
    repeat: true,
    completes: 'file',
    help: 'Evaluate the Prometheus rules of this file or folder over what is kept; may be repeated',
  },
  'alertmanager-config': {
    value: 'FILE',
    completes: 'file',
    help: 'Notify as this alertmanager.yml says',
  },
  alertmanager: {
    value: 'URL',
    repeat: true,
    help: 'Also hand alerts to this Alertmanager, or to what speaks its API; may be repeated',
  },
  alerta: {
    value: 'URL',
    help: 'Also hand alerts to this Alerta by its API, such as http://alerta/api',
  },
  'alerta-key-file': {
    value: 'FILE',
    completes: 'file',
    help: 'Read the key of --alerta from this file',
  },
  enrich: {
    value: 'HOW',
    choices: ['off', 'annotations', 'templates'],
    help: 'Choose what alerts get of the diagnosis: off, annotations (the default), or templates, which also tell it in messages whose text the configuration leaves open',
  },
  lease: {
    value: 'NAME',
    help: 'Of several servers let the one notify that holds this Lease (NAME or NAMESPACE/NAME) of the cluster: the only thing that is written there',
  },
  'external-url': {
    value: 'URL',
    help: 'Begin links in messages with this address instead of the one that is listened on',
  },
} as const satisfies Record<string, OptionSpec>

/** Part of `COMMANDS`. */
export const SERVE_COMMAND = {
  count: [0, 0],
  options: [
    'config',
    'listen',
    'otlp-grpc',
    'data',
    'store',
    'store-cluster',
    'replicated',
    'disk',
    'fetch-engine',
    'no-cluster',
    'agent',
    'scrape-config',
    'no-scrape',
    'allow-fixes',
    'demo',
    'open',
    'context',
    'kubeconfig',
    'interval',
    'tokens',
    'host',
    'rules',
    'alertmanager-config',
    'alertmanager',
    'alerta',
    'alerta-key-file',
    'enrich',
    'lease',
    'external-url',
    'oidc-issuer',
    'oidc-client-id',
    'oidc-client-secret-file',
    'oidc-read',
    'oidc-write',
    'token-review',
    'tls-cert',
    'tls-key',
    'help',
  ],
  own: {
    config: {
      help: 'Take settings from this YAML file, by the names of these options; variables such as UNLOOP_DISK, and options, come before it',
    },
    listen: {
      help: 'Answer here; 127.0.0.1:7878 is the default, and port 0 takes any that is free',
    },
    host: { help: 'It is also reached by this name; may be repeated' },
    context: { help: 'Watch the cluster of this context; may be repeated' },
    interval: {
      help: 'Diagnose the cluster again after so many seconds also where nothing changed; 15 is the default',
    },
  },
  summary: 'Watch a cluster, take telemetry, and keep what Kubernetes forgets',
  details:
    'Serves a web page at / with the incidents, each with its runs, logs, timeline, changes and fix. ' +
    'Keeps the runs of containers with how they ended, the logs of crashed runs, events past their hour, and incidents with one id over time; and takes logs, metrics and traces by OTLP, Prometheus remote write, Loki push and Elasticsearch bulk. ' +
    'Reads memory, CPU and probes of containers from the kubelets, kube-state-metrics where it runs, and whatever scrape_configs of a Prometheus configuration name. ' +
    'It evaluates Prometheus rules over all that, fires alerts of its own about crash loops, and notifies as an alertmanager.yml says, with its API under /alertmanager; see docs/alerting.md. ' +
    'Its first line on standard output is "listening on http://HOST:PORT". ' +
    'The embedded store is ClickHouse, fetched with npm when it is needed first (178 MB, for Linux on x64); elsewhere name a server with --store. ' +
    'On a loopback address nothing needs a token; on any other everything does, and pages of other sites are always refused. ' +
    'It only reads the cluster. It ends at Ctrl-C or SIGTERM within five seconds, and loses nothing that it acknowledged.',
  examples: [
    ['unloop serve', 'watch the cluster of the current context'],
    ['unloop serve --demo --open', 'see the page, without a cluster'],
    ['unloop serve --no-cluster --data /tmp/telemetry', 'only take what is sent'],
    ['unloop serve --scrape-config prometheus.yml', 'also scrape what a Prometheus would'],
    [
      'unloop serve --listen :7878 --tokens tokens.txt --tls-cert tls.crt --tls-key tls.key',
      'reached from other machines',
    ],
    [
      'unloop serve --rules rules/ --alertmanager-config alertmanager.yml --enrich templates',
      'alerts that tell the cause, to the receivers that you have',
    ],
    [
      'unloop serve --store http://ch-0:8123 --store http://ch-1:8123 --store-cluster main',
      'in a ClickHouse cluster',
    ],
  ],
} as const satisfies CommandSpec
