import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/longhorn/longhorn-manager: app/daemon.go, upgrade, util */
export const longhorn: SignatureFamily = {
  programs: ['longhorn-manager', 'longhorn-driver-deployer', 'longhorn-ui'],
  signatures: [
    {
      id: 'longhorn/open-iscsi',
      cause: 'kernel-or-node',
      pattern:
        /(?:make sure you have iscsiadm\/open-iscsi installed on the host|nsenter.{0,120}iscsiadm.{0,120}(?:No such file|failed to execute|not found))/,
      strength: 'fatal',
      title: 'open-iscsi is not installed on the node, which Longhorn needs',
      example: [
        'time="2020-06-14T07:35:39Z" level=error msg="Failed environment check, please make sure you have iscsiadm/open-iscsi installed on the host"',
        'nsenter: failed to execute iscsiadm: No such file or directory',
      ],
      source: 'https://longhorn.io/docs/latest/deploy/install/#installation-requirements',
      fix: {
        title: 'Install and start it on every node',
        where: 'infra',
        commands: [
          'apt-get install -y open-iscsi && systemctl enable --now iscsid',
          'kubectl apply -f https://raw.githubusercontent.com/longhorn/longhorn/master/deploy/prerequisite/longhorn-iscsi-installation.yaml',
        ],
      },
    },
    {
      id: 'longhorn/webhook',
      cause: 'webhook-cert',
      pattern:
        /(?:admission|conversion) webhook.{0,120}(?:isn't|is not) (?:ready|accessible|available)|webhook service is not accessible on cluster after.{0,60}|failed calling webhook "(?<name>(?:mutator|validator)\.longhorn\.io)".{0,200}/,
      strength: 'fatal',
      title: "Longhorn's own admission webhook cannot be reached",
      explain:
        'longhorn-manager waits for its webhook Service on each node; DNS, a firewall between nodes or a proxy between API server and pods break it.',
      example: [
        'time="2024-11-14T10:10:01Z" level=fatal msg="Error starting webhooks: admission webhook service is not accessible on cluster after 2m0s sec: timed out waiting for endpoint https://longhorn-admission-webhook.longhorn-system.svc:9502/v1/healthz to be available"',
        'time="2023-09-28T10:10:01Z" level=fatal msg="Error starting manager: Upgrade failed: upgrade API version failed: cannot create CRDAPIVersionSetting: Internal error occurred: failed calling webhook "validator.longhorn.io": failed to call webhook: Bad Gateway"',
      ],
      source: 'longhorn/longhorn#9800, #6808',
      fix: {
        title:
          'Make the Service reachable from pods and API server: CNI across nodes, DNS, no_proxy for .svc',
        where: 'infra',
        commands: [
          'kubectl -n longhorn-system get svc,endpoints | grep webhook',
          'kubectl -n longhorn-system run t --rm -it --image=busybox -- wget -qO- --no-check-certificate https://longhorn-admission-webhook.longhorn-system.svc:9502/v1/healthz',
        ],
      },
    },
    {
      id: 'longhorn/upgrade',
      cause: 'schema-migration-failed',
      pattern:
        /(?:[Uu]pgrade (?:API version|resources?|from \S+ to \S+) failed|failed to upgrade since upgrading from \S+ to \S+ for minor version is not supported|upgrade path .{0,40}not supported)(?!.*webhook)(?:: (?<what>.{1,300}))?/,
      strength: 'fatal',
      title: "Longhorn's upgrade of its own objects fails",
      example: [
        'time="2025-03-27T06:59:55Z" level=fatal msg="Error starting manager: upgrade resources failed: BackingImage in version "v1beta2" cannot be handled as a BackingImage: strict decoding error: unknown field "spec.nodeSelector""',
        'time="2024-01-27T06:59:55Z" level=fatal msg="Error starting manager: failed checking Longhorn upgrade path: failed to upgrade since upgrading from v1.3.2 to v1.5.1 for minor version is not supported"',
      ],
      source: 'longhorn/longhorn-manager upgrade/upgrade.go',
      fix: {
        title: 'Go back to the former release and upgrade one minor version at a time, CRDs first',
        where: 'image',
        commands: [
          'kubectl -n longhorn-system get settings.longhorn.io current-longhorn-version -o yaml',
          'kubectl apply -f https://raw.githubusercontent.com/longhorn/longhorn/<version>/deploy/longhorn.yaml',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'longhorn/driver-deployer',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Ff]ailed to (?:get arg root-dir|detect|determine|find) .{0,60}(?:kubelet|root-dir)|Cannot detect Kubelet root ?dir|failed to get arg root-dir\. Need to specify)/,
      strength: 'fatal',
      title: "Longhorn cannot detect the kubelet's root directory",
      example:
        'time="2023-01-11T10:10:01Z" level=fatal msg="Error deploying driver: failed to start CSI driver: failed to get arg root-dir. Need to specify "--kubelet-root-dir" in your Longhorn deployment yaml.: failed to get kubelet root dir"',
      source: 'longhorn/longhorn-manager app/driver.go',
      fix: {
        title: 'Set csi.kubeletRootDir',
        where: 'config',
        commands: [
          'helm -n longhorn-system upgrade longhorn longhorn/longhorn --reuse-values --set csi.kubeletRootDir=/var/lib/kubelet',
        ],
      },
    },
    {
      id: 'longhorn/ui-backend',
      cause: 'dns-failure',
      pattern: /host not found in upstream "(?<host>longhorn-backend)"/,
      strength: 'fatal',
      title: 'longhorn-ui cannot resolve the Service {host}',
      example:
        '2022/10/12 10:10:01 [emerg] 1#1: host not found in upstream "longhorn-backend" in /var/config/nginx/nginx.conf:32',
      source: 'longhorn/longhorn-ui nginx.conf.template',
      fix: {
        title: 'Get CoreDNS and the pod network on that node working',
        where: 'infra',
        commands: [
          'kubectl -n longhorn-system get svc longhorn-backend',
          'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide',
        ],
      },
    },
    {
      id: 'longhorn/start-other',
      cause: 'app-exception',
      pattern:
        /level=fatal msg="Error starting (?:manager|webhooks): (?!.*(?:iscsi|webhook|upgrade|Upgrade))(?<what>.{1,300})/,
      strength: 'fatal',
      title: 'longhorn-manager ends: {what}',
      example:
        'time="2023-01-11T10:10:01Z" level=fatal msg="Error starting manager: failed to start node monitor: Failed to find setting: default-engine-image"',
      source: 'longhorn/longhorn-manager app/daemon.go',
    },
  ],
}

/** https://github.com/rook/rook: pkg/operator/ceph, pkg/daemon/ceph; https://github.com/ceph/ceph */
export const rookCeph: SignatureFamily = {
  programs: ['rook-ceph-operator', 'ceph-mon', 'ceph-osd', 'ceph-csi'],
  signatures: [
    {
      id: 'rook/mon-quorum',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed to wait for mon quorum|mon quorum wait timeout|mons? .{0,60}not in quorum|exceeded max retry count waiting for monitors to reach quorum|monclient\(hunting\): authenticate timed out)/,
      strength: 'error',
      title: "Ceph's monitors have no quorum",
      example: [
        'E | ceph-cluster-controller: failed to reconcile cluster "rook-ceph": failed to start ceph monitors: failed to wait for mon quorum: exceeded max retry count waiting for monitors to reach quorum',
        '2023-05-11T10:10:01.101+0000 7f1b monclient(hunting): authenticate timed out after 300',
      ],
      source: 'https://rook.io/docs/rook/latest/Troubleshooting/ceph-common-issues/',
      fix: {
        title: 'Get the mon pods running and their ports 3300 and 6789 open between the nodes',
        where: 'infra',
        commands: [
          'kubectl -n rook-ceph get pods -l app=rook-ceph-mon -o wide',
          'kubectl -n rook-ceph logs -l app=rook-ceph-mon --tail=30',
        ],
      },
    },
    {
      id: 'ceph/keyring',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:unable to find a keyring on|handle_auth_bad_method server allowed_methods \[\d+\] but i only support|cephx: verify_authorizer could not|RADOS permission denied \(error connecting to the cluster\)|missing keyring, cannot use cephx)/,
      strength: 'fatal',
      title: 'Ceph rejects the key of this daemon, or there is none',
      explain:
        'Usually the data of an earlier cluster under dataDirHostPath, whose keys do not fit the new one.',
      example: [
        '2023-05-11T10:10:01.101+0000 7f1b auth: unable to find a keyring on /etc/ceph/keyring: (2) No such file or directory',
        'debug 2021-02-11T10:10:01.101+0000 7f1b monclient(hunting): handle_auth_bad_method server allowed_methods [2] but i only support [2]',
      ],
      source: 'https://rook.io/docs/rook/latest/Storage-Configuration/ceph-teardown/',
      fix: {
        title:
          'Clean /var/lib/rook and the disks of the former cluster on every node, then let the operator start again',
        where: 'data',
        commands: ['ls /var/lib/rook'],
        risk: 'high',
      },
    },
    {
      id: 'ceph/osd-device',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:\*\* ERROR: (?:unable to open OSD superblock|osd init failed)(?<what>.{0,120})|bluestore\(.{0,120}\) _(?:read_bdev_label|open_db|open_bdev|mount|replay).{0,120}(?:failed|unable|error|checksum)|failed to activate osd|OSD id \d+ != my id \d+|bluefs mount failed)/,
      strength: 'fatal',
      title: 'The OSD cannot open its disk: missing, damaged, or of another cluster',
      example: [
        '2023-05-11T10:10:01.101+0000 7f1b -1 ** ERROR: unable to open OSD superblock on /var/lib/ceph/osd/ceph-0: (2) No such file or directory',
        '2023-05-11T10:10:01.101+0000 7f1b -1 bluestore(/var/lib/ceph/osd/ceph-0/block) _read_bdev_label failed to open /var/lib/ceph/osd/ceph-0/block: (2) No such file or directory',
      ],
      source: 'ceph/ceph src/ceph_osd.cc, src/os/bluestore',
      fix: {
        title:
          'See that the device is there on the node; else purge the OSD and let Rook make it again',
        where: 'data',
        commands: ['kubectl -n rook-ceph logs {pod} --all-containers --tail=50', 'lsblk'],
        risk: 'high',
      },
    },
    {
      id: 'rook/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /(?:no matches for kind "?(?<resource>Ceph\w+|ObjectBucket(?:Claim)?|Volume)"? in version "?(?<group>[\w.]*(?:rook\.io|objectbucket\.io)\/\w+)|failed to (?:get|list) .{0,60}ceph\.rook\.io.{0,80}could not find the requested resource)/,
      strength: 'fatal',
      title: "Rook's CRD {resource} ({group}) is not installed",
      example:
        '2024-02-11 10:10:01.101 C | rookcmd: failed to run operator: gave up to run the operator manager: no matches for kind "CephCOSIDriver" in version "ceph.rook.io/v1"',
      source: 'rook/rook deploy/examples/crds.yaml',
      fix: {
        title: 'Apply crds.yaml and common.yaml of the same Rook release',
        where: 'infra',
        commands: [
          'kubectl apply -f https://raw.githubusercontent.com/rook/rook/<version>/deploy/examples/crds.yaml',
        ],
      },
    },
    {
      id: 'rook/operator-fatal',
      cause: 'app-config-invalid',
      pattern: / C \| rookcmd: (?!.*no matches for kind)(?<what>.{1,300})/,
      strength: 'fatal',
      title: 'Rook ends: {what}',
      example:
        '2022-02-11 10:10:01.101 C | rookcmd: failed to configure devices: failed to get device already provisioned by ceph-volume raw: failed to retrieve ceph-volume raw list results: exit status 1',
      source: 'rook/rook cmd/rook/rook/rook.go',
    },
    {
      id: 'ceph-csi/module',
      cause: 'kernel-or-node',
      pattern:
        /(?:modprobe: (?:FATAL|ERROR): .{0,60}\b(?:rbd|ceph|nbd)\b|rbd: failed to (?:load|set udev|open) .{0,60}module|failed to load kernel modules.{0,60}(?:rbd|ceph))/i,
      strength: 'error',
      title: "The node's kernel lacks the rbd or ceph module",
      example: 'modprobe: FATAL: Module rbd not found in directory /lib/modules/5.4.0-gke',
      source: 'ceph/ceph-csi internal/rbd',
      fix: {
        title: 'Install the extra modules of the kernel on the node (linux-modules-extra)',
        where: 'infra',
        commands: ['modprobe rbd'],
      },
    },
  ],
}

/** https://github.com/openebs, https://docs.portworx.com */
export const otherStorage: SignatureFamily = {
  programs: ['openebs', 'mayastor', 'portworx', 'stork'],
  signatures: [
    {
      id: 'openebs/ndm-or-old-api',
      cause: 'api-version-removed',
      pattern:
        /(?:openebs\.io|\*v1alpha1\.(?:BlockDevice|Disk|CStor\w+|JivaVolume\w*)).{0,160}(?:could not find the requested resource|no matches for kind)/,
      strength: 'error',
      title: "OpenEBS's CRDs are missing, or of another release",
      example:
        'E0612 10:12:01.120190       1 reflector.go:138] Failed to watch *v1alpha1.BlockDevice: the server could not find the requested resource (get blockdevices.openebs.io)',
      source: 'https://openebs.io/docs/user-guides/upgrade',
    },
    {
      id: 'mayastor/nvme-core',
      cause: 'kernel-or-node',
      pattern: /Failed to set nvme_core (?<setting>\w{1,40}): No such file or directory/,
      strength: 'fatal',
      title: "The node's kernel has not loaded nvme_core, so its {setting} cannot be set",
      example: 'Failed to set nvme_core io_timeout: No such file or directory (os error 2)',
      source:
        'openebs/mayastor-control-plane control-plane/csi-driver: sets module parameters in /sys',
    },
    {
      id: 'mayastor/hugepages',
      cause: 'kernel-or-node',
      pattern:
        /(?:[Nn]o (?:free )?(?:2048 kB )?hugepages|Cannot get hugepage information|insufficient (?:free )?hugepages|EAL: .{0,60}(?:hugepage|huge page))/,
      strength: 'fatal',
      title: 'The node has no huge pages, which Mayastor (SPDK) needs',
      example:
        'EAL: No available 2048 kB hugepages reported. EAL: Cannot get hugepage information.',
      source: 'https://openebs.io/docs/user-guides/replicated-storage-user-guide/',
      fix: {
        title: 'Reserve 1024 huge pages of 2 MiB on the node and restart the kubelet',
        where: 'infra',
        commands: ['sysctl -w vm.nr_hugepages=1024', 'systemctl restart kubelet'],
      },
    },
    {
      id: 'portworx/install',
      cause: 'kernel-or-node',
      pattern:
        /(?:[Cc]ould not (?:load|find|install) .{0,40}px(?:-| )?(?:kernel )?module|portworx.{0,60}(?:kernel (?:headers|module)|[Uu]nsupported kernel)|Failed to load PX filesystem dependencies for kernel|Could not find any (?:suitable )?storage (?:drives|devices))/,
      strength: 'fatal',
      title: 'Portworx cannot load its kernel module, or finds no disks',
      example: 'Failed to load PX filesystem dependencies for kernel 5.15.0-101-generic',
      source: 'https://docs.portworx.com/portworx-enterprise/install-portworx/prerequisites',
    },
    {
      id: 'stork/inspect-nil',
      cause: 'app-exception',
      pattern: /drivers\/volume\/portworx\.\(\*portworx\)\.\w+\(0x/,
      strength: 'error',
      title: "Stork's Portworx driver panics, as Portworx is not up",
      example:
        'github.com/libopenstorage/stork/drivers/volume/portworx.(*portworx).InspectVolume(0xc4203393a0, 0xc4202c84e0, 0x28, 0x1d, 0xc420404f01, 0x0)',
      source: 'libopenstorage/stork drivers/volume/portworx/portworx.go',
      from: ['092-stork-nil-pointer'],
      fix: {
        title: 'Get Portworx running first, and upgrade Stork',
        where: 'image',
        commands: ['kubectl get pods -A -l name=portworx -o wide'],
      },
    },
  ],
}
