import type { SignatureFamily } from '@unloop/engine/scanner'

/** Mail, name, VPN, file, media and security services. */
export const networkServices: SignatureFamily = {
  programs: [
    'Postfix',
    'Dovecot',
    'Rspamd',
    'ClamAV',
    'BIND',
    'Unbound',
    'PowerDNS',
    'Pi-hole',
    'AdGuard Home',
    'WireGuard',
    'OpenVPN',
    'strongSwan',
    'Samba',
    'NFS Ganesha',
    'SeaweedFS',
    'MinIO',
    'GlusterFS',
    'Tailscale',
    'headscale',
    'coturn',
    'LiveKit',
    'Jitsi',
    'FreeRADIUS',
    'Falco',
    'CrowdSec',
    'Wazuh',
    'FRRouting',
    'KeepAlived',
    'chrony',
    'Minecraft',
    'GnuTLS',
    'NSS',
    'systemd',
  ],
  signatures: [
    {
      id: 'clamav/database',
      cause: 'config-file-missing',
      pattern:
        /(?:LibClamAV Error: cli_load(?:dbdir|database)?\(\): (?:No supported database files found in (?<file>\S{1,120})|Can't open (?:file or )?directory (?<dir>\S{1,120}))|ERROR: (?:Can't|Could not) open (?:database )?directory)/,
      strength: 'fatal',
      title: 'ClamAV has no signatures yet: freshclam has not run on this volume',
      example:
        'LibClamAV Error: cli_loaddbdir(): No supported database files found in /var/lib/clamav',
      source: 'Cisco-Talos/clamav libclamav/readdb.c',
    },
    {
      id: 'clamav/freshclam-cooldown',
      cause: 'dependency-unreachable',
      pattern:
        /FreshClam previously received error code (?<what>429|403) from the ClamAV Content Delivery Network|Can't download \S{1,60}\.cvd from (?<host>\S{1,100})/,
      strength: 'error',
      title: "ClamAV's mirror refuses the download for now: too many starts without a kept volume",
      example:
        'WARNING: FreshClam previously received error code 429 from the ClamAV Content Delivery Network (CDN).',
      source: 'Cisco-Talos/clamav libfreshclam/libfreshclam_internal.c',
    },
    {
      id: 'unbound/fatal',
      cause: 'app-config-invalid',
      pattern:
        /unbound(?:\[\d+:\d+\])?:? ?(?:fatal error|error): (?:Could not read config file|could not open ports|failed to setup modules|bad config option|(?<file>\/\S{1,120}\.conf):\d+: error)(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'Unbound cannot start',
      example:
        '[1700000000] unbound[1:0] fatal error: Could not read config file: /etc/unbound/unbound.conf. Maybe try unbound -dd',
      source: 'NLnetLabs/unbound daemon/unbound.c',
    },
    {
      id: 'powerdns/fatal',
      cause: 'app-config-invalid',
      pattern:
        /(?:Fatal error: (?:Trying to set unknown (?:setting|parameter) '(?<setting>[\w-]{1,60})'|Unable to (?:launch, no backends configured|bind))|Unable to launch, no backends configured for querying|Our pdns instance exited with code (?<what>\d+))/,
      strength: 'fatal',
      title: 'PowerDNS refuses its settings',
      example: [
        'Nov 20 10:00:00 Unable to launch, no backends configured for querying',
        "Fatal error: Trying to set unknown parameter 'gmysql-hosts'",
      ],
      source: 'PowerDNS/pdns pdns/arguments.cc, pdns/ueberbackend.cc',
    },
    {
      id: 'dnsmasq-pihole/ftl',
      cause: 'app-config-invalid',
      pattern:
        /(?:FATAL ERROR in dnsmasq core|CRIT: Error in dnsmasq (?:core|configuration)): (?<what>.{1,160})|dnsmasq: (?:bad option|junk found in command line|illegal repeated keyword|bad (?:address|domain|dhcp-range))(?<why>.{0,100})/,
      strength: 'fatal',
      title: 'dnsmasq refuses its configuration or its port: {what}',
      example:
        '2026-11-20 10:00:00.000 [1] CRIT: Error in dnsmasq core: failed to create listening socket for port 53: Permission denied',
      source: 'pi-hole/FTL src/dnsmasq_interface.c',
    },
    {
      id: 'wireguard/kernel',
      cause: 'kernel-or-node',
      pattern:
        /(?:RTNETLINK answers: (?:Operation not supported|Unknown device type).{0,120}(?:wireguard|wg\d)?|Unable to access interface: Protocol not supported|Cannot find device "wg\d"|WireGuard .{0,40}(?:not (?:supported|available)|kernel module))/,
      strength: 'fatal',
      title: "The node's kernel has no WireGuard",
      example: [
        'Unable to access interface: Protocol not supported',
        '[#] ip link add wg0 type wireguard RTNETLINK answers: Operation not supported',
      ],
      source: 'WireGuard/wireguard-tools src/wg-quick/linux.bash',
    },
    {
      id: 'wireguard/not-permitted',
      cause: 'security-context',
      pattern:
        /(?:RTNETLINK answers: Operation not permitted|Unable to (?:modify|access) interface: Operation not permitted|sysctl: setting key "net\.ipv4\.[\w.]{1,60}".{0,20}(?:Read-only|Operation not permitted))/,
      strength: 'fatal',
      title: 'The container may not change the network: NET_ADMIN is missing',
      example: 'RTNETLINK answers: Operation not permitted',
      source: 'iproute2 lib/libnetlink.c',
    },
    {
      id: 'openvpn/tun',
      cause: 'security-context',
      pattern:
        /(?:ERROR: Cannot open TUN\/TAP dev \/dev\/net\/tun: (?<what>.{1,60})|Cannot (?:allocate|ioctl) TU?N?N?\/?T?A?P? ?(?:TUN\/TAP dev dynamically|TUNSETIFF)|mknod: \/dev\/net\/tun: Operation not permitted|CreateTUN\("[\w]{1,20}"\) failed)/,
      strength: 'fatal',
      title: 'The container has no /dev/net/tun: NET_ADMIN and the device are missing',
      example: 'ERROR: Cannot open TUN/TAP dev /dev/net/tun: No such file or directory (errno=2)',
      source: 'OpenVPN/openvpn src/openvpn/tun.c; tailscale net/tstun',
    },
    {
      id: 'samba/passdb',
      cause: 'permission-denied-fs',
      pattern:
        /(?:ERROR: (?:failed to setup guest info|could not (?:create|determine)|Failed to set)|Unable to (?:open|create) (?:tdb|passdb) '?(?<file>\/\S{1,120}?)'?|exit_daemon: daemon failed to start: (?<what>.{1,120}))/,
      strength: 'fatal',
      title: 'Samba cannot start: {what}',
      example:
        'exit_daemon: daemon failed to start: Samba cannot create the PID directory, error code 13',
      source: 'samba-team/samba lib/util/become_daemon.c',
    },
    {
      id: 'nfs-server/kernel',
      cause: 'kernel-or-node',
      pattern:
        /(?:mount: (?:\/proc\/fs\/nfsd|mounting nfsd on \/proc\/fs\/nfsd).{0,60}(?:unknown filesystem type|cannot mount|Permission denied|failed)|rpc\.nfsd: (?:Unable to access|unable to (?:bind|set|open)|writing fd to kernel failed).{0,100}|----> ERROR: nfsd? module is not loaded)/,
      strength: 'fatal',
      title:
        "The node's kernel gives the container no NFS server: nfsd is not loaded, or the container is not privileged",
      example: [
        'rpc.nfsd: writing fd to kernel failed: errno 111 (Connection refused)',
        "----> ERROR: nfs module is not loaded in the Docker host's kernel (try: modprobe nfs)",
      ],
      source: 'linux-nfs nfs-utils utils/nfsd; ehough/docker-nfs-server entrypoint.sh',
    },
    {
      id: 'ganesha/fatal',
      cause: 'app-config-invalid',
      pattern: /ganesha\.nfsd-\d+\[[\w-]{1,40}\] .{0,80}:(?:FATAL|CRIT|MAJ) ?:(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'NFS Ganesha reports: {what}',
      example:
        '20/11/2026 10:00:00 : epoch 1 : nfs : nfs-ganesha-1[main] main :NFS STARTUP :FATAL :Fatal errors.  Server exiting...  ganesha.nfsd-1[main] main :NFS STARTUP :FATAL :Fatal errors.',
      source: 'nfs-ganesha/nfs-ganesha src/MainNFSD/nfs_main.c',
    },
    {
      id: 'seaweedfs/folder',
      cause: 'permission-denied-fs',
      pattern:
        /Check (?:Data |Meta )?Folder ?\(-m?dir=?"?\)? ?(?:Writable )?(?<file>\S{1,160}?)"?\)? ?(?:Writable )?: (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'SeaweedFS may not write {file}',
      example:
        'F1120 10:00:00.000000 volume.go:164 Check Data Folder(-dir) Writable /data : mkdir /data: permission denied  Check Folder(-dir) Writable /data : Not writable!',
      source: 'seaweedfs/seaweedfs weed/command/volume.go',
    },
    {
      id: 'seaweedfs/master-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed to parse https?:\/\/\S{1,100}|checkWithMaster \S{1,120}|SendHeartbeat.{0,20}rpc|heartbeat to \S{1,120} error|connect to master \S{1,120})[: ].{0,60}(?:error|fail|Unavailable|refused)(?<what>.{0,120})/,
      strength: 'error',
      title: 'A SeaweedFS server cannot reach its master',
      example:
        'I1120 10:00:00.000000 volume_grpc_client_to_master.go:70 heartbeat to seaweedfs-master:9333 error: rpc error: code = Unavailable desc = connection error',
      source: 'seaweedfs/seaweedfs weed/server/volume_grpc_client_to_master.go',
    },
    {
      id: 'minio/drives',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:FATAL|ERROR|API: SYSTEM.{0,40}Error:?) ?(?:Unable to (?:initialize|use the drive|start the server|write to the backend)[^:]{0,60}: ?)?(?:Drive (?<file>\S{1,120}) (?:is part of root drive|has incorrect)|.{0,40}(?:drives? (?:already being used in another erasure deployment|are not? (?:consistent|the same)|is part of root drive, will not be used)|Unsupported backend format \[(?<what>\w{1,20})\] found|Unknown xl (?:meta version|format version)))/,
      strength: 'fatal',
      title:
        "MinIO refuses its drives: of another deployment, of an older format, or on the node's root disk",
      example: [
        'FATAL Unable to initialize backend: Unsupported backend format [fs] found',
        'API: SYSTEM.internal Error: Drive /data is part of root drive, will not be used (*errors.errorString)',
      ],
      source: 'minio/minio cmd/format-erasure.go, cmd/erasure-server-pool.go',
    },
    {
      id: 'livekit/keys',
      cause: 'env-missing',
      pattern:
        /(?:one of key-file or keys must be provided in order to support a secure installation|Could not (?:parse|read) keys|secret (?:is too short|should be at least 32 characters)|could not determine (?:external|node) IP)(?<what>.{0,100})/,
      strength: 'fatal',
      title: 'LiveKit lacks its API keys or finds no address of its own',
      example: 'one of key-file or keys must be provided in order to support a secure installation',
      source: 'livekit/livekit pkg/config/config.go',
    },
    {
      id: 'falco/driver',
      cause: 'kernel-or-node',
      pattern:
        /(?:Error: (?:error opening device (?<file>\/dev\/falco\S{0,10})|can't open BPF probe|Unable to (?:load|insert) the (?:driver|kernel module)|Initialization issues during scap_init|\[libs\]: )(?:.{0,120})|Unable to find a prebuilt falco module|failed to load (?:the )?BPF probe|modern (?:bpf|BPF) probe .{0,40}not supported)/,
      strength: 'fatal',
      title: "Falco's driver does not fit the node's kernel",
      example:
        'Error: error opening device /dev/falco0. Make sure you have root credentials and that the falco module is loaded: No such file or directory',
      source: 'falcosecurity/libs userspace/libscap; falcosecurity/falco scripts',
    },
    {
      id: 'falco/rules',
      cause: 'app-config-invalid',
      pattern:
        /(?:LOAD_(?:ERR|UNKNOWN)_\w{1,40}|LOAD_ERR_\w{1,40}|Could not load rules file (?<file>\S{1,120})|(?<name>\S{1,120}\.ya?ml): Invalid$)/,
      strength: 'fatal',
      title: 'Falco refuses a rules file',
      example:
        "LOAD_ERR_COMPILE_CONDITION (Error compiling condition): Undefined macro 'spawned_proces' used in filter.",
      source: 'falcosecurity/falco userspace/engine/falco_load_result.cpp',
    },
    {
      id: 'crowdsec/lapi',
      cause: 'dependency-unreachable',
      pattern:
        /(?:level=fatal.{0,40})?(?:authenticate watcher \(\S{1,120}\)|crowdsec init: while (?:loading|initializing)|unable to (?:configure|connect to) (?:hub|LAPI|local API)|API error: (?<why>.{1,100}))(?=.{0,200}(?:refused|no such host|timeout|incorrect Username|API error))(?<what>.{0,160})/,
      strength: 'fatal',
      title: "CrowdSec's agent cannot log in to its local API",
      example:
        'time="2026-11-20T10:00:00Z" level=fatal msg="starting outputs error : authenticate watcher (localhost): Post \\"http://crowdsec-lapi:8080/v1/watchers/login\\": dial tcp 10.96.1.1:8080: connect: connection refused"',
      source: 'crowdsecurity/crowdsec cmd/crowdsec/output.go',
    },
    {
      id: 'keepalived/permission',
      cause: 'security-context',
      pattern:
        /(?:Keepalived_vrrp|VRRP|keepalived).{0,60}(?:Operation not permitted|Couldn't (?:open|create) (?:raw )?socket|cannot (?:allocate|open) raw socket|Netlink: .{0,40}not permitted)/,
      strength: 'fatal',
      title: 'keepalived may not use raw sockets: NET_ADMIN, NET_RAW or NET_BROADCAST is missing',
      example:
        'Fri Nov 20 10:00:00 2026: (VI_1) cannot open raw socket  Keepalived_vrrp: Netlink: Received message - Operation not permitted',
      source: 'acassen/keepalived keepalived/vrrp',
    },
    {
      id: 'frr/bgpd',
      cause: 'app-config-invalid',
      pattern:
        /(?:% Unknown command(?:\[\d+\])?: (?<what>.{1,100})|line \d+: % (?:Unknown|Ambiguous) command|vtysh: .{0,40}(?:error|failed)|privs_init: (?:initial cap_set_proc failed|user.{0,40}not found)|cap_set_proc failed)(?<why>.{0,80})/,
      strength: 'error',
      title: 'FRRouting does not know a line of its configuration, or lacks capabilities',
      example: [
        'line 12: % Unknown command: neighbor 10.0.0.1 peergroup X',
        'privs_init: initial cap_set_proc failed: Operation not permitted',
      ],
      source: 'FRRouting/frr lib/command.c, lib/privs.c',
    },
    {
      id: 'minecraft/eula',
      cause: 'license',
      pattern:
        /You need to agree to the EULA in order to run the server|Please accept the Minecraft EULA at/,
      strength: 'fatal',
      title: "Minecraft's EULA is not accepted: EULA=TRUE",
      example:
        '[Server thread/INFO]: You need to agree to the EULA in order to run the server. Go to eula.txt for more info.',
      source: 'itzg/docker-minecraft-server scripts/start',
    },
    {
      id: 'gnutls/error',
      cause: 'tls-cert',
      pattern:
        /(?:GnuTLS: Error in the |GnuTLS (?:recv |send )?error \(|gnutls_handshake\(\) failed|GNUTLS_E_\w{1,60})(?: in the certificate verification)?:? ?(?<what>.{0,120})/,
      strength: 'error',
      title: 'TLS fails in GnuTLS: {what}',
      example: [
        "fatal: unable to access 'https://git.example.com/app.git/': gnutls_handshake() failed: The TLS connection was non-properly terminated.",
        'ldap_start_tls: GnuTLS: Error in the certificate verification. (-348)',
      ],
      source: 'GnuTLS lib/errors.c',
    },
    {
      id: 'nss/error',
      cause: 'tls-cert',
      pattern:
        /(?:SEC_ERROR_(?<what>\w{3,60})|SSL_ERROR_(?<name>(?:BAD_CERT|UNKNOWN_CA|RX_|NO_CYPHER|HANDSHAKE|UNSUPPORTED)\w{0,60})|NSS error -(?<code>\d{4,6})|Peer's Certificate issuer is not recognized|Peer certificate cannot be authenticated)/,
      strength: 'error',
      title: 'TLS fails in NSS',
      example: [
        "curl: (60) Peer's Certificate issuer is not recognized.",
        'certutil: function failed: SEC_ERROR_LEGACY_DATABASE: The certificate/key database is in an old, unsupported format.',
      ],
      source: 'NSS lib/util/SECerrs.h, lib/ssl/SSLerrs.h',
    },
    {
      id: 'glibc/secure-exec',
      cause: 'security-context',
      pattern:
        /(?:operation not permitted: .{0,40}|unshare: |clone\(\) failed: |unshare failed: |cannot clone: )(?:Operation not permitted|write failed \/proc\/self\/uid_map: .{1,40})|bwrap: (?:No permissions to create a new namespace|Creating new namespace failed|setting up uid map: Permission denied)/,
      strength: 'error',
      title: 'The container may not make a new namespace',
      example: [
        'unshare: write failed /proc/self/uid_map: Operation not permitted',
        'bwrap: No permissions to create a new namespace, likely because the kernel does not allow non-privileged user namespaces.',
      ],
      source: 'util-linux sys-utils/unshare.c; containers/bubblewrap bubblewrap.c',
    },
    {
      id: 'systemd/not-pid1',
      cause: 'security-context',
      pattern:
        /(?:Failed to mount (?:tmpfs|cgroup|cgroup2) (?:at|on) \/\S{1,60}: (?:Operation not permitted|Permission denied)|\[!!!!!!\] Failed to mount API filesystems|System has not been booted with systemd as init system \(PID 1\)|Trying to run as user instance, but the system has not been booted with systemd|Failed to create \/(?<file>\S{1,60}init\.scope) control group)/,
      strength: 'fatal',
      title: 'systemd cannot be the init of this container',
      example: [
        "System has not been booted with systemd as init system (PID 1). Can't operate.",
        '[!!!!!!] Failed to mount API filesystems.',
      ],
      source: 'systemd/systemd src/core/main.c, src/shared',
    },
  ],
}
