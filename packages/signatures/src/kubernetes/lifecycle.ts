import type { SignatureFamily } from '@unloop/engine/scanner'

const STATED = ['event', 'status', 'log'] as const

/** Probes, hooks, evictions, quotas, admission: what the kubelet and the control plane do to a pod. */
export const lifecycle: SignatureFamily = {
  programs: ['kubelet', 'kube-controller-manager', 'kube-scheduler', 'kube-apiserver'],
  signatures: [
    {
      id: 'kubelet/killed-by-liveness',
      cause: 'liveness-probe',
      pattern:
        /(?:Container (?<name>\S{1,100}) failed liveness probe, will be restarted|Killing container with id \S{1,200}:(?:Container failed liveness probe|pod ".{1,200}" container "(?<what>[^"]{1,100})" is unhealthy))/,
      strength: 'error',
      title: 'The kubelet kills the container as its liveness probe fails',
      example: [
        'Container api failed liveness probe, will be restarted',
        'Killing container with id docker://api:Container failed liveness probe.. Container will be killed and recreated.',
        'Killing container with id docker://db:pod "db-0_shop(1a)" container "db" is unhealthy, it will be killed and re-created.',
      ],
      source: 'kubelet pkg/kubelet/kuberuntime, events.KillingContainer',
      in: STATED,
      from: ['070-argocd-repo-server-liveness'],
    },
    {
      id: 'kubelet/killed-by-startup',
      cause: 'startup-probe',
      pattern: /Container (?<name>\S{1,100}) failed startup probe, will be restarted/,
      strength: 'error',
      title: 'The kubelet kills the container as its startup probe fails',
      example: 'Container api failed startup probe, will be restarted',
      source: 'kubelet pkg/kubelet/kuberuntime',
      in: STATED,
      from: ['036-reflector-startup-probe'],
    },
    {
      id: 'kubelet/liveness-tool-missing',
      cause: 'liveness-probe',
      pattern:
        /Liveness probe (?:failed|errored.{0,60}): .{0,200}?(?:(?:sh|bash|ash): (?:line )?(?:\d{1,4}: )?(?<file>[\w./-]{1,60}): (?:command )?not found|exec: \\*"(?<name>[^"\\]{1,100})\\*": (?:executable file not found|stat|no such file))/,
      strength: 'error',
      title: "The liveness probe's own program is not in the image",
      example: [
        'Liveness probe failed: sh: 1: curl: not found',
        'Liveness probe errored: rpc error: code = Unknown desc = failed to exec in container: OCI runtime exec failed: exec failed: unable to start container process: exec: "grpc_health_probe": executable file not found in $PATH: unknown',
      ],
      source: 'kubelet pkg/kubelet/prober',
      in: ['event', 'log'],
      from: ['b27-liveness-exec-wget-missing'],
    },
    {
      id: 'kubelet/liveness-failed',
      cause: 'liveness-probe',
      pattern:
        /Liveness probe (?:failed|errored)(?: and resulted in \w{1,20} state)?: (?<what>.{0,200})/,
      strength: 'hint',
      title: 'The liveness probe fails: {what}',
      example: [
        'Liveness probe failed: HTTP probe failed with statuscode: 404',
        'Liveness probe failed: Get "http://10.244.0.33:8080/health": dial tcp 10.244.0.33:8080: connect: connection refused',
        'Liveness probe failed: command "/bin/check" timed out',
        'Liveness probe failed: service unhealthy (responded with "NOT_SERVING")',
        'Liveness probe failed: timeout: failed to connect service ":50051" within 1s',
      ],
      source: 'kubelet pkg/kubelet/prober',
      in: ['event', 'log'],
    },
    {
      id: 'kubelet/startup-failed',
      cause: 'startup-probe',
      pattern:
        /Startup probe (?:failed|errored)(?: and resulted in \w{1,20} state)?: (?<what>.{0,200})/,
      strength: 'hint',
      title: 'The startup probe fails: {what}',
      example:
        'Startup probe failed: Get "http://10.9.1.44:25080/healthz": dial tcp 10.9.1.44:25080: connect: connection refused',
      source: 'kubelet pkg/kubelet/prober',
      in: ['event', 'log'],
    },
    {
      id: 'kubelet/readiness-failed',
      cause: 'readiness-gate',
      pattern:
        /Readiness probe (?:failed|errored)(?: and resulted in \w{1,20} state)?: (?<what>.{0,200})/,
      strength: 'hint',
      title: 'The readiness probe fails: {what}',
      example: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
      source: 'kubelet pkg/kubelet/prober',
      in: ['event', 'log'],
    },
    {
      id: 'kubelet/post-start-hook',
      cause: 'lifecycle-hook-failed',
      pattern:
        /^(?!.{0,40}(?:FailedPreStopHook|PreStop)).{0,80}?(?:FailedPostStartHook|PostStartHookError|PostStart hook|Exec lifecycle hook \(\[(?<what>.{1,200})\]\) for Container "(?<name>[^"]{1,100})".{0,200} failed|Http lifecycle hook .{1,200} failed)/,
      strength: 'fatal',
      title: 'The postStart hook fails, so the kubelet kills the container',
      example: [
        'Exec lifecycle hook ([/bin/sh -c ./warm.sh]) for Container "api" in Pod "api-1_shop(2b)" failed - error: command \'/bin/sh -c ./warm.sh\' exited with 127: /bin/sh: ./warm.sh: not found',
        "PostStartHookError: command 'curl -f localhost:8080' exited with 7: ",
        'FailedPostStartHook',
      ],
      source: 'kubelet pkg/kubelet/kuberuntime/kuberuntime_container.go',
      in: STATED,
    },
    {
      id: 'kubelet/pre-stop-hook',
      cause: 'lifecycle-hook-failed',
      pattern: /(?:FailedPreStopHook|PreStopHook failed|PreStop hook failed)/,
      strength: 'hint',
      title: 'The preStop hook failed while the container was stopped',
      example: 'FailedPreStopHook',
      source: 'kubelet pkg/kubelet/kuberuntime/kuberuntime_container.go',
      in: STATED,
    },
    {
      id: 'kubelet/evicted-ephemeral-limit',
      cause: 'quota-or-eviction',
      pattern:
        /(?:Pod ephemeral local storage usage exceeds the total limit of containers (?<what>\S{1,20})|Container (?<name>\S{1,100}) exceeded its local ephemeral storage limit "?(?<setting>[^".]{1,20}))/,
      strength: 'fatal',
      title: 'The pod was evicted: it wrote more than its ephemeral-storage limit',
      example: [
        'Pod ephemeral local storage usage exceeds the total limit of containers 2Gi. ',
        'Container api exceeded its local ephemeral storage limit "1Gi". ',
      ],
      source: 'kubelet pkg/kubelet/eviction/eviction_manager.go',
      in: STATED,
    },
    {
      id: 'kubelet/evicted-emptydir',
      cause: 'quota-or-eviction',
      pattern:
        /Usage of EmptyDir volume "(?<name>[^"]{1,100})" exceeds the limit "(?<what>[^"]{1,20})"/,
      strength: 'fatal',
      title: 'The pod was evicted: the emptyDir {name} outgrew its limit of {what}',
      example: 'Usage of EmptyDir volume "tmp" exceeds the limit "500Mi". ',
      source: 'kubelet pkg/kubelet/eviction/eviction_manager.go',
      in: STATED,
      from: ['b19-eviction-emptydir-sizelimit-job'],
    },
    {
      id: 'kubelet/evicted-node-low',
      cause: 'quota-or-eviction',
      pattern:
        /(?:The node was low on resource: (?<what>\[?[\w.-]{1,40}\]?)|The node had condition: \[(?<name>\w{1,40})\])/,
      strength: 'fatal',
      title: 'The pod was evicted: the node ran low',
      example: [
        'The node was low on resource: memory. Threshold quantity: 100Mi, available: 84Mi. Container api was using 1Gi, request is 128Mi, has larger consumption of memory.',
        'The node was low on resource: ephemeral-storage. ',
        'The node had condition: [DiskPressure]. ',
      ],
      source: 'kubelet pkg/kubelet/eviction/helpers.go',
      in: STATED,
    },
    {
      id: 'kubelet/preempted',
      cause: 'quota-or-eviction',
      pattern:
        /(?:Preempted in order to admit critical pod|Preempted by (?:a )?(?:pod )?\S{1,120} on node)/,
      strength: 'fatal',
      title: 'The pod was preempted by one of higher priority',
      example: [
        'Preempted in order to admit critical pod',
        'Preempted by pod 1a2b on node worker-1',
      ],
      source: 'kubelet pkg/kubelet/preemption; kube-scheduler',
      in: STATED,
    },
    {
      id: 'quota/exceeded',
      cause: 'quota-or-eviction',
      pattern: /exceeded quota: (?<name>[\w.-]{1,253}), requested: (?<what>.{1,200}?)(?:, used:|$)/,
      strength: 'fatal',
      title: 'The quota {name} does not leave {what}',
      example:
        'Error creating: pods "api-1" is forbidden: exceeded quota: team, requested: limits.cpu=2, used: limits.cpu=7, limited: limits.cpu=8',
      source: 'apiserver resourcequota admission',
      in: STATED,
      from: ['b62-resourcequota-blocks-rollout'],
    },
    {
      id: 'quota/must-specify',
      cause: 'quota-or-eviction',
      pattern: /failed quota: (?<name>[\w.-]{1,253}): must specify (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'The quota {name} demands that the pod states {what}',
      example:
        'Error creating: pods "api-1" is forbidden: failed quota: team: must specify limits.cpu for: api; limits.memory for: api',
      source: 'apiserver resourcequota admission',
      in: STATED,
    },
    {
      id: 'quota/limit-range',
      cause: 'quota-or-eviction',
      pattern:
        /(?<what>(?:maximum|minimum) (?:cpu|memory|ephemeral-storage|storage) (?:usage|limit to request ratio) per \w{1,24}(?: is \S{1,20}, but .{1,60})?)/,
      strength: 'fatal',
      title: 'A LimitRange refuses the pod: {what}',
      example:
        'Error creating: pods "api-1" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
      source: 'apiserver limitranger admission',
      in: STATED,
    },
    {
      id: 'admission/pod-security',
      cause: 'security-context',
      pattern: /violates PodSecurity "(?<name>[^"]{1,60})": (?<what>.{1,240})/,
      strength: 'fatal',
      title: 'Pod Security {name} refuses the pod: {what}',
      example:
        'Error creating: pods "api-1" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "api" must set securityContext.allowPrivilegeEscalation=false)',
      source: 'pod-security-admission',
      in: STATED,
    },
    {
      id: 'admission/pod-security-policy',
      cause: 'security-context',
      pattern:
        /(?:unable to validate against any (?:pod security policy|security context constraint)|PodSecurityPolicy: unable to admit pod): ?(?<what>.{0,240})/,
      strength: 'fatal',
      title: 'The pod is refused by the security policy: {what}',
      example: [
        'Error creating: pods "api-1" is forbidden: unable to validate against any security context constraint: [provider restricted: .spec.securityContext.fsGroup: Invalid value: []int64{1000}: 1000 is not an allowed group',
        'PodSecurityPolicy: unable to admit pod: []',
      ],
      source: 'OpenShift SCC admission; PodSecurityPolicy',
      in: STATED,
    },
    {
      id: 'admission/webhook-denied',
      cause: 'security-context',
      pattern: /admission webhook "(?<name>[\w.-]{1,253})" denied the request: ?(?<what>.{0,240})/,
      strength: 'error',
      title: 'The admission webhook {name} refuses it: {what}',
      example:
        'Error creating: admission webhook "validate.kyverno.svc-fail" denied the request: resource Deployment/shop/api was blocked due to the following policies disallow-latest-tag',
      source: 'apiserver admission/plugin/webhook',
      in: STATED,
    },
    {
      id: 'admission/webhook-cert',
      cause: 'webhook-cert',
      pattern: /failed calling webhook "(?<name>[\w.-]{1,253})".{0,300}x509: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'The admission webhook {name} has a certificate that does not hold: {what}',
      example:
        'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": x509: certificate signed by unknown authority',
      source: 'apiserver admission/plugin/webhook',
      in: STATED,
    },
    {
      id: 'admission/webhook-unreachable',
      cause: 'webhook-cert',
      pattern: /failed calling webhook "(?<name>[\w.-]{1,253})"(?!.{0,300}x509: )/,
      strength: 'error',
      title: 'The admission webhook {name} does not answer',
      example: [
        'Error creating: Internal error occurred: failed calling webhook "sidecar-injector.istio.io": failed to call webhook: Post "https://istiod.istio-system.svc:443/inject?timeout=10s": context deadline exceeded',
        'failed calling webhook "mutate.example.io": failed to call webhook: Post "https://h.x.svc:443/m?timeout=10s": no endpoints available for service "h"',
      ],
      source: 'apiserver admission/plugin/webhook',
      in: STATED,
    },
    {
      id: 'kubelet/admission-error',
      cause: 'quota-or-eviction',
      pattern:
        /(?:Pod was rejected: |Node didn't have enough resource: |Pod )?(?:Node didn't have enough resource: (?<what>\w{1,30})|Predicate NodeAffinity failed|Predicate NodePorts failed|Pod was rejected: (?!Allocate failed)(?<name>.{1,160}))/,
      strength: 'error',
      title: 'The node refused the pod when it arrived',
      example: [
        "Node didn't have enough resource: cpu, requested: 500, used: 3800, capacity: 4000",
        'Pod Predicate NodeAffinity failed',
        "Pod was rejected: Node didn't have enough resource: pods, requested: 1, used: 110, capacity: 110",
      ],
      source: 'kubelet pkg/kubelet/lifecycle/predicate.go',
      in: ['event', 'status'],
    },
    {
      id: 'kubelet/device-allocation',
      cause: 'gpu-driver',
      pattern:
        /(?:UnexpectedAdmissionError|Allocate failed due to (?<what>.{1,200}), which is unexpected)/,
      strength: 'error',
      title: 'The node could not give the pod its device',
      example: [
        'Pod was rejected: Allocate failed due to no healthy devices present; cannot allocate unhealthy devices nvidia.com/gpu, which is unexpected',
        'UnexpectedAdmissionError',
      ],
      source: 'kubelet pkg/kubelet/cm/devicemanager',
      in: STATED,
    },
    {
      id: 'kubelet/cni-not-ready',
      cause: 'cni-failed',
      pattern:
        /(?:cni plugin not initialized|cni config uninitialized|network plugin is not ready|NetworkPluginNotReady|No CNI configuration file in (?<file>\S{1,100})|no networks found in (?<name>\S{1,100}))/,
      strength: 'error',
      title: 'The node has no working network plugin',
      example: [
        'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
        'runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
        'KubeletNotReady container runtime network not ready: No CNI configuration file in /etc/cni/net.d/. Has your network provider started?',
      ],
      source: 'kubelet; containerd go-cni',
      in: STATED,
    },
    {
      id: 'kubelet/no-ip-left',
      cause: 'cni-failed',
      pattern:
        /(?:no IP addresses available in range set: (?<what>\S{1,80})|failed to allocate for range \d{1,3}: (?<name>.{1,120})|failed to assign an IP address to container|IPAM pool exhausted|no more (?:free|available) (?:IPs|IP addresses)|No (?:more )?IPs? (?:is |are )?available)/,
      strength: 'fatal',
      title: 'The node has no free pod addresses left',
      example: [
        'Failed to create pod sandbox: plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254',
        'plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
      ],
      source: 'containernetworking plugins host-local; amazon-vpc-cni',
      in: STATED,
    },
    {
      id: 'kubelet/sandbox-network',
      cause: 'cni-failed',
      pattern:
        /(?:[Ff]ailed to (?:set ?up|create) (?:network for sandbox|pod sandbox|sandbox).{0,300}(?:plugin type="?(?<name>[\w-]{1,40})"?|cni|CNI|network).{0,40}failed(?: \(add\))?:? ?(?<what>.{0,200})|NetworkPlugin cni failed to set up pod .{0,200})/,
      strength: 'error',
      title: 'The network plugin cannot set up the pod',
      example: [
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "1a2b": plugin type="calico" failed (add): stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/',
        'Failed create pod sandbox: rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod "api-1_shop" network: open /run/flannel/subnet.env: no such file or directory',
      ],
      source: 'containerd pkg/cri; kubelet',
      in: STATED,
    },
    {
      id: 'kubelet/sandbox-failed',
      cause: 'runtime-error',
      pattern:
        /Failed (?:to )?create pod sand ?box: (?!.{0,300}(?:network for sandbox|plugin type|NetworkPlugin|no runtime for|RuntimeHandler|cgroup|sysctl|no space left|not found in the list))(?<what>.{0,240})/,
      strength: 'error',
      title: 'The pod sandbox cannot be created: {what}',
      example:
        'Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      source: 'kubelet pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
      in: STATED,
    },
    {
      id: 'kernel/memory-cgroup-oom',
      cause: 'oom-killed',
      pattern:
        /(?:Memory cgroup out of memory: Kill(?:ed)? process (?<what>\d{1,8}) \((?<name>[^)]{1,60})\)|oom-kill:constraint=CONSTRAINT_MEMCG)/,
      strength: 'fatal',
      title: 'The kernel killed a process at its memory limit',
      example: [
        'Memory cgroup out of memory: Killed process 21301 (java) total-vm:4770836kB, anon-rss:1298548kB, file-rss:21304kB, shmem-rss:0kB',
        '[Thu Jun 20 08:03:11 2019] Memory cgroup out of memory: Kill process 21710 (node) score 1499 or sacrifice child',
        'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=cri-containerd-1,oom_memcg=/kubepods/burstable/pod1',
      ],
      source: 'Linux mm/oom_kill.c',
      in: STATED,
      from: ['039-eck-elasticsearch-oom-exit-255'],
    },
    {
      id: 'kernel/global-oom',
      cause: 'oom-killed',
      pattern:
        /(?:(?<!cgroup )[Oo]ut of memory: Kill(?:ed)? process (?<what>\d{1,8}) \((?<name>[^)]{1,60})\)|System OOM encountered, victim process: (?<module>[^,]{1,60})|invoked oom-killer:)/,
      strength: 'error',
      title: 'The node ran out of memory and the kernel killed a process',
      example: [
        'Out of memory: Killed process 812 (mysqld) total-vm:2210148kB, anon-rss:912000kB',
        'System OOM encountered, victim process: java, pid: 4242',
        'node invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=968',
      ],
      source: 'Linux mm/oom_kill.c; kubelet oom_watcher_linux.go',
      in: STATED,
    },
    {
      id: 'kernel/segfault-line',
      cause: 'segfault',
      pattern:
        /(?<name>[\w.:/-]{1,60})\[(?<what>\d{1,8})\]: segfault at [0-9a-f]{1,16} ip [0-9a-f]{4,16}/,
      strength: 'fatal',
      title: '{name} crashed with a segmentation fault',
      example:
        'kernel: app[3121]: segfault at 0 ip 00005581c2b1 sp 00007ffd error 4 in app[5581c0000000+5000]',
      source: 'Linux arch/x86/mm/fault.c',
      in: STATED,
    },
    {
      id: 'kernel/invalid-opcode',
      cause: 'illegal-instruction',
      pattern: /traps: (?<name>[\w.:/-]{1,60})\[\d{1,8}\] trap invalid opcode/,
      strength: 'fatal',
      title: '{name} used an instruction that the CPU does not have',
      example:
        'traps: mongod[2214] trap invalid opcode ip:55d0c1a2b3c4 sp:7ffe1a2b3c40 error:0 in mongod[55d0bf000000+2d0a000]',
      source: 'Linux arch/x86/kernel/traps.c',
      in: STATED,
    },
    {
      id: 'node/rebooted',
      cause: 'kernel-or-node',
      pattern: /Node (?<name>\S{1,200}) has been rebooted, boot id: /,
      strength: 'hint',
      title: 'The node {name} was rebooted',
      example: 'Node worker-2 has been rebooted, boot id: 7d0d6b2e-4e1b-4f4e-9c1b-5f6a7b8c9d0e',
      source: 'kubelet pkg/kubelet/kubelet_node_status.go',
      in: STATED,
    },
    {
      id: 'node/not-ready',
      cause: 'kernel-or-node',
      pattern:
        /(?:Node is not ready|Node \S{1,200} status is now: NodeNotReady|NodeStatusUnknown.{0,40}Kubelet stopped posting node status|Kubelet stopped posting node status|Exit code 255.{0,40}unknown reason|ContainerStatusUnknown|The container could not be located when the pod was terminated)/,
      strength: 'hint',
      title: 'The node was not ready',
      example: [
        'Node is not ready',
        'Node worker-2 status is now: NodeNotReady',
        'Kubelet stopped posting node status.',
        'The container could not be located when the pod was terminated',
      ],
      source: 'node-lifecycle-controller; kubelet',
      in: STATED,
    },
    {
      id: 'node/pressure',
      cause: 'quota-or-eviction',
      pattern:
        /(?:Attempting to reclaim (?<what>[\w-]{1,30})|NodeHas(?:DiskPressure|InsufficientMemory|InsufficientPID)|Failed to garbage collect required amount of images)/,
      strength: 'hint',
      title: 'The node ran low on resources',
      example: [
        'Attempting to reclaim ephemeral-storage',
        'Node worker-2 status is now: NodeHasDiskPressure',
        'Failed to garbage collect required amount of images. Attempted to free 1202 bytes, but only found 0 bytes eligible to free.',
      ],
      source: 'kubelet eviction and image_gc_manager',
      in: STATED,
    },
    {
      id: 'scheduler/insufficient',
      cause: 'quota-or-eviction',
      pattern: /\d{1,5}\/\d{1,5} nodes are available: .{0,300}(?<what>Insufficient [\w./-]{1,60})/,
      strength: 'hint',
      title: 'No node has room for the pod: {what}',
      example:
        '0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
      source: 'kube-scheduler noderesources',
      in: ['event', 'status'],
    },
    {
      id: 'scheduler/unschedulable',
      cause: 'readiness-gate',
      pattern:
        /^0\/\d{1,5} nodes are available: (?<what>(?!.{0,200}(?:persistentvolumeclaim|PersistentVolumeClaims))(?!.{0,300}Insufficient).{1,200})/,
      strength: 'hint',
      title: 'No node fits the pod: {what}',
      example: "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.",
      source: 'kube-scheduler',
      in: ['event', 'status'],
    },
  ],
}
