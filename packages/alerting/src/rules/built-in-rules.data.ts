/**
 * The built-in alerts as rules for a Prometheus that scrapes kube-state-metrics, cAdvisor and the kubelet's probes.
 * Windows are longer than the kubelet's longest back-off (five minutes), so that nothing flaps between two restarts;
 * a counter that is born with a restart has no increase, which `unless … offset` makes up for.
 */
export const BUILT_IN_RULES = `groups:
  - name: unloop
    rules:
      - alert: UnloopCrashLoop
        expr: |
          increase(kube_pod_container_status_restarts_total[15m]) >= 2
          or (kube_pod_container_status_restarts_total >= 2 unless kube_pod_container_status_restarts_total offset 15m)
          or max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[10m]) >= 1
          or max_over_time(kube_pod_init_container_status_waiting_reason{reason="CrashLoopBackOff"}[10m]) >= 1
        labels:
          severity: warning
        annotations:
          summary: '{{ $labels.namespace }}/{{ $labels.pod }} ({{ $labels.container }}) crashes again and again'
      - alert: UnloopEveryReplicaDown
        expr: |
          (kube_deployment_status_replicas_available == 0 and kube_deployment_spec_replicas > 0)
          or (kube_statefulset_status_replicas_ready == 0 and kube_statefulset_replicas > 0)
          or (kube_daemonset_status_number_ready == 0 and kube_daemonset_status_desired_number_scheduled > 0)
        for: 1m
        keep_firing_for: 2m
        labels:
          severity: critical
        annotations:
          summary: 'No replica of {{ $labels.namespace }}/{{ or $labels.deployment $labels.statefulset $labels.daemonset }} is ready'
      - alert: UnloopNewRevisionCrashes
        expr: |
          kube_deployment_status_replicas_unavailable > 0
          and kube_deployment_status_replicas_available > 0
          and on (namespace, deployment) kube_deployment_status_condition{condition="Progressing",status="false"} == 1
        labels:
          severity: warning
        annotations:
          summary: 'The new revision of {{ $labels.namespace }}/{{ $labels.deployment }} does not come up while the old one serves'
      - alert: UnloopRestartsRising
        expr: |
          increase(kube_pod_container_status_restarts_total[10m]) >= 3
          and increase(kube_pod_container_status_restarts_total[10m]) >= 2 * increase(kube_pod_container_status_restarts_total[10m] offset 10m)
          and increase(kube_pod_container_status_restarts_total[10m] offset 10m) > 0
        keep_firing_for: 10m
        labels:
          severity: warning
        annotations:
          summary: '{{ $labels.namespace }}/{{ $labels.pod }} ({{ $labels.container }}) restarts more and more often'
      - alert: UnloopProbeStorm
        expr: |
          count by (cluster, namespace, probe_type) (
            sum by (cluster, namespace, pod, container, probe_type) (increase(prober_probe_total{result="failed"}[5m])) >= 3
          ) >= 3
        for: 1m
        keep_firing_for: 5m
        labels:
          severity: warning
        annotations:
          summary: '{{ $labels.probe_type }} probes fail on {{ $value }} pods of {{ $labels.namespace }}'
      - alert: UnloopMemoryHeadroom
        expr: |
          max by (cluster, namespace, pod, container) (container_memory_working_set_bytes{container!=""})
            / max by (cluster, namespace, pod, container) (container_spec_memory_limit_bytes{container!=""} > 0)
          > 0.9
        for: 5m
        labels:
          severity: warning
        annotations:
          summary: '{{ $labels.namespace }}/{{ $labels.pod }} ({{ $labels.container }}) uses {{ $value | humanizePercentage }} of its memory limit'
      - alert: UnloopOutOfMemory
        expr: |
          kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} == 1
          and on (namespace, pod, container) increase(kube_pod_container_status_restarts_total[15m]) >= 1
        labels:
          severity: warning
        annotations:
          summary: '{{ $labels.namespace }}/{{ $labels.pod }} ({{ $labels.container }}) was killed at its memory limit'
      - alert: UnloopDependency
        expr: |
          increase(kube_pod_container_status_restarts_total[10m]) > 3
          and on (namespace, pod) avg_over_time(kube_pod_status_ready{condition="false"}[10m]) > 0.5
        keep_firing_for: 10m
        labels:
          severity: warning
        annotations:
          summary: '{{ $labels.namespace }}/{{ $labels.pod }} restarts and is hardly ever ready: most likely it waits for a dependency'
      - alert: UnloopNoData
        expr: absent(kube_pod_info)
        for: 5m
        labels:
          severity: warning
        annotations:
          summary: 'Nothing is known of pods for five minutes: that no alert fires says nothing'
`
