import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes-csi: csi-lib-utils connection, node-driver-registrar, external-provisioner, -attacher, -resizer, -snapshotter, livenessprobe */
export const csiSidecars: SignatureFamily = {
  programs: [
    'csi-provisioner',
    'csi-attacher',
    'csi-resizer',
    'csi-snapshotter',
    'node-driver-registrar',
    'csi livenessprobe',
    'snapshot-controller',
  ],
  signatures: [
    {
      id: 'csi/lost-connection',
      cause: 'dependency-unreachable',
      pattern: /Lost connection to (?:unix:\/\/\S+|CSI driver, exiting|CSI driver)/,
      strength: 'fatal',
      title: 'The CSI sidecar ends as the driver container of the same pod has ended',
      explain: 'It is a victim: the reason is in the log of the driver container.',
      example: [
        'Lost connection to CSI driver, exiting',
        'E0228 10:12:01.120190       1 connection.go:142] Lost connection to unix:///csi/csi.sock.',
      ],
      source: 'kubernetes-csi/csi-lib-utils connection/connection.go',
      fix: {
        title: "Read the driver container's own log",
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get pod {pod} -o jsonpath="{.spec.containers[*].name}"',
          'kubectl -n {namespace} logs {pod} --all-containers --previous --tail=50',
        ],
      },
    },
    {
      id: 'csi/waiting-for-socket',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Still connecting to (?<file>unix:\/\/\S+|\/csi\/csi\.sock)|(?:error|failed) (?:connecting|to connect) to (?:the )?CSI driver.{0,200}|connect: .{0,20}dial unix (?:\/csi|\/plugin|\/var\/lib\/(?:kubelet|csi))\S*\.sock)/i,
      strength: 'error',
      title: "The CSI sidecar finds nobody behind the driver's socket",
      example: [
        'W0228 10:12:01.120190       1 connection.go:172] Still connecting to unix:///csi/csi.sock',
        'E0228 10:12:01.120190       1 main.go:103] error connecting to CSI driver: context deadline exceeded',
        'E0228 10:12:01.120190       1 main.go:138] "Error connecting to CSI driver" err="context deadline exceeded"',
      ],
      source: 'kubernetes-csi/csi-lib-utils connection/connection.go',
      fix: {
        title:
          'Find why the driver container does not serve its socket; both must mount the same directory',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} logs {pod} --all-containers --tail=50',
          'kubectl -n {namespace} get {workload} -o yaml | grep -nE "csi.sock|mountPath"',
        ],
      },
    },
    {
      id: 'csi/probe-driver',
      cause: 'dependency-unreachable',
      pattern:
        /(?:CSI driver probe failed|failed to probe the CSI driver|[Ee]rror (?:while probing|getting|retrieving) CSI driver(?: name| version)?|[Ff]ailed to get CSI driver name|health check failed).{0,200}rpc error/,
      strength: 'error',
      title: 'The CSI driver does not answer its sidecar',
      example:
        'E0228 10:12:01.120190       1 main.go:158] CSI driver probe failed: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      source: 'kubernetes-csi/csi-lib-utils rpc/common.go',
    },
    {
      id: 'csi/node-registration',
      cause: 'mount-failed',
      pattern:
        /(?:Registration process failed with error: (?<what>.{1,300})|kubelet-registration-path.{0,80}(?:required|invalid|must))/,
      strength: 'fatal',
      title: 'The kubelet refuses the registration of the CSI driver',
      example: [
        'E0228 10:12:01.120190       1 main.go:123] Registration process failed with error: RegisterPlugin error -- plugin registration failed with err: rpc error: code = Internal desc = unable to get node ID, restarting registration container.',
      ],
      source: 'kubernetes-csi/node-driver-registrar cmd/csi-node-driver-registrar',
      fix: {
        title:
          "Set --kubelet-registration-path and the host paths to the kubelet's real directory (k0s, microk8s and others move it)",
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} get {workload} -o yaml | grep -nE "kubelet-registration-path|/var/lib"',
        ],
      },
    },
    {
      id: 'csi/snapshot-crds',
      cause: 'api-version-removed',
      pattern:
        /(?:[Ff]ailed to (?:list|watch) v1(?:beta1|alpha1)? (?:volumesnapshot\w*|groupsnapshot\w*) with error|volumesnapshot(?:class|content)?e?s\.snapshot\.storage\.k8s\.io.{0,60}(?:not found|could not find)|failed to (?:ensure|check) CRDs|Exiting due to failure to ensure CRDs exist|[Ff]ailed to (?:list|watch) \*v\w+\.VolumeSnapshot\w*: (?:failed to list \S+ )?the server could not find)/,
      strength: 'fatal',
      title: 'The VolumeSnapshot CRDs are not installed',
      example: [
        'E0228 10:12:01.120190       1 main.go:86] Failed to list v1 volumesnapshots with error=the server could not find the requested resource (get volumesnapshots.snapshot.storage.k8s.io)',
        'E0228 10:12:01.120190       1 main.go:190] Exiting due to failure to ensure CRDs exist during startup: timed out waiting for the condition',
        'E0228 10:12:01.120190       1 reflector.go:138] github.com/kubernetes-csi/external-snapshotter/client/v4/informers/externalversions/factory.go:117: Failed to watch *v1.VolumeSnapshotClass: failed to list *v1.VolumeSnapshotClass: the server could not find the requested resource (get volumesnapshotclasses.snapshot.storage.k8s.io)',
      ],
      source: 'kubernetes-csi/external-snapshotter cmd/snapshot-controller/main.go',
      fix: {
        title: 'Install the snapshot CRDs (and the snapshot controller) of the same release',
        where: 'infra',
        commands: [
          'kubectl kustomize https://github.com/kubernetes-csi/external-snapshotter/client/config/crd | kubectl create -f -',
        ],
      },
    },
    {
      id: 'csi/old-api',
      cause: 'api-version-removed',
      pattern:
        /[Ff]ailed to (?:list|watch) \*(?<resource>v1beta1\.(?:CSINode|CSIDriver|VolumeAttachment|StorageClass|CSIStorageCapacity)|v1alpha1\.\w+): (?:failed to list \S+ )?the server could not find the requested resource/,
      strength: 'error',
      title: 'The CSI sidecar asks for {resource}, which this cluster does not serve any more',
      example:
        'E0901 10:12:01.120190       1 reflector.go:127] k8s.io/client-go/informers/factory.go:134: Failed to watch *v1beta1.CSINode: failed to list *v1beta1.CSINode: the server could not find the requested resource',
      source:
        'https://kubernetes.io/docs/reference/using-api/deprecation-guide/#storage-resources-v122',
      fix: {
        title: 'Upgrade the driver and its sidecars to a release for this cluster version',
        where: 'image',
      },
    },
    {
      id: 'csi/leader-lost',
      cause: 'leader-election-lost',
      pattern: /leader_election\.go:\d+\] "?stopped leading/,
      strength: 'fatal',
      title: 'The CSI controller sidecar lost its leader lease and ended',
      example: 'F0228 10:12:01.120190       1 leader_election.go:182] stopped leading',
      source: 'kubernetes-csi/csi-lib-utils leaderelection/leader_election.go',
      fix: {
        title: 'Look at the latency of the API server and etcd; it recovers by itself',
        where: 'infra',
      },
    },
    {
      id: 'csi/node-id',
      cause: 'app-config-invalid',
      pattern:
        /(?:Invalid node id|node ?id (?:must be provided|cannot be empty|is required|missing)|CSI_NODE_NAME env var not set|--nodeid.{0,40}(?:required|empty))/i,
      strength: 'fatal',
      title: 'The CSI driver is not told the name of its node',
      example: [
        'F0228 10:12:01.120190       1 main.go:93] CSI_NODE_NAME env var not set',
        'F0228 10:12:01.120190       1 driver.go:44] node id must be provided',
      ],
      source: 'kubernetes-sigs/aws-ebs-csi-driver pkg/cloud/metadata',
      from: ['y038-ebs-csi-controller-imds'],
      fix: { title: 'Set it from spec.nodeName by the downward API', where: 'manifest' },
    },
  ],
}

/** Cloud CSI drivers: https://github.com/kubernetes-sigs/aws-ebs-csi-driver, aws-efs-csi-driver, gcp-compute-persistent-disk-csi-driver, azuredisk-csi-driver, csi-driver-nfs, csi-driver-smb, secrets-store-csi-driver */
export const csiDrivers: SignatureFamily = {
  programs: [
    'ebs-csi',
    'efs-csi',
    'gce-pd-csi',
    'azuredisk-csi',
    'azurefile-csi',
    'csi-driver-nfs',
    'nfs-client-provisioner',
    'vsphere-csi',
    'secrets-store-csi-driver',
  ],
  signatures: [
    {
      id: 'ebs-csi/metadata',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:could not get metadata from AWS|could not get EC2 instance (?:identity )?metadata|EC2 instance metadata is not available|Could not determine region from any metadata service|Failed to initialize metadata when it is required|could not retrieve (?:region|instance|availability zone) .{0,40}metadata).{0,200}/,
      strength: 'fatal',
      title: 'The CSI driver gets no instance metadata from EC2',
      example: [
        'panic: EC2 instance metadata is not available',
        'panic: could not get metadata from AWS: EC2 instance metadata is not available',
        'F0228 10:12:01.120190       1 metadata.go:92] could not get EC2 instance identity metadata: EC2MetadataRequestError: failed to get EC2 instance identity document',
        'E0228 10:12:01.120190       1 main.go:154] "Failed to initialize metadata when it is required" err="could not get metadata from AWS"',
        'E1010 14:10:10.664435       1 main.go:154] "Could not determine region from any metadata service. The region can be manually supplied via the AWS_REGION environment variable." err="IMDS metadata and Kubernetes metadata are both unavailable"',
      ],
      source: 'kubernetes-sigs/aws-ebs-csi-driver pkg/cloud/metadata',
      fix: {
        title:
          'Raise the IMDS hop limit to 2 (or hostNetwork), or let it read the Node object, and set controller.region',
        where: 'infra',
        commands: [
          'aws ec2 modify-instance-metadata-options --instance-id <instance> --http-put-response-hop-limit 2',
          'helm -n kube-system upgrade aws-ebs-csi-driver aws-ebs-csi-driver/aws-ebs-csi-driver --reuse-values --set controller.region=<region>',
        ],
      },
    },
    {
      id: 'ebs-csi/health-check-denied',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:health-check|dry-run EC2 API call|could not get volume|could not create volume).{0,300}(?:UnauthorizedOperation|AccessDenied|NoCredentialProviders|WebIdentityErr|no EC2 IMDS role)/i,
      strength: 'fatal',
      title:
        'EC2 refuses the EBS CSI driver: its IAM role is missing or lacks AmazonEBSCSIDriverPolicy',
      example: `E0820 10:12:01.120190       1 driver.go:134] "Failed health check (verify network connection and IAM credentials)" err="dry-run EC2 API call failed: operation error EC2: DescribeAvailabilityZones, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found"`,
      source: 'kubernetes-sigs/aws-ebs-csi-driver pkg/driver/driver.go',
      fix: {
        title:
          'Attach AmazonEBSCSIDriverPolicy to a role for the service account ebs-csi-controller-sa',
        where: 'infra',
        commands: [
          'eksctl create iamserviceaccount --cluster <cluster> --namespace kube-system --name ebs-csi-controller-sa --attach-policy-arn arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy --approve --role-only',
          'kubectl -n kube-system rollout restart deploy/ebs-csi-controller',
        ],
      },
    },
    {
      id: 'ebs-csi/health-check-network',
      cause: 'dependency-unreachable',
      pattern:
        /dry-run EC2 API call failed: .{0,300}(?:dial tcp|i\/o timeout|deadline exceeded|no such host)/,
      strength: 'fatal',
      title: 'The EBS CSI driver cannot reach the EC2 API',
      example: `E0820 10:12:01.120190       1 driver.go:134] "Failed health check (verify network connection and IAM credentials)" err="dry-run EC2 API call failed: operation error EC2: DescribeAvailabilityZones, exceeded maximum number of attempts, 3, dial tcp 10.0.3.1:443: i/o timeout"`,
      source: 'kubernetes-sigs/aws-ebs-csi-driver pkg/driver/driver.go',
      fix: {
        title:
          'Give the controller a way to ec2.<region>.amazonaws.com: NAT or a VPC endpoint, and DNS',
        where: 'infra',
      },
    },
    {
      id: 'efs-csi/watchdog',
      cause: 'app-config-invalid',
      pattern:
        /(?:Could not (?:get|write|create) .{0,80}efs-utils\S*|amazon-efs-mount-watchdog.{0,120}(?:error|failed|exited)|panic: could not get metadata.{0,60}efs)/i,
      strength: 'error',
      title: 'The EFS CSI driver cannot start its mount helper',
      example:
        'E0820 10:12:01.120190       1 efs_watch_dog.go:187] amazon-efs-mount-watchdog exited: exit status 1 error',
      source: 'kubernetes-sigs/aws-efs-csi-driver pkg/driver/efs_watch_dog.go',
    },
    {
      id: 'gce-pd-csi/metadata',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:Failed to (?:set up metadata service|get cloud provider|create (?:GCE )?cloud(?: provider)?)|failed to get cloud provider): (?<what>.{1,300})/i,
      strength: 'fatal',
      title: 'The GCE PD driver cannot set up its cloud client: {what}',
      example:
        'F0410 10:12:01.120190       1 main.go:153] Failed to get cloud provider: google: could not find default credentials',
      source:
        'kubernetes-sigs/gcp-compute-persistent-disk-csi-driver cmd/gce-pd-csi-driver/main.go',
      fix: {
        title: 'Mount the key of the service account (Secret cloud-sa), or use workload identity',
        where: 'config',
        commands: ['kubectl -n {namespace} get secret cloud-sa'],
      },
    },
    {
      id: 'vsphere-csi/config',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:[Ff]ailed to (?:initialize|init) (?:the )?(?:manager|syncer|controller).{0,300}(?:incorrect user name or password|ServerFaultCode: Cannot complete login)|Cannot complete login due to an incorrect user name or password)/,
      strength: 'error',
      title: 'vCenter rejects the login of the vSphere CSI driver',
      example:
        '{"level":"error","time":"2023-02-01T10:10:02Z","caller":"vsphere/virtualcenter.go:157","msg":"failed to create govmomi client with err: ServerFaultCode: Cannot complete login due to an incorrect user name or password."}',
      source: 'kubernetes-sigs/vsphere-csi-driver pkg/common/cns-lib/vsphere',
      fix: {
        title: 'Correct user and password in the Secret vsphere-config-secret',
        where: 'config',
        commands: ['kubectl -n vmware-system-csi rollout restart deploy/vsphere-csi-controller'],
      },
    },
    {
      id: 'nfs/mount-helper',
      cause: 'mount-failed',
      pattern:
        /(?:bad option; for several filesystems \(e\.g\. nfs, cifs\) you might need a \/sbin\/mount\.|mount\.nfs4?: (?<what>access denied by server|Connection timed out|No such (?:file or directory|device)|Protocol not supported|rpc\.statd is not running))/,
      strength: 'error',
      title: 'The NFS volume cannot be mounted on the node',
      example: [
        'MountVolume.SetUp failed for volume "nfs-client-root" : mount failed: exit status 32 mount: wrong fs type, bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.',
        'mount.nfs: access denied by server while mounting 10.0.0.5:/exports/data',
      ],
      source: 'linux-nfs nfs-utils utils/mount',
      in: ['log', 'event'],
      fix: {
        title: 'Install nfs-common (nfs-utils) on the node, and export the path to it',
        where: 'infra',
        commands: ['apt-get install -y nfs-common', 'showmount -e <server>'],
      },
    },
    {
      id: 'nfs-provisioner/selflink',
      cause: 'api-version-removed',
      pattern: /unexpected error getting claim reference: selfLink was empty, can't make reference/,
      strength: 'error',
      title: 'This provisioner needs selfLink, which Kubernetes 1.20 and later leave empty',
      example: `E0410 10:12:01.120190       1 controller.go:1004] provision "default/data" class "nfs": unexpected error getting claim reference: selfLink was empty, can't make reference`,
      source: 'kubernetes-sigs/nfs-subdir-external-provisioner#25',
      fix: { title: 'Use nfs-subdir-external-provisioner 4.0 or later', where: 'image' },
    },
    {
      id: 'secrets-store-csi/provider-missing',
      cause: 'mount-failed',
      pattern:
        /(?:provider not found: provider "(?<name>[^"]+)"|error connecting to provider "(?<what>[^"]+)")/,
      strength: 'error',
      title: 'The provider plugin of the secrets store driver does not run on this node',
      example:
        'MountVolume.SetUp failed for volume "secrets-store" : rpc error: code = Unknown desc = error connecting to provider "aws": provider not found: provider "aws"',
      source: 'kubernetes-sigs/secrets-store-csi-driver pkg/secrets-store/provider_client.go',
      in: ['log', 'event'],
      fix: {
        title: "Install the provider's DaemonSet on every node",
        where: 'infra',
        commands: ['kubectl get ds -A | grep -i secrets-store'],
      },
    },
  ],
}
