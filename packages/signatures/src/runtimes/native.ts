import type { SignatureFamily } from '@unloop/engine/scanner'

/** What glibc, musl, the C++ runtime and the loader print when a native program cannot start or crashes. */
export const native: SignatureFamily = {
  programs: ['glibc', 'musl', 'libstdc++', 'the dynamic loader', 'C and C++ programs'],
  signatures: [
    {
      id: 'glibc/version-not-found',
      cause: 'missing-dependency',
      pattern:
        /version `(?<what>[A-Z][A-Za-z]{2,20}_[\w.]{1,20})' not found(?: \(required by (?<file>[^)]{1,250})\))?/,
      strength: 'fatal',
      title: 'The program needs {what}, which is newer than the library in the image',
      explain:
        'The binary was built against a newer C or C++ library than the one of the base image.',
      example: [
        "/app/server: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app/server)",
        "/lib/libstdc++.so.6: version `GLIBCXX_3.4.29' not found (required by ./worker)",
        "ImportError: /lib/x86_64-linux-gnu/libm.so.6: version `GLIBC_2.29' not found (required by /app/x.so)",
      ],
      source: 'glibc elf/dl-version.c',
      from: ['a45-glibc-version'],
      fix: {
        title: 'Build on the release of the base image, or use a newer base image',
        where: 'image',
      },
    },
    {
      id: 'glibc/shared-library-missing',
      cause: 'missing-dependency',
      pattern:
        /error while loading shared libraries: (?<file>[^\s:]{1,200}): (?:cannot open shared object file: No such file or directory|file too short|invalid ELF header)/,
      strength: 'fatal',
      title: 'The shared library {file} is not in the image',
      example:
        '/usr/local/bin/app: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory',
      source: 'glibc elf/dl-load.c',
      fix: { title: 'Install the package that provides {file} in the image', where: 'image' },
    },
    {
      id: 'glibc/shared-library-denied',
      cause: 'security-context',
      pattern:
        /error while loading shared libraries: (?<file>[^\s:]{1,200}): (?<what>cannot open shared object file: Permission denied|failed to map segment from shared object.{0,40}|cannot apply additional memory protection.{0,60}|cannot enable executable stack.{0,80})/,
      strength: 'fatal',
      title: 'The loader may not use {file}: {what}',
      example:
        '/app/run: error while loading shared libraries: libfoo.so: failed to map segment from shared object: Operation not permitted',
      source: 'glibc elf/dl-load.c; noexec mounts and SELinux',
    },
    {
      id: 'glibc/symbol-lookup',
      cause: 'missing-dependency',
      pattern: /symbol lookup error: (?<file>\S{1,250}): undefined symbol: (?<what>\S{1,120})/,
      strength: 'fatal',
      title: '{file} needs the symbol {what}, which the libraries of the image lack',
      example:
        '/usr/bin/app: symbol lookup error: /usr/lib/libfoo.so.1: undefined symbol: SSL_get1_peer_certificate',
      source: 'glibc elf/dl-lookup.c',
    },
    {
      id: 'glibc/elf-class',
      cause: 'arch-mismatch',
      pattern:
        /(?:wrong ELF class: ELFCLASS(?<what>32|64)|ELF file's phentsize not the expected size|cannot open shared object file: Exec format error)/,
      strength: 'fatal',
      title: 'A library is built for another architecture',
      example: 'error while loading shared libraries: libx.so.1: wrong ELF class: ELFCLASS32',
      source: 'glibc elf/dl-load.c',
    },
    {
      id: 'glibc/cpu-level',
      cause: 'illegal-instruction',
      pattern:
        /(?:Fatal glibc error: CPU does not support (?<what>x86-64-v\d|\S{1,20})|CPU ISA level is lower than required)/,
      strength: 'fatal',
      title: "The image needs a newer CPU than the node's",
      explain:
        'The C library of the image is built for a higher x86-64 level than the CPU (or the CPU model of the virtual machine) offers.',
      example: [
        'Fatal glibc error: CPU does not support x86-64-v2',
        'error while loading shared libraries: libc.so.6: CPU ISA level is lower than required',
      ],
      source: 'glibc sysdeps/x86',
      fix: {
        title: "Use an image for older CPUs, or give the virtual machine the host's CPU model",
        where: 'infra',
      },
    },
    {
      id: 'glibc/kernel-too-old',
      cause: 'kernel-or-node',
      pattern: /FATAL: kernel too old/,
      strength: 'fatal',
      title: "The node's kernel is too old for the image",
      example: 'FATAL: kernel too old',
      source: 'glibc csu/libc-start.c',
    },
    {
      id: 'glibc/getrandom-or-clone3',
      cause: 'kernel-or-node',
      pattern:
        /(?:The futex facility returned an unexpected error code|pthread_create.{0,40}Operation not permitted|GLib-ERROR.{0,60}creating thread .{0,60}(?:Operation not permitted|Resource temporarily unavailable)|OpenBLAS blas_thread_init: pthread_create failed)/,
      strength: 'fatal',
      title: 'The program may not use a system call or thread: limits or an old container runtime',
      example: [
        'The futex facility returned an unexpected error code.',
        'OpenBLAS blas_thread_init: pthread_create failed for thread 1 of 64: Operation not permitted',
      ],
      source: 'glibc nptl; OpenBLAS; default seccomp profiles before clone3',
    },
    {
      id: 'musl/shared-library-missing',
      cause: 'missing-dependency',
      pattern:
        /Error loading shared library (?<file>[^\s:]{1,200}): (?:No such file or directory|Exec format error)(?: \(needed by (?<name>[^)]{1,250})\))?/,
      strength: 'fatal',
      title: 'The shared library {file} is not in the image',
      explain:
        'musl (Alpine) cannot find a library; one like ld-linux-x86-64.so.2 or libstdc++.so.6 means that the binary was built for glibc.',
      example: [
        'Error loading shared library libstdc++.so.6: No such file or directory (needed by /app/node_modules/x/build/Release/x.node)',
        'Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /usr/local/bin/app)',
      ],
      source: 'musl ldso/dynlink.c',
    },
    {
      id: 'musl/relocating',
      cause: 'missing-dependency',
      pattern: /Error relocating (?<file>[^\s:]{1,250}): (?<what>\S{1,120}): symbol not found/,
      strength: 'fatal',
      title: '{file} needs {what}, which musl lacks',
      example: 'Error relocating /usr/local/bin/app: __res_init: symbol not found',
      source: 'musl ldso/dynlink.c',
    },
    {
      id: 'c/assertion',
      cause: 'app-exception',
      pattern:
        /Assertion [`'"]?(?<what>.{1,200}?)['"]? failed[.:]?|Assertion failed: (?<name>.{1,200})/,
      strength: 'fatal',
      title: 'An assertion of the program failed',
      example: [
        "server: src/ring.c:41: ring_init: Assertion `cap != 0' failed.",
        'Assertion failed: (handle->flags & UV_HANDLE_CLOSING), function uv_close, file core.c',
        'Assertion failed: x > 0 (main.c: main: 12)',
      ],
      source: 'glibc assert/assert.c; musl src/exit/assert.c',
      from: ['a64-c-abort-tini-134'],
    },
    {
      id: 'cpp/bad-alloc',
      cause: 'heap-exhausted',
      pattern:
        /(?:terminate called after throwing an instance of 'std::bad_alloc'|what\(\): {1,2}std::bad_alloc|std::bad_alloc)/,
      strength: 'fatal',
      title: 'The program could not allocate memory (std::bad_alloc)',
      example: [
        "terminate called after throwing an instance of 'std::bad_alloc'",
        '  what():  std::bad_alloc',
      ],
      source: 'libstdc++ libsupc++/vterminate.cc',
    },
    {
      id: 'cpp/terminate',
      cause: 'app-exception',
      pattern:
        /(?:terminate called after throwing an instance of '(?!std::bad_alloc)(?<what>[^']{1,150})'|terminate called without an active exception|libc\+\+abi(?:\.dylib)?: terminating (?:due to|with) uncaught exception of type (?<name>\S{1,100})|pure virtual method called)/,
      strength: 'error',
      title: 'An uncaught C++ exception ended the program',
      example: [
        "terminate called after throwing an instance of 'std::runtime_error'",
        'libc++abi: terminating with uncaught exception of type std::out_of_range: vector',
        'terminate called without an active exception',
      ],
      source: 'libstdc++ libsupc++/vterminate.cc',
    },
    {
      id: 'glibc/heap-corruption',
      cause: 'app-exception',
      pattern:
        /(?<what>double free or corruption|free\(\): (?:invalid (?:pointer|size|next size)|double free detected)|malloc\(\): (?:corrupted|memory corruption|invalid|unsorted|unaligned)|munmap_chunk\(\): invalid pointer|corrupted (?:size vs\. prev_size|double-linked list)|realloc\(\): invalid|malloc_consolidate\(\): |\*\*\* (?:stack smashing|buffer overflow) detected \*\*\*|AddressSanitizer: [\w-]{1,40})/,
      strength: 'fatal',
      title: 'The program damaged its own memory: {what}',
      example: [
        'double free or corruption (out)',
        '*** stack smashing detected ***: terminated',
        'free(): invalid pointer',
        'malloc(): corrupted top size',
        '==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x60200000eff0',
      ],
      source: 'glibc malloc/malloc.c, debug/stack_chk_fail.c',
    },
    {
      id: 'shell/segmentation-fault',
      cause: 'segfault',
      pattern:
        /(?<!qemu.{0,60})(?:[Ss]egmentation fault|SIGSEGV(?! \(0xb\) at pc)(?!: segmentation violation)|[Ss]ignal 11\b)/,
      strength: 'error',
      title: 'The program crashed with a segmentation fault',
      example: [
        'Segmentation fault (core dumped)',
        '/entrypoint.sh: line 12:     7 Segmentation fault      (core dumped) /app/server',
        'PHP-FPM child 12 exited on signal 11 (SIGSEGV)',
      ],
      source: 'bash, dash; glibc strsignal',
    },
    {
      id: 'shell/illegal-instruction',
      cause: 'illegal-instruction',
      pattern:
        /(?:[Ii]llegal instruction|SIGILL(?! \(0x4\) at pc)|[Ss]ignal 4\b|exited on signal 4)/,
      strength: 'fatal',
      title: 'The program used an instruction that the CPU does not have',
      example: [
        'Illegal instruction (core dumped)',
        '/docker-entrypoint.sh: line 416:    26 Illegal instruction     (core dumped) "${mongodHackedArgs[@]}" --fork',
        'signal: illegal instruction (core dumped)',
      ],
      source: 'bash, dash; glibc strsignal',
    },
    {
      id: 'shell/killed',
      cause: 'oom-killed',
      pattern:
        /(?:^Killed$|line \d{1,6}: {1,8}\d{1,8} Killed {1,30}(?<what>\S.{0,120})|: \d{1,6}: Killed$|signal: killed$|[Tt]erminated by signal (?:9|SIGKILL)|exited on signal 9|was killed by signal 9|Process exited with (?:status|code) 137|exit(?:ed with)?(?: code| status)?:? 137\b(?!.{0,40}\bnot OOM))/,
      strength: 'error',
      title: 'A process in the container was killed, as by the kernel for lack of memory',
      example: [
        'Killed',
        '/entrypoint.sh: line 9:     7 Killed                  java -jar /app.jar',
        'signal: killed',
        'child process 12 exited on signal 9',
      ],
      source: 'bash, dash; Go os/exec',
    },
    {
      id: 'shell/aborted',
      cause: 'app-exception',
      pattern:
        /(?:Aborted \(core dumped\)|SIGABRT: abort|line \d{1,6}: {1,8}\d{1,8} Aborted|Floating point exception)/,
      strength: 'hint',
      title: 'The program aborted itself',
      example: [
        'Aborted (core dumped)',
        'SIGABRT: abort',
        'Floating point exception (core dumped)',
      ],
      source: 'bash, dash; glibc strsignal',
    },
    {
      id: 'cpu/avx-required',
      cause: 'illegal-instruction',
      pattern:
        /(?:MongoDB 5\.0\+ requ|requires? a CPU with (?<what>\S{1,20}) support|compiled to use (?<name>[\w.]{1,12}) instructions, but these aren't available|built with baseline optimizations.{0,60}but your machine doesn't support|CPU does not (?:support|have) (?<key>[\w.]{2,20})|does not support the \S{2,12} instruction|Instruction check fail)/,
      strength: 'fatal',
      title: 'The program needs CPU instructions that the node does not have',
      explain:
        'The CPU, or the CPU model of the virtual machine, lacks instructions (often AVX) that the build uses.',
      example: [
        'WARNING: MongoDB 5.0+ requires a CPU with AVX support, and your current system does not appear to have that!',
        "The TensorFlow library was compiled to use AVX instructions, but these aren't available on your machine.",
        "RuntimeError: NumPy was built with baseline optimizations: (X86_V2) but your machine doesn't support: (X86_V2).",
      ],
      source: 'docker-library mongo entrypoint; TensorFlow cpu_feature_guard; NumPy',
      from: ['028-sock-shop-mongo-avx'],
      fix: {
        title: "Use a build for older CPUs, or give the virtual machine the host's CPU model",
        where: 'infra',
      },
    },
    {
      id: 'exit/sigsegv',
      cause: 'segfault',
      pattern:
        /\b(?:[Ee]xit(?:ed)?|[Ff]ailed|[Rr]eturned|[Tt]erminated)(?: with)?(?: (?:non-?zero ))?(?: (?:status|exit))?(?: code)?(?::| of|=| is)? ?139\b/,
      strength: 'error',
      title: 'A process ends with 139: it was stopped by SIGSEGV',
      example: [
        'Exit status code: 139',
        'worker exited with code 139',
        'command failed: exit status 139',
      ],
      source: 'signal(7): 128 + 11',
      in: ['log', 'event', 'status'],
    },
    {
      id: 'exit/sigill',
      cause: 'illegal-instruction',
      pattern:
        /\b(?:[Ee]xit(?:ed)?|[Ff]ailed|[Rr]eturned|[Tt]erminated)(?: with)?(?: (?:non-?zero ))?(?: (?:status|exit))?(?: code)?(?::| of|=| is)? ?132\b/,
      strength: 'error',
      title: 'A process ends with 132: it was stopped by SIGILL',
      example: ['mongod exited with code 132', 'Exit code: 132'],
      source: 'signal(7): 128 + 4',
      in: ['log', 'event', 'status'],
    },
    {
      id: 'memory/cannot-allocate',
      cause: 'heap-exhausted',
      pattern:
        /(?:[Cc]annot allocate memory|fork: (?:retry: )?Cannot allocate|memory allocation of (?<what>\d{1,20}) bytes failed|(?<!possibly |Perhaps |CUDA |heap |cgroup )[Oo]ut of memory(?!(?:\?|Error))(?! (?:and )?killer|:? Kill)(?! \(oom\))|[Ff]ailed to allocate memory|[Uu]nable to allocate (?:memory|\d{1,20} bytes)|virtual memory exhausted)/,
      strength: 'error',
      title: 'The program could not get memory',
      example: [
        'mmap: cannot allocate memory',
        'fork: Cannot allocate memory',
        'memory allocation of 1073741824 bytes failed',
        'runtime: Out of memory.',
      ],
      source: 'Linux ENOMEM',
    },
    {
      id: 'shell/fork-limit',
      cause: 'kernel-or-node',
      pattern:
        /(?:fork(?:\(\))?|clone|vfork|spawn|pthread_create|can't start new thread|create thread)\S{0,3}.{0,60}(?:Resource temporarily unavailable|can't start new thread|EAGAIN)|RuntimeError: can't start new thread/,
      strength: 'error',
      title: 'The limit of processes is reached',
      example: [
        'bash: fork: retry: Resource temporarily unavailable',
        "RuntimeError: can't start new thread",
        'Error: spawn /usr/local/bin/node EAGAIN',
      ],
      source: 'Linux EAGAIN of clone; pids cgroup',
    },
    {
      id: 'python-fatal/encodings',
      cause: 'missing-dependency',
      pattern:
        /Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding/,
      strength: 'fatal',
      title:
        'Python does not find its standard library: PYTHONHOME or PYTHONPATH point to another place',
      example:
        'Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding',
      source: 'CPython Python/pylifecycle.c',
    },
    {
      id: 'python-fatal/abort',
      cause: 'app-exception',
      pattern:
        /Fatal Python error: (?<what>Aborted|Bus error|Floating[- ]point exception|Cannot recover from stack overflow|_enter_buffered_busy)/,
      strength: 'error',
      title: 'Python ends by a native fault: {what}',
      example: 'Fatal Python error: Aborted',
      source: 'CPython Modules/faulthandler.c',
    },
    {
      id: 'glibc/no-random',
      cause: 'kernel-or-node',
      pattern: /Fatal Python error: .{0,60}(?:failed to get random numbers|getrandom\(\) failed)/,
      strength: 'fatal',
      title: 'The kernel gives no random numbers: getrandom is forbidden or not there',
      example:
        'Fatal Python error: _Py_HashRandomization_Init: failed to get random numbers to initialize Python',
      source: 'CPython Python/bootstrap_hash.c',
    },
    {
      id: 'libgomp/thread-creation',
      cause: 'kernel-or-node',
      pattern:
        /(?:libgomp: Thread creation failed|OMP: Error #\d{1,4}: .{0,60}pthread_create failed|OMP: Error #34: System unable to allocate necessary resources for OMP thread)/,
      strength: 'fatal',
      title:
        'No further thread can be made: the limit of processes of the pod, or seccomp, forbids it',
      example: 'libgomp: Thread creation failed: Resource temporarily unavailable',
      source: 'GCC libgomp team.c; LLVM OpenMP',
    },
    {
      id: 'openmp/duplicate',
      cause: 'app-exception',
      pattern:
        /OMP: Error #15: Initializing (?<module>\S{1,80}), but found \S{1,80} already initialized/,
      strength: 'fatal',
      title: 'Two copies of the OpenMP library are loaded ({module})',
      example: 'OMP: Error #15: Initializing libiomp5.so, but found libomp.so already initialized.',
      source: 'LLVM OpenMP kmp_runtime',
    },
    {
      id: 'signal/sigsys',
      cause: 'security-context',
      pattern:
        /(?:^|: |\) |\d )Bad system call(?: *\(core dumped\)| |$)|signal: bad system call|SIGSYS: bad system call/,
      strength: 'fatal',
      title: 'The program makes a system call that the seccomp profile forbids',
      example: [
        '/entrypoint.sh: line 3:     7 Bad system call         (core dumped) /app/server',
        'SIGSYS: bad system call',
      ],
      source: 'Linux signal(7) SIGSYS; seccomp(2)',
    },
    {
      id: 'signal/sigfpe',
      cause: 'app-exception',
      pattern:
        /(?:^|: |\) |\d )Floating point exception(?: *\(core dumped\)| |$)|SIGFPE: (?:floating-point|arithmetic) (?:exception|error)/,
      strength: 'fatal',
      title: 'The program divides by zero, or the like (SIGFPE)',
      example: [
        'Floating point exception (core dumped)',
        './run.sh: line 2:     9 Floating point exception(core dumped) ./server',
      ],
      source: 'Linux signal(7) SIGFPE',
    },
  ],
}
