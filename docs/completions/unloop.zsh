#compdef unloop kubectl-unloop
_unloop() {
  local -a commands
  commands=(
    'diagnose:Name why containers crash-loop, with the lines that prove it'
    'explain:Explain a cause, an exit code, or a reason that kubectl shows'
    'demo:Diagnose a recorded cluster with a dozen real incidents'
    'collect:Write everything that a diagnosis needs to an archive for somebody else'
    'completion:Print a completion script for a shell'
    'version:Print the version'
    'help:Show the help of a command'
  )
  local command=diagnose
  if (( CURRENT > 2 )) && (( ${+commands[(r)${words[2]}:*]} )) && [[ -n ${commands[(r)${words[2]}:*]} ]]; then
    command=${words[2]}
    shift words
    (( CURRENT-- ))
  elif (( CURRENT == 2 )) && [[ ${words[2]} != -* ]]; then
    _describe -t commands command commands
  fi
  case $command in
    diagnose)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '--all-namespaces[Look at all namespaces, which is the default where no KIND/NAME is given]' '-A[Look at all namespaces, which is the default where no KIND/NAME is given]' \
        '--selector[Show incidents of pods with these labels only, such as app=web,tier!=cache]:SELECTOR: ' '-l[Show incidents of pods with these labels only, such as app=web,tier!=cache]:SELECTOR: ' \
        '*--file[Read a dump folder, an archive, a text file, or - for standard input instead of a cluster; may be repeated]:PATH:_files' '*-f[Read a dump folder, an archive, a text file, or - for standard input instead of a cluster; may be repeated]:PATH:_files' \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--secret-keys[Also ask for the Secrets that failing pods refer to, to see which keys they have; values are dropped at once]' \
        '--output[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown html)' '-o[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown html)' \
        '--watch[Stay, look again, and show the report whenever it changes]' '-w[Stay, look again, and show the report whenever it changes]' \
        '--interval[With --watch, look again after so many seconds; 15 is the default]:SECONDS: ' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:workload:{compadd -- $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed '\''s,[.]apps/,/,'\'')}'
      ;;
    explain)
      _arguments -s \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:topic:(app-exception app-config-invalid env-missing bad-command completes-exit-0 missing-dependency schema-migration-failed deadlock-or-timeout-startup license segfault illegal-instruction heap-exhausted oom-killed cpu-starved-startup volume-full quota-or-eviction liveness-probe startup-probe lifecycle-hook-failed readiness-gate rbac-forbidden service-account-token permission-denied-fs security-context mount-failed secret-or-configmap-missing config-file-missing image-bad arch-mismatch dns-failure dependency-unreachable dependency-auth-failed network-policy tls-cert port-in-use leader-election-lost webhook-cert cloud-iam-denied volume-data-incompatible sidecar-or-injection api-version-removed dns-loop cni-failed kernel-or-node gpu-driver runtime-error init-container-failed unknown 0 1 2 3 126 127 128 132 134 135 136 137 139 141 143 159 255 CrashLoopBackOff BackOff CreateContainerConfigError CreateContainerError RunContainerError StartError ContainerCannotRun ErrImagePull ImagePullBackOff ErrImageNeverPull InvalidImageName ImageInspectError RegistryUnavailable SignatureValidationFailed OOMKilled Error Completed DeadlineExceeded BackoffLimitExceeded Evicted ContainerStatusUnknown NodeLost PodInitializing ContainerCreating Unhealthy ProbeWarning Killing FailedScheduling FailedMount FailedAttachVolume FailedCreatePodSandBox SandboxChanged FailedCreate FailedPostStartHook FailedPreStopHook PostStartHookError Failed NodeNotReady NodeAffinity UnexpectedAdmissionError Unknown)'
      ;;
    demo)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '--selector[Show incidents of pods with these labels only, such as app=web,tier!=cache]:SELECTOR: ' '-l[Show incidents of pods with these labels only, such as app=web,tier!=cache]:SELECTOR: ' \
        '--output[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown html)' '-o[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown html)' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    collect)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '--all-namespaces[Look at all namespaces, which is the default where no KIND/NAME is given]' '-A[Look at all namespaces, which is the default where no KIND/NAME is given]' \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--secret-keys[Also ask for the Secrets that failing pods refer to, to see which keys they have; values are dropped at once]' \
        '--archive[Write the archive to this file, such as evidence.tar.gz]:FILE:_files' '-o[Write the archive to this file, such as evidence.tar.gz]:FILE:_files' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:workload:{compadd -- $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed '\''s,[.]apps/,/,'\'')}'
      ;;
    completion)
      _arguments -s \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:shell:(bash zsh fish)'
      ;;
    version)
      _arguments -s \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    help)
      _arguments -s \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:command:(diagnose explain demo collect completion version help)'
      ;;
  esac
}
compdef _unloop unloop kubectl-unloop
