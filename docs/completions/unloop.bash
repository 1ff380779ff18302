# bash completion of unloop
_unloop() {
  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command=diagnose flags
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "${COMP_WORDS[1]}" in
      diagnose|explain|demo|fix|undo|wait|debug|net|repro|lint|unlock|webhook|serve|otel-config|mcp|alert|rules|collect|completion|version|help) command="${COMP_WORDS[1]}" ;;
    esac
  fi
  COMPREPLY=()
  case "$command:$before" in
    diagnose:--namespace|diagnose:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    diagnose:--selector|diagnose:-l) COMPREPLY=(); return ;;
    diagnose:--file|diagnose:-f) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    diagnose:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    diagnose:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    diagnose:--output|diagnose:-o) COMPREPLY=($(compgen -W "text json yaml markdown html" -- "$word")); return ;;
    diagnose:--interval) COMPREPLY=(); return ;;
    diagnose:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    explain:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    demo:--namespace|demo:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    demo:--selector|demo:-l) COMPREPLY=(); return ;;
    demo:--output|demo:-o) COMPREPLY=($(compgen -W "text json yaml markdown html" -- "$word")); return ;;
    demo:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    fix:--namespace|fix:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    fix:--file|fix:-f) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    fix:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    fix:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    fix:--plan) COMPREPLY=(); return ;;
    fix:--set) COMPREPLY=(); return ;;
    fix:--to) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    fix:--for) COMPREPLY=(); return ;;
    fix:--tries) COMPREPLY=(); return ;;
    fix:--timeout) COMPREPLY=(); return ;;
    fix:--output|fix:-o) COMPREPLY=($(compgen -W "text json yaml markdown html" -- "$word")); return ;;
    fix:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    undo:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    undo:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    undo:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    wait:--namespace|wait:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    wait:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    wait:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    wait:--timeout) COMPREPLY=(); return ;;
    wait:--output|wait:-o) COMPREPLY=($(compgen -W "text json yaml markdown html" -- "$word")); return ;;
    wait:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    debug:--namespace|debug:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    debug:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    debug:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    debug:--container|debug:-c) COMPREPLY=(); return ;;
    debug:--image) COMPREPLY=(); return ;;
    debug:--output|debug:-o) COMPREPLY=($(compgen -W "text json" -- "$word")); return ;;
    debug:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    net:--namespace|net:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    net:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    net:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    net:--container|net:-c) COMPREPLY=(); return ;;
    net:--image) COMPREPLY=(); return ;;
    net:--output|net:-o) COMPREPLY=($(compgen -W "text json" -- "$word")); return ;;
    net:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    repro:--namespace|repro:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    repro:--file|repro:-f) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    repro:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    repro:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    repro:--container|repro:-c) COMPREPLY=(); return ;;
    repro:--with) COMPREPLY=($(compgen -W "docker podman nerdctl" -- "$word")); return ;;
    lint:--output|lint:-o) COMPREPLY=($(compgen -W "text json yaml markdown sarif junit github gitlab" -- "$word")); return ;;
    lint:--output-file) COMPREPLY=(); return ;;
    lint:--fail-on) COMPREPLY=($(compgen -W "will-crash may-crash practice never" -- "$word")); return ;;
    lint:--bundle) COMPREPLY=($(compgen -W "auto complete partial" -- "$word")); return ;;
    lint:--kubernetes-version) COMPREPLY=(); return ;;
    lint:--values|lint:-f) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    lint:--set) COMPREPLY=(); return ;;
    lint:--only) COMPREPLY=(); return ;;
    lint:--disable) COMPREPLY=(); return ;;
    lint:--baseline) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    lint:--write-baseline) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    lint:--config) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    lint:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    lint:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    lint:--image-config) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    lint:--changed-since) COMPREPLY=(); return ;;
    lint:--deny) COMPREPLY=($(compgen -W "will-crash may-crash practice" -- "$word")); return ;;
    lint:--exempt) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    lint:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    unlock:--file|unlock:-f) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    unlock:--chdir) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    unlock:--tool) COMPREPLY=($(compgen -W "terraform tofu terragrunt" -- "$word")); return ;;
    unlock:--yes-i-checked) COMPREPLY=(); return ;;
    unlock:--output|unlock:-o) COMPREPLY=($(compgen -W "text json yaml" -- "$word")); return ;;
    unlock:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    webhook:--deny) COMPREPLY=($(compgen -W "will-crash may-crash practice" -- "$word")); return ;;
    webhook:--only) COMPREPLY=(); return ;;
    webhook:--disable) COMPREPLY=(); return ;;
    webhook:--kubernetes-version) COMPREPLY=(); return ;;
    webhook:--exempt) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    webhook:--listen) COMPREPLY=(); return ;;
    webhook:--status-listen) COMPREPLY=(); return ;;
    webhook:--cert-dir) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    webhook:--host) COMPREPLY=(); return ;;
    webhook:--namespace|webhook:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    webhook:--configuration) COMPREPLY=(); return ;;
    webhook:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    webhook:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    webhook:--image) COMPREPLY=(); return ;;
    serve:--config) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    serve:--listen) COMPREPLY=(); return ;;
    serve:--otlp-grpc) COMPREPLY=(); return ;;
    serve:--data) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    serve:--store) COMPREPLY=(); return ;;
    serve:--store-cluster) COMPREPLY=(); return ;;
    serve:--disk) COMPREPLY=(); return ;;
    serve:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    serve:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    serve:--interval) COMPREPLY=(); return ;;
    serve:--tokens) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    serve:--host) COMPREPLY=(); return ;;
    serve:--tls-cert) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    serve:--tls-key) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    otel-config:--server) COMPREPLY=(); return ;;
    mcp:--server) COMPREPLY=(); return ;;
    mcp:--namespace|mcp:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    mcp:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    mcp:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    alert:--base) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    alert:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    rules:--run) COMPREPLY=(); return ;;
    rules:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    collect:--namespace|collect:-n) COMPREPLY=($(compgen -W "$(kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,')" -- "$word")); return ;;
    collect:--context) COMPREPLY=($(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "$word")); return ;;
    collect:--kubeconfig) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
    collect:--archive|collect:-o) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null; return ;;
  esac
  if [[ "$word" == -* ]]; then
    case "$command" in
      diagnose) flags="--namespace -n --all-namespaces -A --selector -l --file -f --context --kubeconfig --secret-keys --output -o --brief --details --watch -w --interval --color --help -h" ;;
      explain) flags="--color --help -h" ;;
      demo) flags="--namespace -n --selector -l --details --output -o --color --help -h" ;;
      fix) flags="--namespace -n --file -f --context --kubeconfig --plan --set --to --apply --yes -y --for --tries --no-rollback --system --timeout --output -o --color --help -h" ;;
      undo) flags="--context --kubeconfig --yes -y --color --help -h" ;;
      wait) flags="--namespace -n --context --kubeconfig --timeout --output -o --color --help -h" ;;
      debug) flags="--namespace -n --context --kubeconfig --container -c --image --with-init --keep --yes -y --output -o --color --help -h" ;;
      net) flags="--namespace -n --context --kubeconfig --container -c --image --yes -y --output -o --color --help -h" ;;
      repro) flags="--namespace -n --file -f --context --kubeconfig --container -c --with --secret-keys --help -h" ;;
      lint) flags="--output -o --output-file --fail-on --practice --bundle --kubernetes-version --values -f --set --only --disable --baseline --write-baseline --config --live --context --kubeconfig --image-config --changed-since --no-ignore --fix --diff --dry-run --yes -y --lsp --deny --exempt --color --help -h" ;;
      unlock) flags="--file -f --chdir --tool --yes-i-checked --output -o --color --help -h" ;;
      webhook) flags="--deny --practice --only --disable --kubernetes-version --exempt --live --listen --status-listen --cert-dir --host --namespace -n --configuration --context --kubeconfig --image --cert-manager --help -h" ;;
      serve) flags="--config --listen --otlp-grpc --data --store --store-cluster --replicated --disk --fetch-engine --no-cluster --demo --open --context --kubeconfig --interval --tokens --host --tls-cert --tls-key --help -h" ;;
      otel-config) flags="--server --help -h" ;;
      mcp) flags="--server --namespace -n --context --kubeconfig --help -h" ;;
      alert) flags="--dry-run --base --color --help -h" ;;
      rules) flags="--run --ignore-unknown-fields --lint-fatal --color --help -h" ;;
      collect) flags="--namespace -n --all-namespaces -A --context --kubeconfig --secret-keys --archive -o --help -h" ;;
      completion) flags="--help -h" ;;
      version) flags="--help -h" ;;
      help) flags="--help -h" ;;
    esac
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
    return
  fi
  case "$command" in
    diagnose) COMPREPLY=($(compgen -W "diagnose explain demo fix undo wait debug net repro lint unlock webhook serve otel-config mcp alert rules collect completion version help $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed 's,[.]apps/,/,')" -- "$word")) ;;
    explain) COMPREPLY=($(compgen -W "app-exception app-config-invalid env-missing bad-command completes-exit-0 missing-dependency schema-migration-failed deadlock-or-timeout-startup license segfault illegal-instruction heap-exhausted oom-killed cpu-starved-startup volume-full quota-or-eviction liveness-probe startup-probe lifecycle-hook-failed readiness-gate rbac-forbidden service-account-token permission-denied-fs security-context mount-failed secret-or-configmap-missing config-file-missing image-bad arch-mismatch dns-failure dependency-unreachable dependency-auth-failed network-policy tls-cert port-in-use leader-election-lost webhook-cert cloud-iam-denied volume-data-incompatible sidecar-or-injection api-version-removed version-skew dns-loop cni-failed kernel-or-node gpu-driver runtime-error init-container-failed unknown 0 1 2 3 126 127 128 132 134 135 136 137 139 141 143 159 255 CrashLoopBackOff BackOff CreateContainerConfigError CreateContainerError RunContainerError StartError ContainerCannotRun ErrImagePull ImagePullBackOff ErrImageNeverPull InvalidImageName ImageInspectError RegistryUnavailable SignatureValidationFailed OOMKilled Error Completed DeadlineExceeded BackoffLimitExceeded Evicted ContainerStatusUnknown NodeLost PodInitializing ContainerCreating Unhealthy ProbeWarning Killing FailedScheduling FailedMount FailedAttachVolume FailedCreatePodSandBox SandboxChanged FailedCreate FailedPostStartHook FailedPreStopHook PostStartHookError Failed NodeNotReady NodeAffinity UnexpectedAdmissionError Unknown" -- "$word")) ;;
    demo) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    fix) COMPREPLY=($(compgen -W "$(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed 's,[.]apps/,/,')" -- "$word")) ;;
    undo) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    wait) COMPREPLY=($(compgen -W "$(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed 's,[.]apps/,/,')" -- "$word")) ;;
    debug) COMPREPLY=($(compgen -W "$(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed 's,[.]apps/,/,')" -- "$word")) ;;
    net) COMPREPLY=($(compgen -W "$(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed 's,[.]apps/,/,')" -- "$word")) ;;
    repro) COMPREPLY=($(compgen -W "$(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed 's,[.]apps/,/,')" -- "$word")) ;;
    lint) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    unlock) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    webhook) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    serve) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    otel-config) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    mcp) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    alert) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    rules) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    collect) COMPREPLY=($(compgen -W "$(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed 's,[.]apps/,/,')" -- "$word")) ;;
    completion) COMPREPLY=($(compgen -W "bash zsh fish" -- "$word")) ;;
    version) COMPREPLY=($(compgen -W "" -- "$word")) ;;
    help) COMPREPLY=($(compgen -W "diagnose explain demo fix undo wait debug net repro lint unlock webhook serve otel-config mcp alert rules collect completion version help" -- "$word")) ;;
  esac
}
complete -F _unloop unloop kubectl-unloop
