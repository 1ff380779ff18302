import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/projectcalico/calico: kube-controllers/cmd/kube-controllers, typha; https://github.com/tigera/operator */
export const calicoControl: SignatureFamily = {
  programs: ['calico-kube-controllers', 'calico-typha', 'tigera-operator', 'calico-apiserver'],
  signatures: [
    {
      id: 'calico-kube-controllers/datastore-init',
      cause: 'dependency-unreachable',
      pattern:
        /Failed to initialize Calico datastore(?!.*x509)(?:.{0,300}(?:dial tcp (?<host>[\d.]+):(?<port>\d+)))?/,
      strength: 'fatal',
      title:
        'calico-kube-controllers cannot initialise its datastore: the API server does not answer',
      example: [
        '2022-05-17 01:11:09.503 [FATAL][1] main.go 120: Failed to initialize Calico datastore error=Get "https://10.254.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": context deadline exceeded',
        '2024-09-09 15:28:08.029 [FATAL][13] main.go 222: Failed to initialize Calico datastore',
        '2021-02-01 10:20:12.004 [FATAL][1] main.go 118: Failed to initialize Calico datastore error=Get "https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": dial tcp 10.96.0.1:443: connect: no route to host',
      ],
      source: 'projectcalico/calico kube-controllers/cmd/kube-controllers/main.go',
      fix: {
        title:
          'Make the kubernetes Service address reachable from pods: calico-node on that node, kube-proxy, overlapping pod and host networks',
        where: 'infra',
        commands: [
          'kubectl get pods -A -l k8s-app=calico-node -o wide',
          'kubectl get svc,endpoints kubernetes -n default',
          'kubectl get ippools.crd.projectcalico.org -o custom-columns=NAME:.metadata.name,CIDR:.spec.cidr',
        ],
      },
    },
    {
      id: 'calico-kube-controllers/datastore-tls',
      cause: 'tls-cert',
      pattern:
        /(?:Failed to initialize (?:Calico )?datastore|Failed to get ClusterInformation).{0,300}x509: (?<what>.{1,160})/i,
      strength: 'fatal',
      title: "Calico does not trust the API server's certificate: {what}",
      example:
        '2022-08-20 02:37:06.461 [FATAL][1] main.go 129: Failed to initialize Calico datastore error=Get "https://192.168.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": x509: certificate is valid for 127.0.0.1, 10.244.0.1, 192.168.127.110, not 192.168.0.1',
      source: 'projectcalico/calico kube-controllers/cmd/kube-controllers/main.go',
      fix: {
        title:
          "Put the first address of the service CIDR into the API server's certificate, and keep pod and service CIDR apart",
        where: 'infra',
        commands: [
          'kubectl get svc kubernetes -n default -o jsonpath="{.spec.clusterIP}"',
          'openssl x509 -noout -ext subjectAltName -in /etc/kubernetes/pki/apiserver.crt',
        ],
      },
    },
    {
      id: 'calico-kube-controllers/datastore-auth',
      cause: 'rbac-forbidden',
      pattern:
        /Error getting cluster information config ClusterInformation="[^"]*" error=connection is unauthorized: (?!Unauthorized)(?!.*:calico-node")/,
      strength: 'error',
      title: 'Calico may not read its ClusterInformation',
      example: [
        '2019-12-04 07:13:29.770 [ERROR][1] client.go 255: Error getting cluster information config ClusterInformation="default" error=connection is unauthorized: clusterinformations.crd.projectcalico.org "default" is forbidden: User "system:serviceaccount:kube-system:calico-kube-controllers" cannot get resource "clusterinformations" in API group "crd.projectcalico.org" at the cluster scope',
      ],
      source: 'projectcalico/calico libcalico-go/lib/clientv3/client.go',
      fix: {
        title:
          'Apply the ClusterRole and binding of the same Calico release as the image, then restart',
        where: 'rbac',
        commands: [
          'kubectl auth can-i get clusterinformations.crd.projectcalico.org --as=system:serviceaccount:kube-system:calico-kube-controllers',
          'kubectl -n {namespace} rollout restart {workload}',
        ],
      },
    },
    {
      id: 'calico-kube-controllers/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /(?:the server could not find the requested resource|resource does not exist: \w+).{0,200}crd\.projectcalico\.org|crd\.projectcalico\.org.{0,200}(?:the server could not find the requested resource|no matches for kind)/,
      strength: 'error',
      title: "Calico's CRDs are not installed, or are of another release",
      example:
        'W0406 09:11:02.411009       1 reflector.go:324] pkg/mod/k8s.io/client-go@v0.23.3/tools/cache/reflector.go:167: failed to list crd.projectcalico.org/v1, Resource=caliconodestatuses: the server could not find the requested resource',
      source: 'projectcalico/calico manifests/crds.yaml',
      fix: {
        title: 'Install the CRDs of the same Calico release',
        where: 'infra',
        commands: ['kubectl get crd | grep projectcalico.org'],
      },
    },
    {
      id: 'calico-kube-controllers/status-file',
      cause: 'permission-denied-fs',
      pattern:
        /Failed to write (?:ready status|readiness status|status) error=open (?<file>\/status\/\S+): (?:permission denied|read-only file system)/,
      strength: 'error',
      title: 'calico-kube-controllers cannot write {file}',
      example:
        '2020-03-03 09:11:15.118 [ERROR][1] status.go 66: Failed to write readiness status error=open /status/status.json: permission denied',
      source: 'projectcalico/calico kube-controllers/pkg/status/status.go',
    },
    {
      id: 'calico-typha/port-in-use',
      cause: 'port-in-use',
      pattern:
        /(?:Failed to (?:open listen socket|listen)|listen tcp).{0,120}:(?<port>5473|9098|9093|9091|9099)\b.{0,60}address already in use/,
      strength: 'fatal',
      title: 'Port {port} on the node, which Calico needs, is taken',
      example:
        '2021-05-18 13:51:02.170 [PANIC][8] sync_server.go 377: Failed to open listen socket error=listen tcp :5473: bind: address already in use',
      source: 'projectcalico/calico typha/pkg/syncserver/sync_server.go',
      fix: {
        title:
          'Find what holds the port on the node: often a second Typha or an old calico process',
        where: 'infra',
        commands: ['ss -ltnp | grep -E ":(5473|9098|9099|9091)"'],
      },
    },
    {
      id: 'calico-typha/config',
      cause: 'app-config-invalid',
      pattern:
        /\[ERROR\]\[\d+\] .{0,40}Failed to (?:parse|load)(?:\/validate)? configuration(?:\.| file| environment variable).{0,200}/,
      strength: 'error',
      title: 'Typha or Felix rejects its configuration',
      example:
        '2022-01-11 11:21:09.730 [ERROR][7] daemon.go 187: Failed to parse/validate configuration. error=invalid configuration: typha CA file not found',
      source: 'projectcalico/calico typha/pkg/daemon/daemon.go',
    },
    {
      id: 'tigera-operator/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /no matches for kind "?(?<resource>\w+)"? in version "?(?<group>operator\.tigera\.io\/\w+|crd\.projectcalico\.org\/\w+|projectcalico\.org\/\w+)"?/,
      strength: 'error',
      title: 'The CRD for {resource} ({group}) is not installed',
      example:
        '{"level":"error","ts":"2023-08-30T10:01:02Z","logger":"controller-runtime.source.EventHandler","msg":"if kind is a CRD, it should be installed before calling Start","kind":"IPPool.crd.projectcalico.org","error":"no matches for kind "IPPool" in version "crd.projectcalico.org/v1""}',
      source: 'tigera/operator docs; projectcalico/calico manifests/operator-crds.yaml',
      fix: {
        title:
          'Apply operator-crds.yaml of the same Calico release (server-side: the CRDs are large)',
        where: 'infra',
        commands: [
          'kubectl apply --server-side --force-conflicts -f https://raw.githubusercontent.com/projectcalico/calico/<version>/manifests/operator-crds.yaml',
        ],
      },
    },
  ],
}
