import type { SignatureFamily } from '@unloop/engine/scanner'

/** What people who paste write about a failure whose own message is not there. */
export const told: SignatureFamily = {
  programs: ['what people tell of a failure'],
  signatures: [
    {
      id: 'told/network-policy',
      cause: 'network-policy',
      pattern:
        /\bnetwork ?polic(?:y|ies)\b.{0,200}\b(?:fail\w*|crash\w*|den(?:y|ies)|block\w*|drop\w*|refus\w*|time ?out|unreachable|without)|\b(?:fail\w*|crash\w*|block\w*|drop\w*|restart\w*|work\w*|unreachable|deny|denies)\b.{0,120}\bnetwork ?polic(?:y|ies)\b/i,
      strength: 'hint',
      title: 'By what is told, a NetworkPolicy is in the way',
      explain:
        'No message at hand says why it fails. Whoever reports it tells of a NetworkPolicy; whether one selects this pod or what it needs, and leaves out what it needs, is to be looked at.',
      example: [
        'the pods keep crashing when the namespace has a deny-all network policy',
        'They work fine without the network policy, or when all pods are on the same worker.',
      ],
      source: 'reports of users',
    },
    {
      id: 'told/cpu-limit',
      cause: 'cpu-starved-startup',
      pattern:
        /\bcpu\b.{0,60}\b(?:limit|throttl)\w*.{0,200}\b(?:slow|too long|to start|startup|boot(?:s|ing)?|takes|took|livenessProbe|probe)\b|\b(?:cpu\W{0,4}(?:\d{2,3}m|0\.\d{1,3})|(?:\d{2,3}m|0\.\d{1,3}) (?:of (?:a )?)?(?:v?cpus?|cores?))\b.{0,200}\b(?:fails? to start|slow|too long|to start|startup|livenessProbe|probes?)\b/i,
      strength: 'hint',
      title: 'By what is told, a small CPU limit makes its start too slow',
      explain:
        'No message at hand says why it ends. Whoever reports it tells of a small CPU limit and of a slow start, which lets a liveness or startup probe run out.',
      example: [
        '`cpu: 200m` limit took about 55 seconds to start',
        'with a cpu limit 200m the boot takes more than 3.5 min',
        'with 0.5 CPU the startup probes fail and the pod is restarted',
        'we run it with 50m cpu and 128Mi memory, which makes the container fail to start before the livenessProbe',
      ],
      source: 'reports of users',
    },
    {
      id: 'told/probe',
      cause: 'liveness-probe',
      pattern:
        /\b(?:restart(?:s|ed|ing)?|kill(?:s|ed|ing)?)\b.{0,80}\b(?:cannot be reached|fail\w*|unreachable|timeout)\b.{0,60}\bprobes?\b|\bliveness ?probes?\b.{0,140}\b(?:kills?|restarts?)\b|\b(?:slow to (?:come up|start|boot)|(?:takes?|needs?) (?:too long|longer|more than \W{0,3}\d+\W{0,3} ?s?(?:ec\w*)?)\b).{0,120}\b(?:restart|kill)|\b(?<!readiness and )liveness ?probe\b.{0,40}\b(?:fails|is failing|keeps failing)\b|\b(?:could|can)(?: ?not|n['’]t) (?:read|reach|get|call|access)\b.{0,40}\b(?:health|liveness)[ -]?(?:endpoint|check|probe|url|path)|\bunhealthy and (?:is )?killed\b|\blivenessProbe\b.{0,160}\b(?:needs?|takes?) (?:well |a bit |much )?(?:over|more than|longer)\b/i,
      strength: 'hint',
      title: 'By what is told, the kubelet kills it for its probe',
      example: [
        'it keeps restarting because port 9000 cannot be reached during the probe',
        'the livenessProbe fails, it is an exec of pgrep',
        'with these settings kubernetes could not read the health endpoints',
        'so it is declared unhealthy and killed before it is up',
        'both are slow to come up, they need more than 10 seconds, and the pods restart automatically',
      ],
      source: 'reports of users',
    },
    {
      id: 'told/oom',
      cause: 'oom-killed',
      pattern:
        /\b(?:gets?|got|getting|is|are|was|were|been|be) (?:being |always |then |often )?OOM[- ]?Kill(?:ed)?\b|\bOOM[- ]?kill(?:s|er|ing|ed)\b.{0,60}\b(?:pods?|containers?|process(?:es)?)\b/i,
      strength: 'hint',
      title: 'By what is told, it is killed for its memory',
      explain:
        'No status or event at hand shows it, but whoever reports it tells of the kernel ending it for its memory. The last state of the container says so for certain: reason OOMKilled.',
      example: 'then when the node restarts it gets OOM Killed, memory grows with the WAL segments',
      source: 'reports of users',
    },
    {
      id: 'told/ends-by-itself',
      cause: 'completes-exit-0',
      pattern:
        /\b(?:container|pod|program|app(?:lication)?|code|script|process|it)\b.{0,80}\b(?:ends? by itself|(?:ran|runs|completes?d?|finish(?:es|ed)?|exits?|ended|ends) (?:successfully|normally|cleanly|without (?:an? |any )?errors?))\b|\b(?:then|and) (?:it )?(?:just |simply )?(?:exit|end)s?(?: with)?(?: (?:exit )?(?:code|status))? 0\b/i,
      strength: 'hint',
      title: 'By what is told, the program does its work and ends',
      example: [
        "if schedulerNumRuns: 10 is set, the scheduler's container ends by itself",
        'the script does one thing, sleeps a minute, then exit 0',
        'all is as expected of an app that ran successfully',
      ],
      source: 'reports of users',
    },
  ],
}
