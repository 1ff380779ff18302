import type { SignatureFamily } from '@unloop/engine/scanner'

const STATED = ['event', 'status', 'log'] as const

/** The kubelet and the attach controller on volumes. */
export const volumes: SignatureFamily = {
  programs: ['kubelet', 'attachdetach-controller', 'CSI'],
  signatures: [
    {
      id: 'kubelet/hostpath-type',
      cause: 'mount-failed',
      pattern: /hostPath type check failed: (?<file>\S{1,250}) is not an? (?<what>[\w ]{1,30})/,
      strength: 'fatal',
      title: '{file} of the node is not a {what}',
      example: [
        'MountVolume.SetUp failed for volume "sock" : hostPath type check failed: /run/containerd/containerd.sock is not a socket file',
        'hostPath type check failed: /mnt/data is not a directory',
      ],
      source: 'kubelet pkg/volume/hostpath',
      in: STATED,
      from: ['b49-hostpath-docker-sock'],
    },
    {
      id: 'kubelet/subpath',
      cause: 'mount-failed',
      pattern:
        /failed to (?:prepare subPath for volumeMount "(?<name>[^"]{1,100})"|create subPath directory for volumeMount "(?<what>[^"]{1,100})")/,
      strength: 'fatal',
      title: 'A subPath of the pod cannot be mounted',
      explain:
        'The kubelet could not create or bind the subPath inside the volume: it does not exist and cannot be made, or the volume is mounted read-only.',
      example: [
        'Error: failed to prepare subPath for volumeMount "conf" of container "web"',
        'Error: failed to create subPath directory for volumeMount "data" of container "db"',
      ],
      source: 'kubelet pkg/kubelet/kubelet_pods.go, makeMounts',
      in: STATED,
    },
    {
      id: 'kubelet/csi-driver-not-registered',
      cause: 'mount-failed',
      pattern: /driver name (?<name>[\w.-]{1,100}) not found in the list of registered CSI drivers/,
      strength: 'fatal',
      title: 'The CSI driver {name} does not run on the node',
      example:
        'MountVolume.MountDevice failed for volume "pvc-1" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name ebs.csi.aws.com not found in the list of registered CSI drivers',
      source: 'kubelet pkg/volume/csi/csi_client.go',
      in: STATED,
    },
    {
      id: 'kubelet/multi-attach',
      cause: 'mount-failed',
      pattern: /Multi-Attach error for volume "(?<name>[^"]{1,150})" ?(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'The volume {name} is attached to another node',
      example: [
        'Multi-Attach error for volume "pvc-3a" Volume is already exclusively attached to one node and can\'t be attached to another',
        'Multi-Attach error for volume "pvc-3a" Volume is already used by pod(s) db-0',
      ],
      source: 'kube-controller-manager attachdetach reconciler',
      in: STATED,
    },
    {
      id: 'kubelet/attach-failed',
      cause: 'mount-failed',
      pattern:
        /AttachVolume\.(?:Attach|FindAttachablePluginBySpec|NewAttacher) failed for volume "(?<name>[^"]{1,150})" ?: ?(?<what>.{0,200})/,
      strength: 'error',
      title: 'The volume {name} cannot be attached: {what}',
      example:
        'AttachVolume.Attach failed for volume "pvc-9" : rpc error: code = Internal desc = Could not attach volume "vol-0a" to node "i-0b": attachment of disk failed, expected device to be attached but was attaching',
      source: 'kube-controller-manager attachdetach',
      in: STATED,
    },
    {
      id: 'kubelet/mount-wrong-fs',
      cause: 'mount-failed',
      pattern:
        /(?:wrong fs type, bad option, bad superblock on (?<file>\S{1,200})|unknown filesystem type '(?<what>[^']{1,30})'|special device \S{1,200} does not exist|mount\.(?:nfs|cifs|ceph|glusterfs)\S{0,3}: (?<name>.{1,160}))/,
      strength: 'fatal',
      title: "A volume's file system cannot be mounted on the node",
      example: [
        'mount: /var/lib/kubelet/pods/1/volumes/nfs: wrong fs type, bad option, bad superblock on 10.0.0.9:/export, missing codepage or helper program, or other error.',
        "mount: unknown filesystem type 'xfs'",
        'mount.nfs: access denied by server while mounting 10.0.0.9:/export',
      ],
      source: 'util-linux mount; nfs-utils',
      in: STATED,
    },
    {
      id: 'kubelet/mount-fsck',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:'fsck' found errors on device (?<file>\S{1,150}) but could not correct them|UNEXPECTED INCONSISTENCY; RUN fsck MANUALLY|Structure needs cleaning)/,
      strength: 'fatal',
      title: "The volume's file system is damaged",
      example:
        'MountVolume.MountDevice failed for volume "pvc-2" : \'fsck\' found errors on device /dev/sdc but could not correct them: /dev/sdc: UNEXPECTED INCONSISTENCY; RUN fsck MANUALLY.',
      source: 'kubelet mount-utils; e2fsprogs; Linux EUCLEAN',
      in: STATED,
    },
    {
      id: 'kubelet/mount-failed',
      cause: 'mount-failed',
      pattern:
        /(?:MountVolume\.(?:SetUp|MountDevice|WaitForAttach|NewMounter|Setup)|UnmountVolume\.\w{1,20}|MapVolume\.\w{1,30}) failed for volume "(?<name>[^"]{1,150})" ?: (?!.{0,160}(?:secrets? "|configmaps? "|references non-existent|object "|failed to sync|failed to fetch token|'fsck' found|applyFSGroup|failed to mount secrets store|hostPath type|not found in the list of registered))(?<what>.{1,240})/,
      strength: 'error',
      title: 'The volume {name} cannot be mounted: {what}',
      example: [
        'MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32',
        'MountVolume.MountDevice failed for volume "pvc-7" : rpc error: code = DeadlineExceeded desc = context deadline exceeded',
        'MountVolume.SetUp failed for volume "pv-local" : path "/mnt/disks/ssd1" does not exist',
      ],
      source: 'kubelet pkg/volume/util/operationexecutor',
      in: STATED,
    },
    {
      id: 'kubelet/mount-timeout',
      cause: 'mount-failed',
      pattern:
        /Unable to (?:attach or )?mount volumes(?: for pod .{1,200})?: (?:unmounted volumes=\[(?<name>[^\]]{1,200})\]|timeout expired)/,
      strength: 'error',
      title: 'The volumes of the pod are not mounted in time',
      example: [
        'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data kube-api-access-1], failed to process volumes=[]: timed out waiting for the condition',
        'Unable to mount volumes for pod "db-0_shop(1a)": timeout expired waiting for volumes to attach or mount for pod "shop"/"db-0". list of unmounted volumes=[data].',
      ],
      source: 'kubelet pkg/kubelet/volumemanager',
      in: STATED,
    },
    {
      id: 'kubelet/cache-sync',
      cause: 'mount-failed',
      pattern: /failed to sync (?:configmap|secret) cache: timed out waiting for the condition/,
      strength: 'hint',
      title: 'The kubelet waited for a Secret or ConfigMap',
      example:
        'MountVolume.SetUp failed for volume "conf" : failed to sync configmap cache: timed out waiting for the condition',
      source: 'kubelet pkg/kubelet/util/manager; passes by itself',
      in: STATED,
    },
    {
      id: 'kubelet/pvc-missing',
      cause: 'mount-failed',
      pattern:
        /persistentvolumeclaim "(?<name>[\w.-]{1,253})" (?:not found|is being deleted|bound to non-existent persistentvolume)/,
      strength: 'fatal',
      title: 'The PersistentVolumeClaim {name} cannot be used',
      example: [
        '0/3 nodes are available: persistentvolumeclaim "data" not found. preemption: 0/3 nodes are available',
        'persistentvolumeclaim "cache" is being deleted',
      ],
      source: 'kube-scheduler volumebinding',
      in: STATED,
    },
    {
      id: 'kubelet/pvc-unbound',
      cause: 'mount-failed',
      pattern: /pod has unbound immediate PersistentVolumeClaims/,
      strength: 'hint',
      title: 'A PersistentVolumeClaim of the pod has no volume',
      example:
        '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
      source: 'kube-scheduler volumebinding',
      in: STATED,
    },
    {
      id: 'kubelet/secrets-store-csi',
      cause: 'secret-or-configmap-missing',
      pattern:
        /failed to mount secrets store objects for pod (?<name>\S{1,200}), err: (?<what>.{1,240})/,
      strength: 'fatal',
      title: 'The external secret store gives no secrets: {what}',
      example:
        'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/api-1, err: rpc error: code = Unknown desc = us-east-1: Failed fetching secret db: ResourceNotFoundException: Secrets Manager can\'t find the specified secret.',
      source: 'secrets-store-csi-driver nodeserver',
      in: STATED,
    },
    {
      id: 'kubelet/volume-permission',
      cause: 'permission-denied-fs',
      pattern:
        /(?:applyFSGroup failed for vol (?<name>\S{1,120}): (?<what>.{1,160})|lchown (?<file>\S{1,250}): (?:operation not permitted|read-only file system))/,
      strength: 'fatal',
      title: "The volume's ownership cannot be set for fsGroup",
      example: [
        'MountVolume.SetUp failed for volume "pvc-4" : applyFSGroup failed for vol vol-0a: lchown /var/lib/kubelet/pods/1/volumes/data: operation not permitted',
        'lchown /data/lost+found: read-only file system',
      ],
      source: 'kubelet pkg/volume/volume_linux.go',
      in: STATED,
    },
  ],
}
