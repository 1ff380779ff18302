import type { Topic } from './topic.ts'

const PREVIOUS_LOG = 'kubectl -n NS logs POD -c CONTAINER --previous'
const LAST_STATE =
  "kubectl -n NS get pod POD -o jsonpath='{.status.containerStatuses[*].lastState.terminated}'"
const EVENTS = 'kubectl -n NS get events --field-selector involvedObject.name=POD'

/**
 * Exit codes that containers are seen with. POSIX shells: 126 not executable, 127 not found, 128+n ended by signal n.
 * Container runtimes report 128 with reason StartError where runc could not start the process; the kubelet reports 255 or
 * ContainerStatusUnknown where it lost sight of a container.
 */
export const EXIT_CODES: Readonly<Record<number, Topic>> = {
  0: {
    title: 'The process ended with success',
    meaning:
      'A workload that must run for ever (Deployment, StatefulSet, DaemonSet) is restarted even after a success, so exit code 0 loops as well. ' +
      'Usual reasons: the command does its work and ends, the server went into the background (daemonized), or a SIGTERM ' +
      'after a failed liveness probe was handled cleanly. The Killing and Unhealthy events tell the last one apart.',
    check: [EVENTS, PREVIOUS_LOG],
    fix: [
      'Run the server in the foreground (nginx -g "daemon off;", no trailing &, exec in the start script).',
      'Make it a Job or CronJob if it is meant to end.',
      'Correct the liveness probe if the kubelet ended it.',
    ],
    causes: ['completes-exit-0', 'liveness-probe', 'startup-probe'],
  },
  1: {
    title: 'The program gave up with its general error',
    meaning:
      'The code alone says nothing but that the program chose to end: an uncaught exception, a refused setting, an unreachable ' +
      'dependency. The reason stands in the log of the crashed run, which --previous shows.',
    check: [PREVIOUS_LOG, 'unloop pod/POD -n NS'],
    fix: [
      'Read the last fatal passage of the log, not its last line: shutdown messages follow the cause.',
    ],
    causes: ['app-exception', 'app-config-invalid', 'env-missing', 'dependency-unreachable'],
  },
  2: {
    title: 'Bad usage, or an unrecovered Go panic',
    meaning:
      'Many programs end with 2 after an unknown flag or a bad argument; shells do so for syntax errors. ' +
      'A Go program that panics, or whose goroutines are all asleep, also ends with 2 and prints goroutine traces.',
    check: [PREVIOUS_LOG, "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].args}'"],
    fix: [
      'Compare command and args with what this version of the image takes.',
      'For a panic, fix or roll back the release.',
    ],
    causes: ['app-config-invalid', 'bad-command', 'app-exception'],
  },
  3: {
    title: 'An error of the program by its own numbering',
    meaning:
      'Codes from 3 to 125 have no common meaning: each program numbers its own. Known ones: a JVM under -XX:+ExitOnOutOfMemoryError ' +
      'ends with 3, and so does an application server that uvicorn could not start; 78 is EX_CONFIG of sysexits.h.',
    check: [PREVIOUS_LOG],
    fix: ["Look the code up in the program's documentation; the log usually says more."],
    causes: ['app-exception', 'app-config-invalid', 'heap-exhausted'],
  },
  126: {
    title: 'The command was found but cannot be executed',
    meaning:
      'The file lacks its execute bit, is a directory, lies on a volume mounted noexec, or is of a format that the kernel does not run. ' +
      'A shell inside the container reports it; when the runtime itself cannot start the command, the code is 126, 127 or 128 with ' +
      'reason StartError, ContainerCannotRun or RunContainerError and a message in the status.',
    check: [LAST_STATE, PREVIOUS_LOG],
    fix: [
      'Set the bit in the image: RUN chmod +x /entrypoint.sh, or COPY --chmod=0755.',
      'For a script from a ConfigMap, set defaultMode: 0755 on the volume or run it as sh /path/script.sh.',
    ],
    causes: ['bad-command', 'permission-denied-fs', 'arch-mismatch'],
  },
  127: {
    title: 'The command was not found',
    meaning:
      'The program, a script that it calls, the interpreter in the #! line, or the dynamic loader is not in the image. ' +
      'Carriage returns at the line ends of a script (CRLF) make the shell look for names that do not exist.',
    check: [
      LAST_STATE,
      PREVIOUS_LOG,
      "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].command}'",
    ],
    fix: [
      'Correct command, PATH or the image tag; give the command as a list, one word an item.',
      'Save scripts with LF line ends.',
      'Run a program that is linked against glibc on an image that has glibc, not on Alpine or BusyBox.',
    ],
    causes: ['bad-command', 'missing-dependency', 'image-bad'],
  },
  128: {
    title: 'The runtime could not start the container',
    meaning:
      'With reason StartError or ContainerCannotRun, runc failed before the program ran: the executable is missing, the working directory is no ' +
      'directory, a mount failed. There is no log, startedAt may be in 1970, and the message in the status says why. ' +
      'Without such a reason, it is a program that ended with 128 itself: git does so for fatal errors.',
    check: [LAST_STATE, EVENTS],
    fix: ['Read lastState.terminated.message: it names the file or the mount.'],
    causes: ['bad-command', 'runtime-error', 'mount-failed'],
  },
  132: {
    title: 'SIGILL: the CPU does not know an instruction (128 + 4)',
    meaning:
      'The program was built for a newer CPU than the node or the virtual machine offers, for example with AVX or x86-64-v3 code, ' +
      'or it aborted with a trap instruction on purpose.',
    check: ['kubectl get node NODE -o wide', PREVIOUS_LOG],
    fix: ['Use an older build, or schedule the pod on nodes whose CPU has the instructions.'],
    causes: ['illegal-instruction'],
  },
  134: {
    title: 'SIGABRT: the program aborted itself (128 + 6)',
    meaning:
      'An assertion, a C++ exception that nothing caught, a fatal error of a runtime, such as a Node.js heap that is exhausted. ' +
      'The log says which. As process 1 of a container an abort ends as 139 instead, as the kernel ignores the signal for process 1.',
    check: [PREVIOUS_LOG],
    fix: [
      'Look for "Assertion", "terminate called" or "heap out of memory" near the end of the log.',
    ],
    causes: ['app-exception', 'heap-exhausted'],
  },
  135: {
    title: 'SIGBUS: a bad memory access, often a full /dev/shm (128 + 7)',
    meaning:
      'A mapped file was shorter than its mapping, or shared memory ran out: /dev/shm of a container holds 64 MB unless a memory volume is mounted there.',
    check: [PREVIOUS_LOG],
    fix: ['Mount an emptyDir with medium: Memory on /dev/shm.'],
    causes: ['volume-full', 'app-exception'],
  },
  136: {
    title: 'SIGFPE: an arithmetic error (128 + 8)',
    meaning: 'An integer division by zero or a similar fault in native code.',
    check: [PREVIOUS_LOG],
    fix: [
      'Fix or roll back the release; some programs divide by a CPU count or a limit that is read as 0.',
    ],
    causes: ['app-exception'],
  },
  137: {
    title: 'SIGKILL: killed from outside (128 + 9)',
    meaning:
      'With reason OOMKilled the kernel killed it at its memory limit. With reason Error there are others: the kubelet after a failed probe and a ' +
      'grace period that was too short, an eviction, a node under memory pressure, or somebody by hand. ' +
      'The code alone is no proof of too little memory.',
    check: [LAST_STATE, EVENTS, 'kubectl -n NS top pod POD --containers'],
    fix: [
      'For OOMKilled: raise limits.memory, or bring heap settings (-Xmx, --max-old-space-size, GOMEMLIMIT) under the limit, or find the leak.',
      'For Unhealthy and Killing events: correct the probe; let process 1 handle SIGTERM.',
    ],
    causes: ['oom-killed', 'liveness-probe', 'startup-probe', 'quota-or-eviction'],
  },
  139: {
    title: 'SIGSEGV: an invalid memory access (128 + 11)',
    meaning:
      'Native code touched memory that is not its own: a bug, a library that does not fit, a corrupt file, or code for another CPU or libc. ' +
      'An abort() of process 1 shows as 139 as well, so a heap exhaustion of Node.js may hide behind it.',
    check: [PREVIOUS_LOG, 'kubectl debug node/NODE -it --image=busybox -- dmesg'],
    fix: [
      'Roll back to the last release that ran.',
      'Match native modules to the libc of the image (glibc or musl).',
    ],
    causes: ['segfault', 'app-exception', 'heap-exhausted'],
  },
  141: {
    title: 'SIGPIPE: wrote to a pipe that nobody reads (128 + 13)',
    meaning: 'A pipeline in the start script lost its reader, often under set -o pipefail.',
    check: [PREVIOUS_LOG],
    fix: ['Look at pipelines in the start script whose last command ends early, such as head.'],
    causes: ['app-exception', 'bad-command'],
  },
  143: {
    title: 'SIGTERM: asked to end (128 + 15)',
    meaning:
      'The kubelet or an operator asked the program to stop, and it did without handling the signal. In a loop that is a failed liveness or startup probe: ' +
      'the events Unhealthy and Killing say so. Once, it is a rollout, a drain or a deletion, and no fault.',
    check: [EVENTS, "kubectl -n NS get pod POD -o jsonpath='{.spec.containers[*].livenessProbe}'"],
    fix: [
      'Correct port, path and timing of the probe; a startupProbe gives a slow start the time that it needs.',
    ],
    causes: ['liveness-probe', 'startup-probe', 'cpu-starved-startup'],
  },
  159: {
    title: 'SIGSYS: a system call was forbidden (128 + 31)',
    meaning: 'A seccomp profile whose action is to kill refused a system call.',
    check: ["kubectl -n NS get pod POD -o jsonpath='{.spec.securityContext.seccompProfile}'"],
    fix: ['Use RuntimeDefault, or a profile that allows the call.'],
    causes: ['security-context'],
  },
  255: {
    title: 'Lost by the kubelet, or exit(-1)',
    meaning:
      'With reason Unknown or ContainerStatusUnknown the node went away under the container: a reboot, a runtime restart. ' +
      'Otherwise the program itself ended with -1, which is 255 as one byte; ssh and many start scripts do so.',
    check: ['kubectl get nodes', 'kubectl describe node NODE', PREVIOUS_LOG],
    fix: [
      'After a node reboot nothing needs a fix if the container has been well since.',
      'Otherwise read the log of the run.',
    ],
    causes: ['kernel-or-node', 'app-exception', 'app-config-invalid'],
  },
}

/** Signals by number (Linux, x86-64 and arm64), for codes from 129 to 165 that have no text of their own. */
export const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP: its terminal or parent went away, or a reload was asked for',
  2: 'SIGINT: interrupted as by Ctrl+C',
  3: 'SIGQUIT: asked to quit and leave a trace; nginx images and JVMs get it as a stop or dump signal',
  4: 'SIGILL: an instruction that the CPU does not know',
  5: 'SIGTRAP: a breakpoint or a trap instruction, by which some runtimes abort',
  6: 'SIGABRT: the program aborted itself',
  7: 'SIGBUS: a bad memory access',
  8: 'SIGFPE: an arithmetic error',
  9: 'SIGKILL: killed from outside',
  10: 'SIGUSR1: a signal of its own that the program did not handle',
  11: 'SIGSEGV: an invalid memory access',
  12: 'SIGUSR2: a signal of its own that the program did not handle',
  13: 'SIGPIPE: wrote to a pipe that nobody reads',
  14: 'SIGALRM: a timer that the program did not handle',
  15: 'SIGTERM: asked to end',
  16: 'SIGSTKFLT: unused by Linux itself',
  17: 'SIGCHLD: a child ended; it ends no program by default',
  18: 'SIGCONT: continued after a stop; it ends no program by default',
  19: 'SIGSTOP: stopped; it does not end a program',
  20: 'SIGTSTP: stopped from a terminal; it does not end a program',
  21: 'SIGTTIN: read from a terminal in the background; it does not end a program',
  22: 'SIGTTOU: wrote to a terminal in the background; it does not end a program',
  23: 'SIGURG: urgent data on a socket; it ends no program by default',
  24: 'SIGXCPU: used up its CPU time limit (ulimit -t)',
  25: 'SIGXFSZ: wrote a file larger than its limit (ulimit -f)',
  26: 'SIGVTALRM: a virtual timer that the program did not handle',
  27: 'SIGPROF: a profiling timer that the program did not handle',
  28: 'SIGWINCH: the terminal changed its size; Apache httpd images get it as a stop signal',
  29: 'SIGIO: input or output became possible',
  30: 'SIGPWR: a power failure was signalled',
  31: 'SIGSYS: a forbidden or unknown system call, as refused by seccomp',
  34: 'SIGRTMIN, the first real-time signal',
  37: 'SIGRTMIN+3: the stop signal of images that run systemd',
}
