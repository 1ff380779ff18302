/** Names of Docker's official images (github.com/docker-library/official-images, folder library). */
export const OFFICIAL_IMAGES =
  'adminer aerospike alpine amazoncorretto amazonlinux api-firewall arangodb archlinux backdrop bash bonita buildpack-deps ' +
  'busybox caddy cassandra chronograf cirros clearlinux clefos clickhouse clojure composer convertigo couchbase couchdb ' +
  'crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang fedora flink ' +
  'fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world hitch httpd hylang ' +
  'ibm-semeru-runtimes ibmjava influxdb irssi jetty joomla jruby julia kapacitor kibana kong krakend lightstreamer ' +
  'liquibase logstash mageia mariadb matomo maven mediawiki memcached mongo mongo-express monica mono mysql nats ' +
  'nats-streaming neo4j neurodebian nextcloud nginx node notary odoo open-liberty openjdk oraclelinux orientdb percona perl ' +
  'photon php php-zendserver phpmyadmin plone postfixadmin postgres pypy python r-base rabbitmq rakudo-star redis redmine ' +
  'registry rethinkdb rocket.chat rockylinux almalinux ros ruby rust sapmachine satosa scratch silverpeas solr sonarqube ' +
  'spark spiped storm swift swipl telegraf tomcat tomee traefik ubuntu unit varnish vault websphere-liberty wordpress xwiki ' +
  'yourls znc zookeeper consul rapidoid sl teamspeak'

/**
 * The highest number that a release may begin with, and the highest second number below that one: far above the newest release of
 * 2026, so that coming ones are no mistake. Null where the second number is a year's or a month's.
 */
export const NEWEST_MAJOR: Readonly<
  Record<string, readonly [major: number, minor: number | null]>
> = {
  nginx: [1, 60],
  httpd: [2, 10],
  redis: [15, null],
  postgres: [25, null],
  mysql: [15, null],
  mariadb: [20, null],
  mongo: [15, null],
  rabbitmq: [8, null],
  memcached: [1, 20],
  node: [40, null],
  python: [3, 25],
  golang: [1, 50],
  ruby: [6, null],
  php: [12, null],
  alpine: [3, 60],
  busybox: [1, 60],
  debian: [20, null],
  tomcat: [20, null],
  haproxy: [6, null],
  traefik: [6, null],
  wordpress: [12, null],
  elasticsearch: [15, null],
  nats: [6, null],
  caddy: [4, null],
}
