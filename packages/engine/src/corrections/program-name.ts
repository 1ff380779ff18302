import { nearestWord } from '../fixes/correct-text.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

/** Programs that images are commonly made for: what a mistyped first word of a command most likely means. */
const PROGRAMS =
  `alertmanager ansible apache2 apache2ctl apachectl bash bundle caddy celery clickhouse-server consul cqlsh
daphne deno django-admin dockerd dotnet elixir envoy erl etcd flask fluent-bit fluentd gunicorn haproxy httpd hypercorn
influxd java kafka-server-start kubectl lighttpd mariadbd memcached mix mongod mosquitto mysqld nats-server nginx node
node_exporter npm npx otelcol perl php php-fpm pip3 pnpm postgres prometheus puma python python3 rabbitmq-server rackup rails
rake redis-cli redis-sentinel redis-server ruby sidekiq sleep squid sshd supervisord tini traefik unicorn uvicorn uwsgi varnishd
vault yarn zookeeper`.split(/\s+/)

const NOT_FOUND =
  /executable file not found in \$PATH|no such file or directory|command not found|not found|exec: "|cannot find/i

/** The first word of the command is one slip away from the name of a program. */
export const programName: Correction = (file, lead) => {
  const { command, args } = file.failing.spec ?? {}
  const field = command?.length ? 'command' : args?.length ? 'args' : null
  const words = (field === 'command' ? command : args) ?? []
  const [first = ''] = words
  const name = first.slice(first.lastIndexOf('/') + 1)
  const said = saidWords(file, lead)
  if (!field || name.length < 4 || !said.includes(name) || !NOT_FOUND.test(said)) return []
  const right = nearestWord(name, PROGRAMS)
  if (!right) return []
  return [
    patchFix(file, {
      id: 'bad-command/program',
      title: `Run ${right} instead of ${name}: no program of that name was found, and ${right} is the nearest that is known`,
      patch: containerPatch(file, {
        [field]: [first.slice(0, first.length - name.length) + right, ...words.slice(1)],
      }),
    }),
  ]
}
