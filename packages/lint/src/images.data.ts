/** What well-known images need, from their Dockerfiles and entrypoints. */
export interface ImageFacts {
  readonly matches: RegExp
  readonly name: string
  /** `sh`: a POSIX shell but no bash; `none`: no shell at all. */
  readonly shell?: 'bash' | 'sh' | 'none'
  /** The image's own command is a shell or an interpreter's prompt: it ends at once without a terminal. */
  readonly prompt?: boolean
  /** `root`, or a user's name, which the kubelet cannot tell from root; absent where it is a number or not known. */
  readonly user?: 'root' | 'named'
  /** Capabilities that the entrypoint needs where it starts as root. */
  readonly rootCapabilities?: readonly string[]
  /** Directories that the program writes to at its start. */
  readonly writes?: readonly string[]
  /** The start fails unless one of these is set. */
  readonly needsEnv?: readonly string[]
  readonly dataDir?: string
  /** A long-running server is what the image's own entrypoint starts. */
  readonly server?: boolean
  readonly port?: number
}

const SWITCHES_USER = ['CHOWN', 'SETUID', 'SETGID']

export const IMAGES: readonly ImageFacts[] = [
  {
    name: 'PostgreSQL',
    matches: /^postgres$/,
    user: 'root',
    rootCapabilities: SWITCHES_USER,
    writes: ['/var/run/postgresql'],
    needsEnv: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE'],
    dataDir: '/var/lib/postgresql/data',
    server: true,
    port: 5432,
  },
  {
    name: 'PostGIS',
    matches: /^(?:postgis\/postgis|timescale\/timescaledb|pgvector\/pgvector)$/,
    user: 'root',
    rootCapabilities: SWITCHES_USER,
    writes: ['/var/run/postgresql'],
    needsEnv: ['POSTGRES_PASSWORD', 'POSTGRES_PASSWORD_FILE'],
    dataDir: '/var/lib/postgresql/data',
    server: true,
    port: 5432,
  },
  {
    name: 'MySQL',
    matches: /^(?:mysql|percona)$/,
    user: 'root',
    rootCapabilities: SWITCHES_USER,
    writes: ['/var/run/mysqld', '/tmp'],
    needsEnv: [
      'MYSQL_ROOT_PASSWORD',
      'MYSQL_ROOT_PASSWORD_FILE',
      'MYSQL_ALLOW_EMPTY_PASSWORD',
      'MYSQL_RANDOM_ROOT_PASSWORD',
    ],
    dataDir: '/var/lib/mysql',
    server: true,
    port: 3306,
  },
  {
    name: 'MariaDB',
    matches: /^mariadb$/,
    user: 'root',
    rootCapabilities: SWITCHES_USER,
    writes: ['/run/mysqld', '/tmp'],
    needsEnv: [
      'MARIADB_ROOT_PASSWORD',
      'MARIADB_ROOT_PASSWORD_FILE',
      'MARIADB_ROOT_PASSWORD_HASH',
      'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD',
      'MARIADB_RANDOM_ROOT_PASSWORD',
      'MYSQL_ROOT_PASSWORD',
      'MYSQL_ROOT_PASSWORD_FILE',
      'MYSQL_ALLOW_EMPTY_PASSWORD',
      'MYSQL_RANDOM_ROOT_PASSWORD',
    ],
    dataDir: '/var/lib/mysql',
    server: true,
    port: 3306,
  },
  {
    name: 'Redis',
    matches: /^(?:redis|valkey\/valkey|redis\/redis-stack-server)$/,
    user: 'root',
    rootCapabilities: ['SETUID', 'SETGID'],
    dataDir: '/data',
    server: true,
    port: 6379,
  },
  {
    name: 'nginx',
    matches: /^nginx$/,
    user: 'root',
    rootCapabilities: SWITCHES_USER,
    writes: ['/var/cache/nginx', '/var/run'],
    server: true,
    port: 80,
  },
  {
    name: 'nginx (unprivileged)',
    matches: /^nginxinc\/nginx-unprivileged$/,
    writes: ['/tmp'],
    server: true,
    port: 8080,
  },
  {
    name: 'Apache httpd',
    matches: /^httpd$/,
    user: 'root',
    rootCapabilities: ['SETUID', 'SETGID'],
    writes: ['/usr/local/apache2/logs'],
    server: true,
    port: 80,
  },
  {
    name: 'MongoDB',
    matches: /^mongo$/,
    user: 'root',
    rootCapabilities: SWITCHES_USER,
    writes: ['/tmp'],
    dataDir: '/data/db',
    server: true,
    port: 27017,
  },
  {
    name: 'RabbitMQ',
    matches: /^rabbitmq$/,
    user: 'root',
    rootCapabilities: ['SETUID', 'SETGID'],
    dataDir: '/var/lib/rabbitmq',
    server: true,
    port: 5672,
  },
  { name: 'Memcached', matches: /^memcached$/, user: 'named', server: true, port: 11211 },
  { name: 'HAProxy', matches: /^haproxy$/, user: 'named', server: true },
  { name: 'Jenkins', matches: /^jenkins\/jenkins$/, user: 'named', server: true, port: 8080 },
  {
    name: 'ZooKeeper',
    matches: /^zookeeper$/,
    user: 'root',
    rootCapabilities: ['SETUID', 'SETGID'],
    server: true,
    port: 2181,
  },
  { name: 'Traefik', matches: /^traefik$/, user: 'root', server: true },
  { name: 'Caddy', matches: /^caddy$/, user: 'root', server: true },
  { name: 'WordPress', matches: /^wordpress$/, user: 'root', server: true },
  {
    name: 'InfluxDB',
    matches: /^influxdb$/,
    user: 'root',
    server: true,
    dataDir: '/var/lib/influxdb2',
  },
  { name: 'Elasticsearch', matches: /^elasticsearch$/, server: true },
  {
    name: 'a distroless image',
    matches: /^(?:gcr\.io\/distroless\/|cgr\.dev\/chainguard\/|chainguard\/|scratch$|distroless\/)/,
    shell: 'none',
  },
  {
    name: 'a Kubernetes component without a shell',
    matches:
      /^(?:registry\.k8s\.io|k8s\.gcr\.io)\/(?:pause|coredns\/coredns|metrics-server\/metrics-server|kube-state-metrics\/kube-state-metrics|external-dns\/external-dns)$/,
    shell: 'none',
  },
  {
    name: 'an image with one program',
    matches:
      /^(?:hashicorp\/http-echo|traefik\/whoami|nats|otel\/opentelemetry-collector(?:-contrib|-k8s)?|cloudflare\/cloudflared|quay\.io\/oauth2-proxy\/oauth2-proxy|coredns\/coredns|(?:registry\.k8s\.io|rancher)\/kubectl)$/,
    shell: 'none',
  },
  {
    name: 'Alpine or BusyBox',
    matches: /^(?:alpine|busybox|alpine\/git|curlimages\/curl)$/,
    shell: 'sh',
    prompt: true,
    user: 'root',
  },
  {
    name: 'an operating system image',
    matches:
      /^(?:ubuntu|debian|centos|fedora|rockylinux|almalinux|amazonlinux|oraclelinux|archlinux|photon|bash|buildpack-deps|opensuse\/\w+|redhat\/ubi\d[\w-]*|registry\.access\.redhat\.com\/ubi\d\/ubi(?:-minimal)?|public\.ecr\.aws\/amazonlinux\/amazonlinux)$/,
    prompt: true,
    user: 'root',
  },
  {
    name: "a language's image, whose own command is a prompt",
    matches:
      /^(?:node|python|ruby|golang|rust|openjdk|eclipse-temurin|amazoncorretto|perl|elixir|erlang|julia|gcc|swift|haskell|clojure|groovy|php|oven\/bun|denoland\/deno)$/,
    prompt: true,
    user: 'root',
  },
]
