/** Which programs well-known base images hold, by family and tag. Sources stand beside each list. */

/** Every applet of BusyBox' sources (`//applet:` lines of 1.37), but for the alias bash; a given build leaves some out. */
const BUSYBOX =
  '[ [[ acpid add-shell addgroup adduser adjtimex ar arch arp arping ascii ash awk base32 base64 basename bbconfig bc ' +
  'beep blkdiscard blkid blockdev bootchartd brctl bunzip2 busybox bzcat bzip2 cal cat chat chattr chcon chgrp chmod ' +
  'chown chpasswd chpst chroot chrt chvt cksum clear cmp comm conspy cp cpio crc32 crond crontab cryptpw cttyhack cut ' +
  'date dc dd deallocvt delgroup deluser depmod devfsd devmem df dhcprelay diff dirname dmesg dnsd dnsdomainname dos2unix ' +
  'dpkg dpkg-deb du dumpkmap dumpleases e2label echo ed egrep eject env envdir envuidgid ether-wake expand expr factor ' +
  'fakeidentd fallocate false fatattr fbset fbsplash fdflush fdformat fdisk fgconsole fgrep find findfs flash_eraseall ' +
  'flash_lock flash_unlock flashcp flock fold free freeramdisk fsck fsck.minix fsfreeze fstrim fsync ftpd ftpget ftpput ' +
  'fuser getenforce getent getfattr getopt getsebool getty grep groups gunzip gzip halt hd hdparm head hexdump hexedit ' +
  'hostid hostname httpd hush hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer id ifconfig ifdown ifenslave ifplugd ' +
  'ifup inetd init inotifyd insmod install ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule ' +
  'iptunnel kbd_mode kill killall killall5 klogd last less link linux32 linux64 linuxrc ln load_policy loadfont loadkmap ' +
  'logger login logname logread losetup lpd lpq lpr ls lsattr lsmod lsof lspci lsscsi lsusb lzcat lzma lzop lzopcat ' +
  'makedevs makemime man matchpathcon md5sum mdev mesg microcom mim minips mkdir mkdosfs mke2fs mkfifo mkfs.ext2 ' +
  'mkfs.minix mkfs.reiser mkfs.vfat mknod mkpasswd mkswap mktemp modinfo modprobe more mount mountpoint mpstat mt mv ' +
  'nameif nanddump nandwrite nbd-client nc netcat netstat nice nl nmeter nohup nologin nproc nsenter nslookup ntpd nuke ' +
  'od openvt parse partprobe passwd paste patch pgrep pidof ping ping6 pipe_progress pivot_root pkill pmap popmaildir ' +
  'poweroff powertop printenv printf ps pscan pstree pwd pwdx raidautorun rdate rdev readahead readlink readprofile ' +
  'realpath reboot reformime remove-shell renice reset resize restorecon resume rev rfkill rm rmdir rmmod route rpm ' +
  'rpm2cpio rtcwake run-init run-parts runcon runlevel runsv runsvdir rx script scriptreplay sed seedrng selinuxenabled ' +
  'sendmail seq sestatus setarch setconsole setenforce setfattr setfiles setfont setkeycodes setlogcons setpriv setsebool ' +
  'setserial setsid setuidgid sh sha1sum sha256sum sha3sum sha512sum showkey shred shuf slattach sleep smemcap softlimit ' +
  'sort split ssl_client start-stop-daemon stat strings stty su sulogin sum sv svc svlogd svok swapoff swapon switch_root ' +
  'sync sysctl syslogd tac tail tar taskset tc tcpsvd tee telnet telnetd test tftp tftpd time timeout top touch tr ' +
  'traceroute traceroute6 tree true truncate ts tsort tty ttysize tunctl tune2fs ubiattach ubidetach ubimkvol ubirename ' +
  'ubirmvol ubirsvol ubiupdatevol udhcpc udhcpc6 udhcpd udpsvd uevent umount uname uncompress unexpand uniq unit unix2dos ' +
  'unlink unlzma unlzop unshare unxz unzip uptime users usleep uudecode uuencode vconfig vi vlock volname w wall watch ' +
  'watchdog wc wget which who whoami whois xargs xxd xz xzcat yes zcat zcip '

/** Packages of alpine:3 beside BusyBox: apk-tools, musl-utils, scanelf, ssl_client, ca-certificates-bundle. */
const ALPINE =
  'apk scanelf ssl_client ldd getconf getent iconv ldconfig c_rehash update-ca-certificates '

/** Packages of debian:12 (priority required, and apt with what it needs), by dpkg -L. */
const DEBIAN =
  '[ add-shell addgroup addpart adduser agetty apt apt-cache apt-cdrom apt-config apt-get apt-key apt-mark arch awk b2sum ' +
  'badblocks base32 base64 basename basenc bash bashbug blkdiscard blkid blkzone blockdev captoinfo cat chage chattr ' +
  'chcon chcpu chfn chgpasswd chgrp chmem chmod choom chown chpasswd chroot chrt chsh cksum clear clear_console cmp comm ' +
  'cp cpgr cppw csplit ctrlaltdel cut dash date dd deb-systemd-helper deb-systemd-invoke debconf debconf-apt-progress ' +
  'debconf-communicate debconf-copydb debconf-escape debconf-set-selections debconf-show debugfs delgroup delpart deluser ' +
  'df diff diff3 dir dircolors dirname dmesg dnsdomainname domainname dpkg dpkg-deb dpkg-divert dpkg-fsys-usrunmess ' +
  'dpkg-maintscript-helper dpkg-preconfigure dpkg-query dpkg-realpath dpkg-reconfigure dpkg-split dpkg-statoverride ' +
  'dpkg-trigger du dumpe2fs e2freefrag e2fsck e2image e2label e2mmpstatus e2scrub e2scrub_all e2undo e4crypt e4defrag ' +
  'echo egrep env expand expiry expr factor faillog fallocate false fgrep filefrag fincore find findfs findmnt flock fmt ' +
  'fold fsck fsck.cramfs fsck.ext2 fsck.ext3 fsck.ext4 fsck.minix fsfreeze fstab-decode fstrim getconf getent getopt ' +
  'getty gpasswd gpgv grep groupadd groupdel groupmems groupmod groups grpck grpconv grpunconv gunzip gzexe gzip hardlink ' +
  'head hostid hostname hwclock i386 iconv iconvconfig id infocmp infotocap install installkernel invoke-rc.d ionice ' +
  'ipcmk ipcrm ipcs ischroot isosize join killall5 last lastb lastlog ld.so ldattach ldconfig ldd link linux32 linux64 ln ' +
  'locale localedef logger login logname logsave losetup ls lsattr lsblk lscpu lsfd lsipc lsirq lslocks lslogins lsmem ' +
  'lsns mawk mcookie md5sum md5sum.textutils mesg mkdir mke2fs mkfifo mkfs mkfs.bfs mkfs.cramfs mkfs.ext2 mkfs.ext3 ' +
  'mkfs.ext4 mkfs.minix mklost+found mknod mkswap mktemp more mount mountpoint mv namei nawk newgrp newusers nice ' +
  'nisdomainname nl nohup nologin nproc nsenter numfmt od pager partx passwd paste pathchk perl pidof pinky pivot_root ' +
  'pldd pr printenv printf prlimit ptx pwck pwconv pwd pwunconv rbash readlink readprofile realpath remove-shell ' +
  'rename.ul renice reset resize2fs resizepart rev rgrep rm rmdir rmt-tar rtcwake run-parts runcon runuser savelog script ' +
  'scriptlive scriptreplay sdiff sed seq service setarch setpriv setsid setterm sg sh sha1sum sha224sum sha256sum ' +
  'sha384sum sha512sum shadowconfig shred shuf sleep sort split start-stop-daemon stat stdbuf stty su sulogin sum ' +
  'swaplabel swapoff swapon switch_root sync tabs tac tail tar tarcat taskset tee tempfile test tic timeout toe touch ' +
  'tput tr true truncate tset tsort tty tune2fs tzselect uclampset umount uname uncompress unexpand uniq unlink unshare ' +
  'update-alternatives update-passwd update-rc.d update-shells useradd userdel usermod users utmpdump vdir vigr vipw wall ' +
  'wc wdctl whereis which which.debianutils who whoami wipefs x86_64 xargs yes ypdomainname zcat zcmp zdiff zdump zegrep ' +
  'zfgrep zforce zgrep zic zless zmore znew zramctl '

/** Package procps. */
const PROCPS =
  'free kill pgrep pidwait pkill pmap ps pwdx skill slabtop snice sysctl tload top uptime vmstat w watch '

/** buildpack-deps:bookworm (its Dockerfiles): scm and curl layers, and what compiles. */
const BUILD =
  'curl wget git hg svn ssh scp sftp ssh-keygen ssh-keyscan ssh-agent ssh-add gpg gpg-agent dirmngr gcc g++ cc c++ make ' +
  'autoconf automake libtool libtoolize file unzip zip bzip2 bunzip2 xz unxz patch openssl sq update-ca-certificates ' +
  'mysql_config pg_config python3 pydoc3 ld as ar nm strip objdump readelf dpkg-buildpackage dpkg-source pkg-config perl ' +
  'envsubst less python python2 tcl imagemagick convert identify krb5-config bzr cpp gettext m4 xsltproc xml2-config curl-config glib-genmarshal ' +
  'gdk-pixbuf-csource rsvg-convert ps2pdf free pgrep pkill pmap ps pwdx sysctl top uptime vmstat w watch kill '

/** Programs that people take for granted, and that no list above holds by accident: absent where the rest of a list is not known. */
const COMMON =
  'curl wget nc ncat netcat telnet ping ping6 traceroute nslookup dig host ip ifconfig netstat ss jq yq vim nano emacs less ' +
  'git ssh scp rsync unzip zip python python2 python3 pip pip3 node npm npx yarn ruby gem php composer java javac mvn gradle go ' +
  'cargo rustc gcc make cmake kubectl helm aws gcloud az docker psql pg_isready pg_dump mysql mysqladmin mysqldump redis-cli ' +
  'mongo mongosh mongodump mariadb mariadb-admin mariadb-dump rabbitmqctl etcdctl sqlite3 openssl gpg envsubst socat tcpdump strace lsof htop top ps pgrep pkill supervisord crond cron ' +
  'nginx httpd redis-server postgres mysqld grpc_health_probe stress stress-ng ab hey dockerize gosu su-exec tini dumb-init '

export interface ToolSet {
  /** Repositories as `image.ts` tells them. */
  readonly images: RegExp
  /** Tags; absent for all others of these images. */
  readonly tags?: RegExp
  /** What is there, and what may be. */
  readonly programs: string
  /** Nothing else is there. Otherwise only what is in COMMON is known to be absent. */
  readonly isComplete?: true
  /** Not even a shell and its tools. */
  readonly isBare?: true
  readonly source: string
}

const NODE = 'node npm npx corepack yarn yarnpkg nodejs docker-entrypoint.sh '
const PYTHON =
  'python python3 pip pip3 pydoc pydoc3 idle idle3 python-config python3-config 2to3 wheel '
const RUBY = 'ruby gem bundle bundler irb rake erb rdoc ri '
const PHP =
  'php phpize php-config pecl pear phar docker-php-entrypoint docker-php-ext-install docker-php-ext-enable docker-php-ext-configure docker-php-source php-fpm apache2-foreground apache2 apachectl curl xz gcc g++ make autoconf file pkg-config re2c cc c++ '
const JAVA =
  'java javac jar jshell jcmd jps jstack jmap jstat jstatd jinfo jlink jdeps keytool jarsigner javadoc jpackage jmod jfr rmiregistry serialver jrunscript jhsdb jimage jwebserver curl wget gpg openssl fc-list fc-cache '
const GO =
  'go gofmt curl wget git gcc g++ make pkg-config hg svn ssh scp openssl gpg cc c++ file unzip zip bzip2 xz patch python3 ps pgrep pkill top free '
const POSTGRES =
  'postgres psql pg_isready pg_dump pg_dumpall pg_restore pg_ctl initdb createdb dropdb createuser gosu su-exec openssl zstd '
const REDIS =
  'redis-server redis-cli redis-benchmark redis-check-aof redis-check-rdb redis-sentinel valkey-server valkey-cli valkey-sentinel gosu su-exec openssl '
const MONGO =
  'mongod mongos mongosh mongodump mongorestore mongoimport mongoexport gosu jq ps top pgrep pkill openssl python3 gpg less '
const MYSQL =
  'mysql mysqladmin mysqldump mysqld mysqlpump mysqlsh mysqlbinlog gosu openssl curl python3 gpg unzip less '
const MARIADB =
  'mariadb mariadb-admin mariadb-dump mariadbd mariadb-binlog healthcheck.sh gosu openssl socat zstd pv less gpg '
const DOTNET = 'dotnet '
const JENKINS = 'git curl unzip gpg ssh openssl tini less ps python3 jenkins-plugin-cli '

const official = (name: string): string => `docker-library/official-images: library/${name}`

/** Tags of releases from a major number on; none and `latest` are the newest. */
const from = (major: number): RegExp =>
  new RegExp(
    `^(?:latest)?$|^(?:${[...Array(30).keys()].map((each) => each + major).join('|')})(?:[.-]|$)`,
  )

interface Family {
  /** As `image.ts` tells it, as the source of a pattern. */
  readonly images: string
  readonly own: string
  readonly source: string
  readonly alpine?: string
  readonly debian?: string
}

/** An image of Debian with a variant of Alpine. */
const family = ({ images, own, source, alpine = '', debian = '' }: Family): readonly ToolSet[] => [
  {
    images: new RegExp(`^(?:${images})$`),
    tags: /alpine/,
    programs: BUSYBOX + ALPINE + own + alpine,
    source,
  },
  { images: new RegExp(`^(?:${images})$`), programs: DEBIAN + own + debian, source },
]

/** BusyBox and the programs of the image itself. */
const onBusybox = (images: RegExp, own: string, source: string): ToolSet => ({
  images,
  programs: BUSYBOX + own,
  isComplete: true,
  source,
})

const onAlpine = (images: RegExp, own: string, source: string): ToolSet => ({
  images,
  programs: BUSYBOX + ALPINE + own,
  source,
})

/** A file system with one program: what it is called is not always known, so that only common ones are absent. */
const bare = (images: RegExp, own: string, source: string): ToolSet => ({
  images,
  // With a shell for looking into it.
  tags: /^(?!.*(?:debug|dev|shell|alpine|ubuntu|debian)).*$/,
  programs: own,
  isBare: true,
  source,
})

/** By family and tag: the first that fits counts. */
export const TOOL_SETS: readonly ToolSet[] = [
  { images: /^busybox$/, programs: BUSYBOX, isComplete: true, source: official('busybox') },
  { images: /^alpine$/, programs: BUSYBOX + ALPINE, isComplete: true, source: official('alpine') },
  {
    images: /^curlimages\/curl$/,
    programs: `${BUSYBOX}${ALPINE}curl `,
    isComplete: true,
    source: 'curl/curl-container: Dockerfile',
  },
  onAlpine(/^alpine\/git$/, 'git ssh scp git-lfs gpg less ', 'alpine-docker/git: Dockerfile'),
  onAlpine(/^alpine\/curl$/, 'curl ', 'alpine-docker/multi-arch-docker-images: curl'),
  { images: /^debian$/, programs: DEBIAN, isComplete: true, source: official('debian') },
  {
    images: /^ubuntu$/,
    programs: `${DEBIAN}${PROCPS}bzip2 bunzip2 bzcat lsb_release gpg `,
    source: official('ubuntu'),
  },
  { images: /^buildpack-deps$/, programs: DEBIAN + BUILD, source: official('buildpack-deps') },
  {
    images: /^node$/,
    tags: /alpine/,
    programs: BUSYBOX + ALPINE + NODE,
    isComplete: true,
    source: official('node'),
  },
  {
    images: /^node$/,
    tags: /slim/,
    programs: DEBIAN + NODE,
    isComplete: true,
    source: official('node'),
  },
  { images: /^node$/, programs: DEBIAN + BUILD + NODE, source: official('node') },
  {
    images: /^(?:python|ruby|perl|rust)$/,
    tags: /slim/,
    programs: `${DEBIAN}${PYTHON}${RUBY}openssl gcc cargo rustc `,
    source: official('python, ruby, perl, rust'),
  },
  {
    images: /^(?:python|ruby|rust)$/,
    tags: /alpine/,
    programs: `${BUSYBOX}${ALPINE}${PYTHON}${RUBY}openssl gcc cargo rustc `,
    source: official('python, ruby, rust'),
  },
  {
    images: /^(?:python|ruby|perl|rust|erlang|elixir|haskell)$/,
    tags: /^(?!.*(?:slim|alpine|windows)).*$/,
    programs: `${DEBIAN}${BUILD}${PYTHON}${RUBY}cargo rustc sqlite3 `,
    source: official('python, ruby, perl, rust, erlang, elixir'),
  },
  ...family({
    images: 'php',
    own: PHP,
    alpine: 'openssl tar ',
    debian: 'openssl ',
    source: official('php'),
  }),
  ...family({
    images: 'wordpress',
    own: `${PHP}gs convert magick wp less `,
    alpine: 'openssl tar ',
    debian: 'openssl ',
    source: official('wordpress'),
  }),
  {
    images: /^golang$/,
    tags: /alpine/,
    programs: `${BUSYBOX}${ALPINE}go gofmt git `,
    source: official('golang'),
  },
  { images: /^golang$/, programs: DEBIAN + GO, source: official('golang') },
  {
    images: /^(?:eclipse-temurin|openjdk|amazoncorretto)$/,
    tags: /alpine/,
    programs: BUSYBOX + ALPINE + JAVA,
    source: official('eclipse-temurin, openjdk, amazoncorretto'),
  },
  {
    images: /^(?:eclipse-temurin|openjdk|tomcat|jetty)$/,
    programs: `${DEBIAN}${PROCPS}${JAVA}git hg svn ssh scp unzip zip bzip2 xz python3 netstat ifconfig catalina.sh less `,
    source: official('eclipse-temurin, openjdk, tomcat, jetty'),
  },
  {
    images: /^(?:maven|gradle)$/,
    programs: `${BUSYBOX}${DEBIAN}${PROCPS}${JAVA}mvn gradle git hg svn ssh scp unzip zip bzip2 xz python3 less gcc make `,
    source: official('maven, gradle'),
  },
  ...family({
    images: 'postgres',
    own: POSTGRES,
    debian: 'xz gpg less ',
    source: official('postgres'),
  }),
  ...family({
    images: 'postgis/postgis|pgvector/pgvector',
    own: `${POSTGRES}shp2pgsql raster2pgsql `,
    debian: 'xz gpg less ',
    source: 'postgis/docker-postgis, pgvector/pgvector: Dockerfile',
  }),
  ...family({
    images: 'redis|valkey/valkey',
    own: REDIS,
    source: official('redis'),
  }),
  {
    images: /^mongo$/,
    tags: /^[1-4](?:[.-]|$)/,
    programs: `${DEBIAN}${PROCPS}${MONGO}mongo curl wget `.replace(' mongosh ', ' '),
    source: official('mongo'),
  },
  {
    images: /^mongo$/,
    tags: from(6),
    programs: `${DEBIAN}${PROCPS}${MONGO}curl `,
    source: `${official('mongo')}; MongoDB 6.0 release notes: the mongo shell is removed`,
  },
  {
    images: /^mysql$/,
    tags: /^(?!5).*$/,
    programs: `${DEBIAN}${MYSQL}microdnf dnf yum rpm ps top which gpg2 xz bzip2 `,
    source: official('mysql'),
  },
  {
    images: /^mariadb$/,
    tags: from(11),
    programs: `${DEBIAN}${MARIADB}curl perl xz `,
    source: `${official('mariadb')}; MariaDB 11.0: names beginning with mysql are gone from the image`,
  },
  {
    images: /^rabbitmq$/,
    tags: /alpine/,
    programs: `${BUSYBOX}${ALPINE}rabbitmqctl rabbitmq-server rabbitmq-diagnostics rabbitmqadmin erl openssl python3 su-exec gosu `,
    source: official('rabbitmq'),
  },
  {
    images: /^rabbitmq$/,
    programs: `${DEBIAN}${PROCPS}rabbitmqctl rabbitmq-server rabbitmq-diagnostics rabbitmqadmin erl openssl python3 gosu curl wget gpg `,
    source: official('rabbitmq'),
  },
  ...family({
    images: 'nginx',
    own: 'nginx nginx-debug curl envsubst openssl ',
    source: official('nginx'),
  }),
  ...family({
    images: 'nginxinc/nginx-unprivileged',
    own: 'nginx nginx-debug curl envsubst openssl ',
    source: 'nginxinc/docker-nginx-unprivileged: Dockerfile',
  }),
  ...family({
    images: 'httpd',
    own: 'httpd httpd-foreground apachectl ab htpasswd openssl ',
    debian: 'perl ',
    source: official('httpd'),
  }),
  ...family({
    images: 'haproxy',
    own: 'haproxy openssl ',
    debian: 'socat ',
    source: official('haproxy'),
  }),
  ...family({
    images: 'memcached',
    own: 'memcached ',
    debian: 'perl ',
    source: official('memcached'),
  }),
  ...family({
    images: 'varnish',
    own: 'varnishd varnishadm varnishstat varnishlog gcc curl ',
    source: official('varnish'),
  }),
  onAlpine(/^traefik$/, 'traefik ', official('traefik')),
  onAlpine(/^caddy$/, 'caddy ', official('caddy')),
  onAlpine(/^registry$/, 'registry ', official('registry')),
  onAlpine(
    /^docker$/,
    'docker dockerd docker-compose git ssh openssl pigz xz iptables docker-buildx ps pgrep curl ',
    official('docker'),
  ),
  {
    images: /^jenkins\/jenkins$/,
    programs: BUSYBOX + ALPINE + DEBIAN + PROCPS + JAVA + JENKINS,
    source: 'jenkinsci/docker: Dockerfiles',
  },
  {
    images: /^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps)$/,
    tags: /alpine/,
    programs: `${BUSYBOX}${ALPINE}${DOTNET}`,
    source: 'dotnet/dotnet-docker: Dockerfiles',
  },
  {
    images: /^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps)$/,
    tags: /chiseled|distroless/,
    programs: DOTNET,
    source: 'dotnet/dotnet-docker: Dockerfiles',
  },
  {
    images: /^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps)$/,
    tags: /^(?!.*(?:windows|nanoserver|cbl|azurelinux|extra|composite)).*$/,
    programs: `${DEBIAN}${PROCPS}${DOTNET}openssl gpg bzip2 `,
    source: 'dotnet/dotnet-docker: Dockerfiles',
  },
  onBusybox(
    /^(?:quay\.io\/prometheus\/|prom\/)prometheus$/,
    'prometheus promtool ',
    'prometheus/prometheus: Dockerfile',
  ),
  onBusybox(
    /^(?:quay\.io\/prometheus\/|prom\/)alertmanager$/,
    'alertmanager amtool ',
    'prometheus/alertmanager: Dockerfile',
  ),
  onBusybox(
    /^(?:quay\.io\/prometheus\/|prom\/)(?:node-exporter|blackbox-exporter|pushgateway|statsd-exporter)$/,
    'node_exporter blackbox_exporter pushgateway statsd_exporter ',
    'prometheus/node_exporter and others: Dockerfile',
  ),
  {
    images: /^(?:quay\.io\/coreos|gcr\.io\/etcd-development)\/etcd$/,
    tags: /^v3\.(?:[6-9]|\d\d)/,
    programs: 'etcd etcdctl etcdutl ',
    isBare: true,
    source: 'etcd-io/etcd: Dockerfile, distroless since 3.6',
  },
  bare(/^gcr\.io\/distroless\/static/, '', 'GoogleContainerTools/distroless: static'),
  bare(
    /^gcr\.io\/distroless\/(?:base|cc)/,
    'openssl ',
    'GoogleContainerTools/distroless: base, cc',
  ),
  bare(/^gcr\.io\/distroless\/java/, 'java openssl ', 'GoogleContainerTools/distroless: java'),
  bare(
    /^gcr\.io\/distroless\/python3/,
    'python python3 ',
    'GoogleContainerTools/distroless: python3',
  ),
  // Its node stands in /nodejs/bin, which is in no search path.
  bare(/^gcr\.io\/distroless\/nodejs/, '', 'GoogleContainerTools/distroless: nodejs'),
  bare(/^(?:registry\.k8s\.io|k8s\.gcr\.io)\/pause$/, '', 'kubernetes/kubernetes: build/pause'),
  bare(
    /^(?:registry\.k8s\.io|rancher)\/kubectl$/,
    'kubectl ',
    'kubernetes/release: kubectl; rancher/kubectl',
  ),
  bare(/^hashicorp\/http-echo$/, '', 'hashicorp/http-echo: Dockerfile'),
  bare(/^traefik\/whoami$/, '', 'traefik/whoami: Dockerfile'),
  bare(/^nats$/, '', official('nats')),
  bare(
    /^otel\/opentelemetry-collector(?:-contrib|-k8s)?$/,
    '',
    'open-telemetry/opentelemetry-collector-releases',
  ),
  bare(
    /^(?:cr\.fluentbit\.io\/fluent|fluent)\/fluent-bit$/,
    '',
    'fluent/fluent-bit: dockerfiles, distroless',
  ),
  bare(/^cloudflare\/cloudflared$/, '', 'cloudflare/cloudflared: Dockerfile'),
  bare(/^quay\.io\/oauth2-proxy\/oauth2-proxy$/, '', 'oauth2-proxy/oauth2-proxy: Dockerfile'),
  bare(
    /^(?:registry\.k8s\.io|k8s\.gcr\.io)\/coredns\/coredns$|^coredns\/coredns$/,
    '',
    'coredns/coredns: Dockerfile',
  ),
]

export const COMMON_PROGRAMS: ReadonlySet<string> = new Set(COMMON.trim().split(' '))

/** What every image with a shell holds. */
export const BASIC_PROGRAMS: ReadonlySet<string> = new Set(BUSYBOX.trim().split(' '))
