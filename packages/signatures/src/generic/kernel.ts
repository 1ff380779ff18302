import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the kernel refuses to any program, as programs of all kinds word it. */
export const kernel: SignatureFamily = {
  programs: ['any program'],
  signatures: [
    {
      id: 'kernel/bus-error',
      cause: 'kernel-or-node',
      pattern: /(?:^|[\s:])Bus error\b|\bSIGBUS\b/,
      strength: 'error',
      title: 'The kernel could not give a page that the program had mapped (SIGBUS)',
      explain:
        'The usual reasons are huge pages that the node has but the pod may not use, a mapped file that was cut short, and a full /dev/shm.',
      example: [
        'running bootstrap script ... Bus error (core dumped)',
        'child process was terminated by signal 7: SIGBUS',
      ],
      source: 'signal(7); mmap(2): SIGBUS',
    },
    {
      id: 'kernel/thread-not-permitted',
      cause: 'kernel-or-node',
      pattern:
        /(?:[Cc]an'?t|[Cc]annot|[Cc]ould not|[Ff]ailed to|[Uu]nable to) (?:create|start|spawn) (?:a )?(?:new )?(?:native |worker |background )?thread.{0,120}(?:Operation not permitted|EPERM|errno(?:[:= ]{1,2})1\b)|pthread_create.{0,80}(?:Operation not permitted|EPERM)/,
      strength: 'fatal',
      title:
        'The kernel or the seccomp profile of the runtime does not let the program start a thread',
      explain:
        'Newer C libraries start threads by clone3; an older runtime or libseccomp on the node answers that with EPERM instead of ENOSYS, so the library cannot fall back.',
      example: [
        "[ERROR] Can't create thread to handle bootstrap (errno: 1 - Operation not permitted)",
        'pthread_create failed: Operation not permitted',
      ],
      source: 'clone(2), pthread_create(3); moby issue on clone3 and the default seccomp profile',
    },
    {
      id: 'kernel/iptables-extension',
      cause: 'kernel-or-node',
      pattern:
        /ip6?tables(?:-restore)?(?: v[\d.]{1,10} \(\w{1,10}\))?: [Cc]ouldn't load (?:match|target) [`'](?<module>(?!owner|REDIRECT)\w{1,40})/,
      strength: 'error',
      title: 'iptables cannot load its extension {module}: the kernel or the image lacks it',
      example:
        "iptables-restore v1.8.4 (legacy): Couldn't load match `set':No such file or directory",
      source: 'iptables libxtables/xtables.c; xt_set and others are kernel modules',
    },
    {
      id: 'kernel/module-not-inserted',
      cause: 'kernel-or-node',
      pattern:
        /(?:modprobe|insmod): (?:ERROR|FATAL): could not insert (?:module )?'?(?<name>[\w./-]{1,80})'?: (?<what>.{1,120})/,
      strength: 'error',
      title: 'The kernel of the node does not load the module {name}',
      explain:
        'The module belongs to another kernel than the one that runs, or the kernel is locked down; it has nothing to do with the architecture of the image.',
      example: "modprobe: ERROR: could not insert 'nbd': Exec format error",
      source: 'kmod tools/modprobe.c, tools/insmod.c',
    },
    {
      id: 'net/address-not-available',
      cause: 'app-config-invalid',
      pattern:
        /(?:listen|bind|[Bb]inding).{0,160}(?:EADDRNOTAVAIL|[Cc]annot assign requested address|address not available|[Cc]an't assign requested address)(?:[^\d]{0,6}(?<host>\d{1,3}(?:\.\d{1,3}){3}))?|(?:EADDRNOTAVAIL|[Cc]annot assign requested address)[:,]? (?:address not available )?.{0,40}\(?(?:[Bb]ind failed|listen)/,
      strength: 'error',
      title: 'The program is told to listen on an address that the pod does not have',
      explain:
        'A pod has the address that its network gave it and 127.0.0.1. Listen on 0.0.0.0 (or ::), or take the address from status.podIP.',
      example: [
        'Error: listen EADDRNOTAVAIL: address not available 192.0.2.17:8080',
        'nginx: [emerg] bind() to 192.0.2.17:80 failed (99: Cannot assign requested address)',
        'java.net.BindException: Cannot assign requested address (Bind failed)',
      ],
      source: 'bind(2): EADDRNOTAVAIL',
    },
  ],
}
