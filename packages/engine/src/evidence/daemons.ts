/** Servers that fork into the background unless told otherwise, with what keeps them in front. */
const DAEMONS: readonly {
  readonly program: string
  readonly starts: RegExp
  readonly front: RegExp
}[] = [
  { program: 'nginx', starts: /(?:^|[\s/])nginx(?:\s|$)/, front: /daemon\s+off/ },
  {
    program: 'Apache httpd',
    starts: /apachectl\s+start|apache2ctl\s+start|httpd\s+-k\s+start/,
    front: /FOREGROUND/i,
  },
  { program: 'sshd', starts: /(?:^|[\s/])sshd(?:\s|$)/, front: /\s-[a-zA-Z]*D/ },
  { program: 'redis-server', starts: /redis-server.*--daemonize\s+yes/, front: /$^/ },
  { program: 'php-fpm', starts: /php-fpm[\d.]*\s.*(?:-D|--daemonize)/, front: /\s-F|nodaemonize/ },
  {
    program: 'The service script',
    starts: /(?:^|\s)(?:service\s+\S+\s+start|systemctl\s+start|\/etc\/init\.d\/\S+\s+start)/,
    front: /(?:tail\s+-f|sleep\s+infinity|wait)/,
  },
  { program: 'supervisord', starts: /supervisord(?:\s|$)/, front: /\s(?:-n|--nodaemon)/ },
  { program: 'haproxy', starts: /haproxy\s(?:.*\s)?-D(?:\s|$)/, front: /\s-(?:db|W)/ },
  { program: 'pm2', starts: /pm2\s+start/, front: /--no-daemon|pm2-runtime/ },
  { program: 'memcached', starts: /memcached\s(?:.*\s)?-d(?:\s|$)/, front: /$^/ },
  { program: 'gunicorn', starts: /gunicorn\s(?:.*\s)?(?:--daemon|-D)(?:\s|$)/, front: /$^/ },
  {
    program: 'Tomcat',
    // Images have start-up scripts of their own under that name elsewhere.
    starts: /(?:tomcat|catalina)\S*\/startup\.sh|(?:^|\s)bin\/startup\.sh|catalina\.sh\s+start/i,
    front: /catalina\.sh\s+run/,
  },
  {
    program: 'A background job of the shell',
    starts: /[^&>|]&(?!&)\s*(?:$|;|"|\n|(?:echo|printf|true|:|exit 0)\b)/,
    front: /(?:^|[\s;&])(?:wait|tail\s+-f|sleep\s+infinity)/,
  },
]

/** A word of each row, so that most lines are done with one look. */
const ANY =
  /nginx|apache|httpd|sshd|redis|php-fpm|service|systemctl|init\.d|supervisord|haproxy|pm2|memcached|gunicorn|startup\.sh|catalina|&/

/** The program of a command line that goes to the background, so that the container ends; null where none does. */
export function daemonizing(line: string): string | null {
  if (!ANY.test(line)) return null
  return (
    DAEMONS.find(({ starts, front }) => starts.test(line) && !front.test(line))?.program ?? null
  )
}
