import type { SignatureFamily } from '@unloop/engine/scanner'

/** Servers that images of old take over from distributions: OpenSSH, vsftpd, dnsmasq, rsyslog, Postfix, Dovecot, BIND. */
export const daemons: SignatureFamily = {
  programs: ['OpenSSH', 'vsftpd', 'dnsmasq', 'rsyslog', 'Postfix', 'Dovecot', 'BIND', 'coturn'],
  signatures: [
    {
      id: 'sshd/no-hostkeys',
      cause: 'config-file-missing',
      pattern: /sshd: no hostkeys available|no hostkeys available -- exiting/,
      strength: 'fatal',
      title: 'sshd finds none of its host keys',
      example: 'sshd: no hostkeys available -- exiting.',
      source: 'OpenSSH sshd.c',
    },
    {
      id: 'sshd/host-key-unreadable',
      cause: 'config-file-missing',
      pattern:
        /(?:Unable|Could not|Couldn't) to? ?load host key(?: file)?:? "?(?<file>\/[^\s":]{1,250})/,
      strength: 'hint',
      title: 'sshd cannot load the host key {file}',
      example: [
        'Unable to load host key: /etc/ssh/keys/ssh_host_ed25519_key',
        'Unable to load host key "/etc/ssh/ssh_host_rsa_key": invalid format',
      ],
      source: 'OpenSSH sshd.c',
    },
    {
      id: 'ssh/key-mode',
      cause: 'permission-denied-fs',
      pattern: /Permissions (?<what>\d{3,4}) for '(?<file>[^']{1,250})' are too open/,
      strength: 'error',
      title: 'The private key {file} may be read by others (mode {what})',
      example: "Permissions 0644 for '/etc/ssh/keys/ssh_host_rsa_key' are too open.",
      source: 'OpenSSH authfile.c sshkey_perm_ok',
    },
    {
      id: 'sshd/bad-option',
      cause: 'app-config-invalid',
      pattern:
        /(?<file>\S{1,200}sshd_config\S{0,100}):? line (?<line>\d+): (?:Bad configuration option: (?<setting>\S{1,80})|(?<what>(?:unsupported|missing|bad|invalid|keyword|extra|Directive) .{1,160}))|(?<name>\S{1,200}): terminating, \d+ bad configuration options/,
      strength: 'fatal',
      title: 'sshd does not accept its configuration',
      example: [
        '/etc/ssh/sshd_config: line 12: Bad configuration option: PermitRootLogn',
        '/etc/ssh/sshd_config line 4: unsupported option "maybe".',
        '/etc/ssh/sshd_config: terminating, 1 bad configuration options',
      ],
      source: 'OpenSSH servconf.c',
    },
    {
      id: 'sshd/privilege-separation',
      cause: 'image-bad',
      pattern: /Missing privilege separation directory: (?<file>\S{1,200})/,
      strength: 'fatal',
      title: 'The folder {file} that sshd needs is not in the image',
      example: 'Missing privilege separation directory: /run/sshd',
      source: 'OpenSSH sshd.c',
    },
    {
      id: 'sshd/privilege-separation-owner',
      cause: 'permission-denied-fs',
      pattern: /(?<file>\/\S{1,200}) must be owned by root and not group or world-writable/,
      strength: 'fatal',
      title: '{file} belongs to the wrong user or may be written by others',
      example: '/run/sshd must be owned by root and not group or world-writable.',
      source: 'OpenSSH sshd.c',
    },
    {
      id: 'sshd/bind-denied',
      cause: 'security-context',
      pattern: /Bind to port (?<port>\d{1,5}) on \S{1,60} failed: Permission denied/,
      strength: 'error',
      title: 'sshd may not listen on port {port}',
      example: 'error: Bind to port 22 on 0.0.0.0 failed: Permission denied.',
      source: 'OpenSSH sshd.c',
    },
    {
      id: 'vsftpd/config',
      cause: 'app-config-invalid',
      pattern:
        /500 OOPS: (?:(?:unrecognised variable in config file|bad (?:bool|integer) value in config file for|missing value in config file for): (?<setting>\S{1,80})|vsftpd: (?<what>not configured for standalone|both local and anonymous access disabled|must be started as root|cannot locate user|not found: directory).{0,120}|run two copies of vsftpd for IPv4 and IPv6)/,
      strength: 'fatal',
      title: 'vsftpd does not accept its configuration',
      example: [
        '500 OOPS: unrecognised variable in config file: anonymus_enable',
        '500 OOPS: bad bool value in config file for: listen',
        '500 OOPS: vsftpd: both local and anonymous access disabled!',
      ],
      source: 'vsftpd parseconf.c, main.c',
    },
    {
      id: 'vsftpd/config-unreadable',
      cause: 'config-file-missing',
      pattern: /500 OOPS: cannot (?:read|open) (?:user )?config file: ?(?<file>\S{0,200})/,
      strength: 'fatal',
      title: 'vsftpd cannot read its configuration file',
      example: '500 OOPS: cannot read config file: /etc/vsftpd/vsftpd.conf',
      source: 'vsftpd parseconf.c',
    },
    {
      id: 'vsftpd/config-owner',
      cause: 'permission-denied-fs',
      pattern: /500 OOPS: config file not owned by correct user, or not a file/,
      strength: 'fatal',
      title: "vsftpd's configuration file belongs to another user",
      example: '500 OOPS: config file not owned by correct user, or not a file',
      source: 'vsftpd parseconf.c',
    },
    {
      id: 'dnsmasq/bad-option',
      cause: 'app-config-invalid',
      pattern:
        /dnsmasq: (?:bad (?:option|command line options?|address|dhcp-\w+|repeat).{0,80}|illegal repeated keyword|unsupported option|missing parameter|junk found).{0,80}?(?: at line (?<line>\d+) of (?<file>\S{1,200}))?$/,
      strength: 'fatal',
      title: 'dnsmasq does not accept its configuration',
      example: [
        'dnsmasq: bad option at line 3 of /etc/dnsmasq.conf',
        'dnsmasq: bad command line options: try --help',
      ],
      source: 'dnsmasq option.c',
    },
    {
      id: 'rsyslog/config',
      cause: 'app-config-invalid',
      pattern:
        /rsyslogd: (?:error during (?:config|parsing) .{0,200}|CONFIG ERROR: .{0,200}|run failed with error -2\d{3})/,
      strength: 'error',
      title: 'rsyslogd does not accept its configuration',
      example: [
        "rsyslogd: error during parsing file /etc/rsyslog.conf, on or before line 14: syntax error on token '}'",
        'rsyslogd: run failed with error -2207 (see rsyslog.h or try https://www.rsyslog.com/e/2207 to learn what that number means)',
      ],
      source: 'rsyslog tools/rsyslogd.c, grammar/rainerscript.c',
    },
    {
      id: 'postfix/fatal',
      cause: 'app-config-invalid',
      pattern:
        /post(?:fix|queue|map|alias|conf)\S{0,40}: fatal: (?:parameter (?<setting>\w{1,60})|bad (?:boolean|numerical) configuration|file \S{1,200}: parameter|\/etc\/postfix\/main\.cf, line \d+)(?<what>.{0,200})/,
      strength: 'fatal',
      title: 'Postfix does not accept its configuration',
      example: [
        'postfix: fatal: parameter inet_interfaces: no local interface found for ::1',
        'postfix/postfix-script: fatal: bad boolean configuration: smtpd_use_tls = maybe',
      ],
      source: 'Postfix global/own_inet_addr.c, global/mail_conf_bool.c',
    },
    {
      id: 'dovecot/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:doveconf|dovecot): Fatal: Error in configuration file (?<file>[^:]{1,200})(?: line (?<line>\d+))?: (?<what>.{1,200})/,
      strength: 'fatal',
      title: 'Dovecot does not accept {file}',
      example:
        'doveconf: Fatal: Error in configuration file /etc/dovecot/dovecot.conf line 7: Unknown setting: lissten',
      source: 'Dovecot config/config-parser.c',
    },
    {
      id: 'named/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:\/\S{0,120}named\.conf\S{0,60}:(?<line>\d+): (?<what>(?:unknown option|missing|expected|unexpected|parsing failed|option|undefined|zone|when using|'[^']{1,80}').{0,160})|named: .{0,40}loading configuration: (?<name>.{1,120})|exiting \(due to fatal error\))/,
      strength: 'error',
      title: 'named does not accept its configuration',
      example: [
        "/etc/bind/named.conf.options:4: unknown option 'forwarderz'",
        'named: loading configuration: failure',
      ],
      source: 'BIND bin/named/server.c, lib/isccfg/parser.c',
    },
    {
      id: 'coturn/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:CONFIG ERROR: (?<what>.{1,200})|turnserver: .{0,20}(?:unrecognized|invalid) option.{0,120}|Cannot configure any meaningful IP listener address)/,
      strength: 'error',
      title: 'The TURN server does not accept its configuration',
      example: [
        '0: : CONFIG ERROR: Empty cli-password, and so telnet cli interface is disabled!',
        'Cannot configure any meaningful IP listener address',
      ],
      source: 'coturn src/apps/relay/mainrelay.c',
    },
  ],
}
