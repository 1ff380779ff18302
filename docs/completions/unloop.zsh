#compdef unloop kubectl-unloop
_unloop() {
  local -a commands
  commands=(
    'diagnose:Name why containers crash-loop, with the lines that prove it'
    'explain:Explain a cause, an exit code, or a reason that kubectl shows'
    'demo:Diagnose a recorded cluster with a dozen real incidents'
    'fix:Show the plan that fixes a workload; with --apply carry it out and prove it'
    'undo:Put back what unloop fix has changed'
    'wait:Wait until a rollout has proved itself, or end with the cause of its loop'
    'debug:Look inside a container that crashes without a word, and diagnose again with what is seen'
    'net:Resolve and connect to each address that a container names, from inside its network'
    'repro:Print the docker, podman or nerdctl command that starts the same container here'
    'lint:Find in manifests what will crash-loop before it is deployed'
    'unlock:Say who holds the state lock of Terraform, OpenTofu or Terragrunt, and end it safely'
    'webhook:Run the checks of lint as an admission webhook of the API server'
    'serve:Watch a cluster, take telemetry, and keep what Kubernetes forgets'
    'agent:Let a server elsewhere watch this cluster'
    'otel-config:Write values for the OpenTelemetry Collector’s Helm chart that send to unloop'
    'mcp:Serve the Model Context Protocol on standard input and output'
    'alert:Check an alertmanager.yml, or send a sample to one of its receivers'
    'rules:Check, test and convert Prometheus rules, or print unloop’s own'
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
        '--brief[Show what failed, the line that proves it and the fix alone]' \
        '--details[Show every incident with its details\: where there are many, the first three have them]' \
        '--watch[Stay, look again, and show what changes\: a terminal is redrawn]' '-w[Stay, look again, and show what changes\: a terminal is redrawn]' \
        '--interval[With --watch, look again after so many seconds; 15 is the default]:SECONDS: ' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:workload:{compadd -- $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed '\''s,[.]apps/,/,'\'')}'
      ;;
    explain)
      _arguments -s \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:topic:(app-exception app-config-invalid env-missing bad-command completes-exit-0 missing-dependency schema-migration-failed deadlock-or-timeout-startup license segfault illegal-instruction heap-exhausted oom-killed cpu-starved-startup volume-full quota-or-eviction liveness-probe startup-probe lifecycle-hook-failed readiness-gate rbac-forbidden service-account-token permission-denied-fs security-context mount-failed secret-or-configmap-missing config-file-missing image-bad arch-mismatch dns-failure dependency-unreachable dependency-auth-failed network-policy tls-cert port-in-use leader-election-lost webhook-cert cloud-iam-denied volume-data-incompatible sidecar-or-injection api-version-removed version-skew dns-loop cni-failed kernel-or-node gpu-driver runtime-error init-container-failed unknown 0 1 2 3 126 127 128 132 134 135 136 137 139 141 143 159 255 CrashLoopBackOff BackOff CreateContainerConfigError CreateContainerError RunContainerError StartError ContainerCannotRun ErrImagePull ImagePullBackOff ErrImageNeverPull InvalidImageName ImageInspectError RegistryUnavailable SignatureValidationFailed OOMKilled Error Completed DeadlineExceeded BackoffLimitExceeded Evicted ContainerStatusUnknown NodeLost PodInitializing ContainerCreating Unhealthy ProbeWarning Killing FailedScheduling FailedMount FailedAttachVolume FailedCreatePodSandBox SandboxChanged FailedCreate FailedPostStartHook FailedPreStopHook PostStartHookError Failed NodeNotReady NodeAffinity UnexpectedAdmissionError Unknown)'
      ;;
    demo)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '--selector[Show incidents of pods with these labels only, such as app=web,tier!=cache]:SELECTOR: ' '-l[Show incidents of pods with these labels only, such as app=web,tier!=cache]:SELECTOR: ' \
        '--details[Show every incident with its details\: where there are many, the first three have them]' \
        '--output[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown html)' '-o[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown html)' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    fix)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '*--file[Read a dump folder, an archive, a text file, or - for standard input instead of a cluster; may be repeated]:PATH:_files' '*-f[Read a dump folder, an archive, a text file, or - for standard input instead of a cluster; may be repeated]:PATH:_files' \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--plan[Choose the plan by its number or id instead of the first]:PLAN: ' \
        '*--set[Give a value that the plan asks for; NAME=@FILE reads it from a file; may be repeated]:NAME=VALUE: ' \
        '--to[Edit the manifests, or the Dockerfile and start script, of this file or folder instead of the cluster]:PATH:_files' \
        '--apply[Apply the plan, watch it, and put everything back where it does not help]' \
        '--yes[Answer yes to every question, such as whether a pod may be deleted and made anew]' '-y[Answer yes to every question, such as whether a pod may be deleted and made anew]' \
        '--for[Keep the change for so long, such as 30m, and then take it back; a temporary plan needs it]:DURATION: ' \
        '--tries[Where a plan did not help and was put back, try the next one, so many plans in all]:COUNT: ' \
        '--no-rollback[Keep the change even where it does not help]' \
        '--system[Allow changes in system namespaces such as kube-system]' \
        '--timeout[Wait no longer than this, such as 90s or 10m, which is the default]:DURATION: ' \
        '--output[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown)' '-o[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown)' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:workload:{compadd -- $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed '\''s,[.]apps/,/,'\'')}'
      ;;
    undo)
      _arguments -s \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--yes[Answer yes to every question, such as whether a pod may be deleted and made anew]' '-y[Answer yes to every question, such as whether a pod may be deleted and made anew]' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    wait)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--timeout[Wait no longer than this, such as 90s or 10m, which is the default]:DURATION: ' \
        '--output[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown html)' '-o[Choose the form of the report; text is the default]:FORMAT:(text json yaml markdown html)' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:workload:{compadd -- $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed '\''s,[.]apps/,/,'\'')}'
      ;;
    debug)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--container[Take this container, also an init container, instead of the one in trouble]:NAME: ' '-c[Take this container, also an init container, instead of the one in trouble]:NAME: ' \
        '--image[Take the tools from this image, which must have a static busybox; docker.io/library/busybox\:1.36 is the default]:IMAGE: ' \
        '--with-init[Let the init containers run in the copy as well, which are left out otherwise, as they may change something]' \
        '--keep[Leave the copy in the cluster for an hour instead of removing it]' \
        '--yes[Answer yes to every question, such as whether a pod may be deleted and made anew]' '-y[Answer yes to every question, such as whether a pod may be deleted and made anew]' \
        '--output[Choose the form of the answer; text is the default]:FORMAT:(text json)' '-o[Choose the form of the answer; text is the default]:FORMAT:(text json)' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:workload:{compadd -- $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed '\''s,[.]apps/,/,'\'')}'
      ;;
    net)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--container[Take this container, also an init container, instead of the one in trouble]:NAME: ' '-c[Take this container, also an init container, instead of the one in trouble]:NAME: ' \
        '--image[Take the tools from this image, which must have a static busybox; docker.io/library/busybox\:1.36 is the default]:IMAGE: ' \
        '--yes[Answer yes to every question, such as whether a pod may be deleted and made anew]' '-y[Answer yes to every question, such as whether a pod may be deleted and made anew]' \
        '--output[Choose the form of the answer; text is the default]:FORMAT:(text json)' '-o[Choose the form of the answer; text is the default]:FORMAT:(text json)' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:workload:{compadd -- $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed '\''s,[.]apps/,/,'\'')}'
      ;;
    repro)
      _arguments -s \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '*--file[Read a dump folder, an archive, a text file, or - for standard input instead of a cluster; may be repeated]:PATH:_files' '*-f[Read a dump folder, an archive, a text file, or - for standard input instead of a cluster; may be repeated]:PATH:_files' \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--container[Take this container, also an init container, instead of the one in trouble]:NAME: ' '-c[Take this container, also an init container, instead of the one in trouble]:NAME: ' \
        '--with[Write the command for this program; by default the first of them that is installed]:PROGRAM:(docker podman nerdctl)' \
        '--secret-keys[Also ask for the Secrets that failing pods refer to, to see which keys they have; values are dropped at once]' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:workload:{compadd -- $(kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed '\''s,[.]apps/,/,'\'')}'
      ;;
    lint)
      _arguments -s \
        '--output[Choose the form of the findings; text is the default]:FORMAT:(text json yaml markdown sarif junit github gitlab)' '-o[Choose the form of the findings; text is the default]:FORMAT:(text json yaml markdown sarif junit github gitlab)' \
        '*--output-file[Also write the findings in this form to a file; -o FORMAT=FILE is the same; may be repeated]:FORMAT=FILE: ' \
        '--fail-on[End with status 1 from this severity on; may-crash is the default]:LEVEL:(will-crash may-crash practice never)' \
        '--practice[Also tell what is no good practice, such as a missing limit or probe]' \
        '--bundle[Say whether the files are the complete application\: decides what is told of objects that are not among them; auto is the default]:WHICH:(auto complete partial)' \
        '--kubernetes-version[Check against this release of Kubernetes, such as 1.33, instead of the newest known]:VERSION: ' \
        '*--values[Render charts with the values of this file, as helm does; may be repeated]:FILE:_files' '*-f[Render charts with the values of this file, as helm does; may be repeated]:FILE:_files' \
        '*--set[Render charts with this value, as helm does; may be repeated]:NAME=VALUE: ' \
        '*--only[Run this check only; may be repeated]:CODE: ' \
        '*--disable[Leave this check out; may be repeated]:CODE: ' \
        '--baseline[Tell only what is not in this baseline]:FILE:_files' \
        '--write-baseline[Write the findings of today to this baseline]:FILE:_files' \
        '--config[Use this configuration instead of the unloop-lint.yaml that is nearest above the input]:FILE:_files' \
        '--live[Ask the cluster of the kubeconfig for what the files leave open\: objects that they refer to, kinds, architectures; it only reads, and no value of a Secret]' \
        '*--context[With --live, use this context of the kubeconfig]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--server[Hold limits against what this running server of unloop saw in the last seven days, such as http\://127.0.0.1\:7878; its token comes from UNLOOP_TOKEN]:URL: ' \
        '*--image-config[Take the user, command, port and architecture of an image from what crane config, skopeo inspect --config or docker inspect printed; may be repeated]:FILE|IMAGE=FILE:_files' \
        '*--schemas[Check custom resources by the JSON Schemas of this folder, laid out as for kubeconform (GROUP/KIND_VERSION.json); may be repeated]:DIR:_files' \
        '--changed-since[Tell only what stands in documents that changed since this commit, branch or tag of git]:REF: ' \
        '--no-ignore[Also read what .gitignore and .unloopignore leave out]' \
        '--fix[Write the corrections whose right value is certain into the files, after showing them]' \
        '--diff[Show what --fix would write, and write nothing]' \
        '--dry-run[The same as --diff]' \
        '--yes[With --fix, write without asking]' '-y[With --fix, write without asking]' \
        '--lsp[Serve an editor over standard input and output (Language Server Protocol)]' \
        '--deny[With policies\: refuse objects with a mistake of this severity or worse; without it they are warned of]:LEVEL:(will-crash may-crash practice)' \
        '*--exempt[With policies\: leave this namespace alone too, beside kube-system and the like; may be repeated]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:file:_files'
      ;;
    unlock)
      _arguments -s \
        '*--file[Read the error from this output of a pipeline or a terminal, or - for standard input; may be repeated]:PATH:_files' '*-f[Read the error from this output of a pipeline or a terminal, or - for standard input; may be repeated]:PATH:_files' \
        '--chdir[Look in this folder, with those below it, instead of the current one]:FOLDER:_files' \
        '--tool[Unlock with this program instead of the one that the folder tells]:PROGRAM:(terraform tofu terragrunt)' \
        '*--yes-i-checked[Unlock the lock with this very ID without asking, in a pipeline; may be repeated]:ID: ' \
        '--output[Choose the form of the answer; text is the default]:FORMAT:(text json yaml)' '-o[Choose the form of the answer; text is the default]:FORMAT:(text json yaml)' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    webhook)
      _arguments -s \
        '--deny[Refuse objects with a mistake of this severity or worse; without it they are warned of]:LEVEL:(will-crash may-crash practice)' \
        '--practice[Also warn of what is no good practice, such as a missing limit or probe]' \
        '*--only[Run this check only; may be repeated]:CODE: ' \
        '*--disable[Leave this check out; may be repeated]:CODE: ' \
        '--kubernetes-version[Check against this release of Kubernetes, such as 1.33, instead of the newest known]:VERSION: ' \
        '*--exempt[Leave this namespace alone too, beside kube-system and the like; may be repeated]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '--live[Also look up, read-only, the ConfigMaps, claims, accounts and Services that an object refers to]' \
        '--listen[Answer the API server here; \:8443 is the default]:ADDRESS: ' \
        '--status-listen[Serve /healthz, /readyz and /metrics here over HTTP; \:8080 is the default]:ADDRESS: ' \
        '--cert-dir[Use tls.crt and tls.key of this folder, and new ones as soon as they are there, instead of own certificates]:DIR:_files' \
        '*--host[Make the certificate for this name or address too; may be repeated]:NAME: ' \
        '--namespace[The namespace that it runs in, where it keeps its certificate; unloop-system is the default]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[The namespace that it runs in, where it keeps its certificate; unloop-system is the default]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '--configuration[Write the caBundle of this ValidatingWebhookConfiguration; unloop-webhook is the default]:NAME: ' \
        '*--context[Use this context of the kubeconfig]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--image[With manifests\: the image that runs unloop]:IMAGE: ' \
        '--cert-manager[With manifests\: let cert-manager make the certificate]' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    serve)
      _arguments -s \
        '--config[Take settings from this YAML file, by the names of these options; variables such as UNLOOP_DISK, and options, come before it]:FILE:_files' \
        '--listen[Answer here; 127.0.0.1\:7878 is the default, and port 0 takes any that is free]:ADDRESS: ' \
        '--otlp-grpc[Take OTLP over gRPC here; 127.0.0.1\:4317 is the default, and off takes none]:ADDRESS: ' \
        '--data[Keep everything in this folder; ~/.local/share/unloop is the default]:DIR:_files' \
        '*--store[Keep it in this ClickHouse server instead of the embedded one; repeated for each node of a cluster]:URL: ' \
        '--store-cluster[With --store\: spread tables over the shards of this cluster of its configuration]:NAME: ' \
        '--replicated[With --store-cluster\: replicated tables]' \
        '--disk[Drop the oldest data beyond this size, such as 50GB; 20GB is the default]:SIZE: ' \
        '--fetch-engine[Fetch the embedded store if it is not there yet, and end\: for images]' \
        '--no-cluster[Watch no cluster, and only take what is sent]' \
        '*--agent[Also watch the cluster of this name by way of the unloop agent in it, which connects here; may be repeated]:NAME: ' \
        '--scrape-config[Scrape what scrape_configs of this Prometheus configuration names; read again at SIGHUP]:FILE:_files' \
        '--no-scrape[Leave the kubelets and kube-state-metrics of the cluster alone]' \
        '--allow-fixes[Let people of the role write have plans carried out from the page, with the rights that the server has in the cluster]' \
        '--demo[Serve a recorded cluster instead, played in time; nothing of it is kept]' \
        '--open[Open the page in the browser]' \
        '*--context[Watch the cluster of this context; may be repeated]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--interval[Diagnose the cluster again after so many seconds also where nothing changed; 15 is the default]:SECONDS: ' \
        '--tokens[Ask for tokens\: a line of this file is a role (read, write or ingest) and a token]:FILE:_files' \
        '*--host[It is also reached by this name; may be repeated]:NAME: ' \
        '*--rules[Evaluate the Prometheus rules of this file or folder over what is kept; may be repeated]:PATH:_files' \
        '--alertmanager-config[Notify as this alertmanager.yml says]:FILE:_files' \
        '*--alertmanager[Also hand alerts to this Alertmanager, or to what speaks its API; may be repeated]:URL: ' \
        '--alerta[Also hand alerts to this Alerta by its API, such as http\://alerta/api]:URL: ' \
        '--alerta-key-file[Read the key of --alerta from this file]:FILE:_files' \
        '--enrich[Choose what alerts get of the diagnosis\: off, annotations (the default), or templates, which also tell it in messages whose text the configuration leaves open]:HOW:(off annotations templates)' \
        '--lease[Of several servers let the one notify that holds this Lease (NAME or NAMESPACE/NAME) of the cluster\: the only thing that is written there]:NAME: ' \
        '--external-url[Begin links in messages with this address instead of the one that is listened on]:URL: ' \
        '--oidc-issuer[Let people sign in by this provider of OpenID Connect; its way back is /auth/callback]:URL: ' \
        '--oidc-client-id[With --oidc-issuer\: the client that the provider knows this server as]:ID: ' \
        '--oidc-client-secret-file[With --oidc-issuer\: read the secret of the client from this file; a public client has none]:FILE:_files' \
        '*--oidc-read[Let this group or address of e-mail read; may be repeated]:NAME: ' \
        '*--oidc-write[Let this group or address of e-mail also change things; may be repeated]:NAME: ' \
        '--token-review[Also take tokens of the cluster, as far as it lets their owners use the URL /unloop\: get to read, update to change, create to send]' \
        '--tls-cert[Serve HTTPS with this certificate chain]:FILE:_files' \
        '--tls-key[The key of --tls-cert]:FILE:_files' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    agent)
      _arguments -s \
        '--server[The server that is to watch this cluster, such as https\://unloop.example]:URL: ' \
        '--cluster[The name of this cluster, as --agent of the server has it; the context is the default]:NAME: ' \
        '--token-file[Read the token of the role ingest from this file, and anew at each connection; UNLOOP_TOKEN is the default]:FILE:_files' \
        '*--context[Use this context of the kubeconfig]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    otel-config)
      _arguments -s \
        '--server[Where the server is reached from the pods; http\://unloop.unloop.svc\:7878 is the default]:URL: ' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    mcp)
      _arguments -s \
        '--server[Also offer what this running server keeps, such as http\://127.0.0.1\:7878; its token comes from UNLOOP_TOKEN]:URL: ' \
        '--namespace[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' '-n[Look at this namespace only]:NS:{compadd -- $(kubectl get namespaces -o name 2>/dev/null | sed '\''s,^namespace/,,'\'')}' \
        '*--context[Use this context of the kubeconfig; may be repeated to diagnose several clusters]:CONTEXT:{compadd -- $(kubectl config get-contexts -o name 2>/dev/null)}' \
        '--kubeconfig[Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config]:FILE:_files' \
        '--help[Show the help of the command]' '-h[Show the help of the command]'
      ;;
    alert)
      _arguments -s \
        '--dry-run[With test\: show what would be sent, and send nothing]' \
        '--base[With convert\: add the objects to this alertmanager.yml]:FILE:_files' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:file:_files'
      ;;
    rules)
      _arguments -s \
        '*--run[With test\: run only groups of tests whose names match; may be repeated]:REGEX: ' \
        '--ignore-unknown-fields[Pass over fields that Prometheus does not know instead of refusing them]' \
        '--lint-fatal[With check\: end with status 3 where rules write the same series]' \
        '--color[Colour the text\: auto (on a terminal, the default), always or never]:WHEN:(auto always never)' \
        '--help[Show the help of the command]' '-h[Show the help of the command]' \
        '*:file:_files'
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
        '*:command:(diagnose explain demo fix undo wait debug net repro lint unlock webhook serve agent otel-config mcp alert rules collect completion version help)'
      ;;
  esac
}
compdef _unloop unloop kubectl-unloop
