// Made by scripts/generate-schemas.mjs from the models of @kubernetes/client-node (Apache-2.0): change that.

/** The release of Kubernetes whose fields these are. */
export const SCHEMA_VERSION = '1.36'

/** The type of each kind, by apiVersion/kind. */
export const KIND_TYPES: Readonly<Record<string, string>> = {
  'v1/Pod': 'V1Pod',
  'v1/Service': 'V1Service',
  'v1/ConfigMap': 'V1ConfigMap',
  'v1/Secret': 'V1Secret',
  'v1/ServiceAccount': 'V1ServiceAccount',
  'v1/PersistentVolumeClaim': 'V1PersistentVolumeClaim',
  'v1/PersistentVolume': 'V1PersistentVolume',
  'v1/Namespace': 'V1Namespace',
  'v1/LimitRange': 'V1LimitRange',
  'v1/ResourceQuota': 'V1ResourceQuota',
  'v1/ReplicationController': 'V1ReplicationController',
  'v1/PodTemplate': 'V1PodTemplate',
  'v1/Endpoints': 'V1Endpoints',
  'apps/v1/Deployment': 'V1Deployment',
  'apps/v1/StatefulSet': 'V1StatefulSet',
  'apps/v1/DaemonSet': 'V1DaemonSet',
  'apps/v1/ReplicaSet': 'V1ReplicaSet',
  'batch/v1/Job': 'V1Job',
  'batch/v1/CronJob': 'V1CronJob',
  'autoscaling/v1/HorizontalPodAutoscaler': 'V1HorizontalPodAutoscaler',
  'autoscaling/v2/HorizontalPodAutoscaler': 'V2HorizontalPodAutoscaler',
  'networking.k8s.io/v1/Ingress': 'V1Ingress',
  'networking.k8s.io/v1/IngressClass': 'V1IngressClass',
  'networking.k8s.io/v1/NetworkPolicy': 'V1NetworkPolicy',
  'policy/v1/PodDisruptionBudget': 'V1PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/Role': 'V1Role',
  'rbac.authorization.k8s.io/v1/ClusterRole': 'V1ClusterRole',
  'rbac.authorization.k8s.io/v1/RoleBinding': 'V1RoleBinding',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': 'V1ClusterRoleBinding',
  'storage.k8s.io/v1/StorageClass': 'V1StorageClass',
  'scheduling.k8s.io/v1/PriorityClass': 'V1PriorityClass',
  'node.k8s.io/v1/RuntimeClass': 'V1RuntimeClass',
  'apiregistration.k8s.io/v1/APIService': 'V1APIService',
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration':
    'V1ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration': 'V1MutatingWebhookConfiguration',
}

/** The fields of each type: `name:type`, `!` for one that must be there; see fields.ts for the types. */
export const TYPE_FIELDS: Readonly<Record<string, string>> = {
  V1APIService:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1APIServiceSpec status:V1APIServiceStatus',
  V1APIServiceCondition: 'lastTransitionTime:s message:s reason:s status:s! type:s!',
  V1APIServiceSpec:
    'caBundle:s group:s groupPriorityMinimum:n! insecureSkipTLSVerify:b service:* version:s versionPriority:n!',
  V1APIServiceStatus: 'conditions:[]V1APIServiceCondition',
  V1AWSElasticBlockStoreVolumeSource: 'fsType:s partition:n readOnly:b volumeID:s!',
  V1Affinity:
    'nodeAffinity:V1NodeAffinity podAffinity:V1PodAffinity podAntiAffinity:V1PodAntiAffinity',
  V1AggregationRule: 'clusterRoleSelectors:[]V1LabelSelector',
  V1AppArmorProfile: 'localhostProfile:s type:s!',
  V1AzureDiskVolumeSource: 'cachingMode:s diskName:s! diskURI:s! fsType:s kind:s readOnly:b',
  V1AzureFilePersistentVolumeSource: 'readOnly:b secretName:s! secretNamespace:s shareName:s!',
  V1AzureFileVolumeSource: 'readOnly:b secretName:s! shareName:s!',
  V1CSIPersistentVolumeSource:
    'controllerExpandSecretRef:V1SecretReference controllerPublishSecretRef:V1SecretReference driver:s! fsType:s nodeExpandSecretRef:V1SecretReference nodePublishSecretRef:V1SecretReference nodeStageSecretRef:V1SecretReference readOnly:b volumeAttributes:{}s volumeHandle:s!',
  V1CSIVolumeSource:
    'driver:s! fsType:s nodePublishSecretRef:V1LocalObjectReference readOnly:b volumeAttributes:{}s',
  V1Capabilities: 'add:[]s drop:[]s',
  V1CephFSPersistentVolumeSource:
    'monitors:[]s! path:s readOnly:b secretFile:s secretRef:V1SecretReference user:s',
  V1CephFSVolumeSource:
    'monitors:[]s! path:s readOnly:b secretFile:s secretRef:V1LocalObjectReference user:s',
  V1CinderPersistentVolumeSource: 'fsType:s readOnly:b secretRef:V1SecretReference volumeID:s!',
  V1CinderVolumeSource: 'fsType:s readOnly:b secretRef:V1LocalObjectReference volumeID:s!',
  V1ClientIPConfig: 'timeoutSeconds:n',
  V1ClusterRole:
    'aggregationRule:V1AggregationRule apiVersion:s kind:s metadata:V1ObjectMeta rules:[]V1PolicyRule',
  V1ClusterRoleBinding: 'apiVersion:s kind:s metadata:V1ObjectMeta roleRef:V1RoleRef! subjects:[]*',
  V1ClusterTrustBundleProjection:
    'labelSelector:V1LabelSelector name:s optional:b path:s! signerName:s',
  V1Condition: 'lastTransitionTime:s! message:s! observedGeneration:n reason:s! status:s! type:s!',
  V1ConfigMap: 'apiVersion:s binaryData:{}s data:{}s immutable:b kind:s metadata:V1ObjectMeta',
  V1ConfigMapEnvSource: 'name:s optional:b',
  V1ConfigMapKeySelector: 'key:s! name:s optional:b',
  V1ConfigMapProjection: 'items:[]V1KeyToPath name:s optional:b',
  V1ConfigMapVolumeSource: 'defaultMode:n items:[]V1KeyToPath name:s optional:b',
  V1Container:
    'args:[]s command:[]s env:[]V1EnvVar envFrom:[]V1EnvFromSource image:s imagePullPolicy:s lifecycle:V1Lifecycle livenessProbe:V1Probe name:s! ports:[]V1ContainerPort readinessProbe:V1Probe resizePolicy:[]V1ContainerResizePolicy resources:V1ResourceRequirements restartPolicy:s restartPolicyRules:[]V1ContainerRestartRule securityContext:V1SecurityContext startupProbe:V1Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[]V1VolumeDevice volumeMounts:[]V1VolumeMount workingDir:s',
  V1ContainerExtendedResourceRequest: 'containerName:s! requestName:s! resourceName:s!',
  V1ContainerPort: 'containerPort:n! hostIP:s hostPort:n name:s protocol:s',
  V1ContainerResizePolicy: 'resourceName:s! restartPolicy:s!',
  V1ContainerRestartRule: 'action:s! exitCodes:V1ContainerRestartRuleOnExitCodes',
  V1ContainerRestartRuleOnExitCodes: 'operator:s! values:[]n',
  V1ContainerState:
    'running:V1ContainerStateRunning terminated:V1ContainerStateTerminated waiting:V1ContainerStateWaiting',
  V1ContainerStateRunning: 'startedAt:s',
  V1ContainerStateTerminated:
    'containerID:s exitCode:n! finishedAt:s message:s reason:s signal:n startedAt:s',
  V1ContainerStateWaiting: 'message:s reason:s',
  V1ContainerStatus:
    'allocatedResources:{}s allocatedResourcesStatus:[]V1ResourceStatus containerID:s image:s! imageID:s! lastState:V1ContainerState name:s! ready:b! resources:V1ResourceRequirements restartCount:n! started:b state:V1ContainerState stopSignal:s user:V1ContainerUser volumeMounts:[]V1VolumeMountStatus',
  V1ContainerUser: 'linux:V1LinuxContainerUser',
  V1CronJob: 'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1CronJobSpec! status:V1CronJobStatus',
  V1CronJobSpec:
    'concurrencyPolicy:s failedJobsHistoryLimit:n jobTemplate:V1JobTemplateSpec! schedule:s! startingDeadlineSeconds:n successfulJobsHistoryLimit:n suspend:b timeZone:s',
  V1CronJobStatus: 'active:[]V1ObjectReference lastScheduleTime:s lastSuccessfulTime:s',
  V1CrossVersionObjectReference: 'apiVersion:s kind:s! name:s!',
  V1DaemonSet:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1DaemonSetSpec status:V1DaemonSetStatus',
  V1DaemonSetCondition: 'lastTransitionTime:s message:s reason:s status:s! type:s!',
  V1DaemonSetSpec:
    'minReadySeconds:n revisionHistoryLimit:n selector:V1LabelSelector! template:V1PodTemplateSpec! updateStrategy:V1DaemonSetUpdateStrategy',
  V1DaemonSetStatus:
    'collisionCount:n conditions:[]V1DaemonSetCondition currentNumberScheduled:n! desiredNumberScheduled:n! numberAvailable:n numberMisscheduled:n! numberReady:n! numberUnavailable:n observedGeneration:n updatedNumberScheduled:n',
  V1DaemonSetUpdateStrategy: 'rollingUpdate:V1RollingUpdateDaemonSet type:s',
  V1Deployment:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1DeploymentSpec status:V1DeploymentStatus',
  V1DeploymentCondition:
    'lastTransitionTime:s lastUpdateTime:s message:s reason:s status:s! type:s!',
  V1DeploymentSpec:
    'minReadySeconds:n paused:b progressDeadlineSeconds:n replicas:n revisionHistoryLimit:n selector:V1LabelSelector! strategy:V1DeploymentStrategy template:V1PodTemplateSpec!',
  V1DeploymentStatus:
    'availableReplicas:n collisionCount:n conditions:[]V1DeploymentCondition observedGeneration:n readyReplicas:n replicas:n terminatingReplicas:n unavailableReplicas:n updatedReplicas:n',
  V1DeploymentStrategy: 'rollingUpdate:V1RollingUpdateDeployment type:s',
  V1DownwardAPIProjection: 'items:[]V1DownwardAPIVolumeFile',
  V1DownwardAPIVolumeFile:
    'fieldRef:V1ObjectFieldSelector mode:n path:s! resourceFieldRef:V1ResourceFieldSelector',
  V1DownwardAPIVolumeSource: 'defaultMode:n items:[]V1DownwardAPIVolumeFile',
  V1EmptyDirVolumeSource: 'medium:s sizeLimit:q',
  V1EndpointAddress: 'hostname:s ip:s! nodeName:s targetRef:V1ObjectReference',
  V1EndpointSubset: 'addresses:[]V1EndpointAddress notReadyAddresses:[]V1EndpointAddress ports:[]*',
  V1Endpoints: 'apiVersion:s kind:s metadata:V1ObjectMeta subsets:[]V1EndpointSubset',
  V1EnvFromSource: 'configMapRef:V1ConfigMapEnvSource prefix:s secretRef:V1SecretEnvSource',
  V1EnvVar: 'name:s! value:s valueFrom:V1EnvVarSource',
  V1EnvVarSource:
    'configMapKeyRef:V1ConfigMapKeySelector fieldRef:V1ObjectFieldSelector fileKeyRef:V1FileKeySelector resourceFieldRef:V1ResourceFieldSelector secretKeyRef:V1SecretKeySelector',
  V1EphemeralContainer:
    'args:[]s command:[]s env:[]V1EnvVar envFrom:[]V1EnvFromSource image:s imagePullPolicy:s lifecycle:V1Lifecycle livenessProbe:V1Probe name:s! ports:[]V1ContainerPort readinessProbe:V1Probe resizePolicy:[]V1ContainerResizePolicy resources:V1ResourceRequirements restartPolicy:s restartPolicyRules:[]V1ContainerRestartRule securityContext:V1SecurityContext startupProbe:V1Probe stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[]V1VolumeDevice volumeMounts:[]V1VolumeMount workingDir:s',
  V1EphemeralVolumeSource: 'volumeClaimTemplate:V1PersistentVolumeClaimTemplate',
  V1ExecAction: 'command:[]s',
  V1FCVolumeSource: 'fsType:s lun:n readOnly:b targetWWNs:[]s wwids:[]s',
  V1FileKeySelector: 'key:s! optional:b path:s! volumeName:s!',
  V1FlexPersistentVolumeSource:
    'driver:s! fsType:s options:{}s readOnly:b secretRef:V1SecretReference',
  V1FlexVolumeSource: 'driver:s! fsType:s options:{}s readOnly:b secretRef:V1LocalObjectReference',
  V1FlockerVolumeSource: 'datasetName:s datasetUUID:s',
  V1GCEPersistentDiskVolumeSource: 'fsType:s partition:n pdName:s! readOnly:b',
  V1GRPCAction: 'port:n! service:s',
  V1GitRepoVolumeSource: 'directory:s repository:s! revision:s',
  V1GlusterfsPersistentVolumeSource: 'endpoints:s! endpointsNamespace:s path:s! readOnly:b',
  V1GlusterfsVolumeSource: 'endpoints:s! path:s! readOnly:b',
  V1HTTPGetAction: 'host:s httpHeaders:[]V1HTTPHeader path:s port:x! scheme:s',
  V1HTTPHeader: 'name:s! value:s!',
  V1HTTPIngressPath: 'backend:V1IngressBackend! path:s pathType:s!',
  V1HTTPIngressRuleValue: 'paths:[]V1HTTPIngressPath!',
  V1HorizontalPodAutoscaler:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1HorizontalPodAutoscalerSpec! status:V1HorizontalPodAutoscalerStatus',
  V1HorizontalPodAutoscalerSpec:
    'maxReplicas:n! minReplicas:n scaleTargetRef:V1CrossVersionObjectReference! targetCPUUtilizationPercentage:n',
  V1HorizontalPodAutoscalerStatus:
    'currentCPUUtilizationPercentage:n currentReplicas:n! desiredReplicas:n! lastScaleTime:s observedGeneration:n',
  V1HostAlias: 'hostnames:[]s ip:s!',
  V1HostIP: 'ip:s!',
  V1HostPathVolumeSource: 'path:s! type:s',
  V1IPBlock: 'cidr:s! except:[]s',
  V1ISCSIPersistentVolumeSource:
    'chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s! iscsiInterface:s lun:n! portals:[]s readOnly:b secretRef:V1SecretReference targetPortal:s!',
  V1ISCSIVolumeSource:
    'chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s! iscsiInterface:s lun:n! portals:[]s readOnly:b secretRef:V1LocalObjectReference targetPortal:s!',
  V1ImageVolumeSource: 'pullPolicy:s reference:s',
  V1ImageVolumeStatus: 'imageRef:s!',
  V1Ingress: 'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1IngressSpec status:V1IngressStatus',
  V1IngressBackend: 'resource:V1TypedLocalObjectReference service:V1IngressServiceBackend',
  V1IngressClass: 'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1IngressClassSpec',
  V1IngressClassParametersReference: 'apiGroup:s kind:s! name:s! namespace:s scope:s',
  V1IngressClassSpec: 'controller:s parameters:V1IngressClassParametersReference',
  V1IngressLoadBalancerIngress: 'hostname:s ip:s ports:[]V1IngressPortStatus',
  V1IngressLoadBalancerStatus: 'ingress:[]V1IngressLoadBalancerIngress',
  V1IngressPortStatus: 'error:s port:n! protocol:s!',
  V1IngressRule: 'host:s http:V1HTTPIngressRuleValue',
  V1IngressServiceBackend: 'name:s! port:V1ServiceBackendPort',
  V1IngressSpec:
    'defaultBackend:V1IngressBackend ingressClassName:s rules:[]V1IngressRule tls:[]V1IngressTLS',
  V1IngressStatus: 'loadBalancer:V1IngressLoadBalancerStatus',
  V1IngressTLS: 'hosts:[]s secretName:s',
  V1Job: 'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1JobSpec status:V1JobStatus',
  V1JobCondition: 'lastProbeTime:s lastTransitionTime:s message:s reason:s status:s! type:s!',
  V1JobSpec:
    'activeDeadlineSeconds:n backoffLimit:n backoffLimitPerIndex:n completionMode:s completions:n managedBy:s manualSelector:b maxFailedIndexes:n parallelism:n podFailurePolicy:V1PodFailurePolicy podReplacementPolicy:s selector:V1LabelSelector successPolicy:V1SuccessPolicy suspend:b template:V1PodTemplateSpec! ttlSecondsAfterFinished:n',
  V1JobStatus:
    'active:n completedIndexes:s completionTime:s conditions:[]V1JobCondition failed:n failedIndexes:s ready:n startTime:s succeeded:n terminating:n uncountedTerminatedPods:V1UncountedTerminatedPods',
  V1JobTemplateSpec: 'metadata:V1ObjectMeta spec:V1JobSpec',
  V1KeyToPath: 'key:s! mode:n path:s!',
  V1LabelSelector: 'matchExpressions:[]V1LabelSelectorRequirement matchLabels:{}s',
  V1LabelSelectorRequirement: 'key:s! operator:s! values:[]s',
  V1Lifecycle: 'postStart:V1LifecycleHandler preStop:V1LifecycleHandler stopSignal:s',
  V1LifecycleHandler:
    'exec:V1ExecAction httpGet:V1HTTPGetAction sleep:V1SleepAction tcpSocket:V1TCPSocketAction',
  V1LimitRange: 'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1LimitRangeSpec',
  V1LimitRangeItem:
    'default:{}q defaultRequest:{}q max:{}q maxLimitRequestRatio:{}q min:{}q type:s!',
  V1LimitRangeSpec: 'limits:[]V1LimitRangeItem!',
  V1LinuxContainerUser: 'gid:n! supplementalGroups:[]n uid:n!',
  V1LoadBalancerIngress: 'hostname:s ip:s ipMode:s ports:[]V1PortStatus',
  V1LoadBalancerStatus: 'ingress:[]V1LoadBalancerIngress',
  V1LocalObjectReference: 'name:s',
  V1LocalVolumeSource: 'fsType:s path:s!',
  V1MatchCondition: 'expression:s! name:s!',
  V1ModifyVolumeStatus: 'status:s! targetVolumeAttributesClassName:s',
  V1MutatingWebhook:
    'admissionReviewVersions:[]s! clientConfig:*! failurePolicy:s matchConditions:[]V1MatchCondition matchPolicy:s name:s! namespaceSelector:V1LabelSelector objectSelector:V1LabelSelector reinvocationPolicy:s rules:[]V1RuleWithOperations sideEffects:s! timeoutSeconds:n',
  V1MutatingWebhookConfiguration:
    'apiVersion:s kind:s metadata:V1ObjectMeta webhooks:[]V1MutatingWebhook',
  V1NFSVolumeSource: 'path:s! readOnly:b server:s!',
  V1Namespace:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1NamespaceSpec status:V1NamespaceStatus',
  V1NamespaceCondition: 'lastTransitionTime:s message:s reason:s status:s! type:s!',
  V1NamespaceSpec: 'finalizers:[]s',
  V1NamespaceStatus: 'conditions:[]V1NamespaceCondition phase:s',
  V1NetworkPolicy: 'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1NetworkPolicySpec',
  V1NetworkPolicyEgressRule: 'ports:[]V1NetworkPolicyPort to:[]V1NetworkPolicyPeer',
  V1NetworkPolicyIngressRule: 'from:[]V1NetworkPolicyPeer ports:[]V1NetworkPolicyPort',
  V1NetworkPolicyPeer:
    'ipBlock:V1IPBlock namespaceSelector:V1LabelSelector podSelector:V1LabelSelector',
  V1NetworkPolicyPort: 'endPort:n port:x protocol:s',
  V1NetworkPolicySpec:
    'egress:[]V1NetworkPolicyEgressRule ingress:[]V1NetworkPolicyIngressRule podSelector:V1LabelSelector policyTypes:[]s',
  V1NodeAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[]V1PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:V1NodeSelector',
  V1NodeAllocatableResourceClaimStatus: 'containers:[]s resourceClaimName:s! resources:{}s!',
  V1NodeSelector: 'nodeSelectorTerms:[]V1NodeSelectorTerm!',
  V1NodeSelectorRequirement: 'key:s! operator:s! values:[]s',
  V1NodeSelectorTerm:
    'matchExpressions:[]V1NodeSelectorRequirement matchFields:[]V1NodeSelectorRequirement',
  V1ObjectFieldSelector: 'apiVersion:s fieldPath:s!',
  V1ObjectMeta:
    'annotations:{}s creationTimestamp:s deletionGracePeriodSeconds:n deletionTimestamp:s finalizers:[]s generateName:s generation:n labels:{}s managedFields:* name:s namespace:s ownerReferences:[]V1OwnerReference resourceVersion:s selfLink:s uid:s',
  V1ObjectReference: 'apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s',
  V1Overhead: 'podFixed:{}s',
  V1OwnerReference: 'apiVersion:s! blockOwnerDeletion:b controller:b kind:s! name:s! uid:s!',
  V1PersistentVolume:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PersistentVolumeSpec status:V1PersistentVolumeStatus',
  V1PersistentVolumeClaim:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PersistentVolumeClaimSpec status:V1PersistentVolumeClaimStatus',
  V1PersistentVolumeClaimCondition:
    'lastProbeTime:s lastTransitionTime:s message:s reason:s status:s! type:s!',
  V1PersistentVolumeClaimSpec:
    'accessModes:[]s dataSource:V1TypedLocalObjectReference dataSourceRef:V1TypedObjectReference resources:V1VolumeResourceRequirements selector:V1LabelSelector storageClassName:s volumeAttributesClassName:s volumeMode:s volumeName:s',
  V1PersistentVolumeClaimStatus:
    'accessModes:[]s allocatedResourceStatuses:{}s allocatedResources:{}s capacity:{}s conditions:[]V1PersistentVolumeClaimCondition currentVolumeAttributesClassName:s modifyVolumeStatus:V1ModifyVolumeStatus phase:s',
  V1PersistentVolumeClaimTemplate: 'metadata:V1ObjectMeta spec:V1PersistentVolumeClaimSpec!',
  V1PersistentVolumeClaimVolumeSource: 'claimName:s! readOnly:b',
  V1PersistentVolumeSpec:
    'accessModes:[]s awsElasticBlockStore:V1AWSElasticBlockStoreVolumeSource azureDisk:V1AzureDiskVolumeSource azureFile:V1AzureFilePersistentVolumeSource capacity:{}q cephfs:V1CephFSPersistentVolumeSource cinder:V1CinderPersistentVolumeSource claimRef:V1ObjectReference csi:V1CSIPersistentVolumeSource fc:V1FCVolumeSource flexVolume:V1FlexPersistentVolumeSource flocker:V1FlockerVolumeSource gcePersistentDisk:V1GCEPersistentDiskVolumeSource glusterfs:V1GlusterfsPersistentVolumeSource hostPath:V1HostPathVolumeSource iscsi:V1ISCSIPersistentVolumeSource local:V1LocalVolumeSource mountOptions:[]s nfs:V1NFSVolumeSource nodeAffinity:V1VolumeNodeAffinity persistentVolumeReclaimPolicy:s photonPersistentDisk:V1PhotonPersistentDiskVolumeSource portworxVolume:V1PortworxVolumeSource quobyte:V1QuobyteVolumeSource rbd:V1RBDPersistentVolumeSource scaleIO:V1ScaleIOPersistentVolumeSource storageClassName:s storageos:V1StorageOSPersistentVolumeSource volumeAttributesClassName:s volumeMode:s vsphereVolume:V1VsphereVirtualDiskVolumeSource',
  V1PersistentVolumeStatus: 'lastPhaseTransitionTime:s message:s phase:s reason:s',
  V1PhotonPersistentDiskVolumeSource: 'fsType:s pdID:s!',
  V1Pod: 'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PodSpec status:V1PodStatus',
  V1PodAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[]V1WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]V1PodAffinityTerm',
  V1PodAffinityTerm:
    'labelSelector:V1LabelSelector matchLabelKeys:[]s mismatchLabelKeys:[]s namespaceSelector:V1LabelSelector namespaces:[]s topologyKey:s!',
  V1PodAntiAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[]V1WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]V1PodAffinityTerm',
  V1PodCertificateProjection:
    'certificateChainPath:s credentialBundlePath:s keyPath:s keyType:s! maxExpirationSeconds:n signerName:s! userAnnotations:{}s',
  V1PodCondition:
    'lastProbeTime:s lastTransitionTime:s message:s observedGeneration:n reason:s status:s! type:s!',
  V1PodDNSConfig: 'nameservers:[]s options:[]V1PodDNSConfigOption searches:[]s',
  V1PodDNSConfigOption: 'name:s value:s',
  V1PodDisruptionBudget:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1PodDisruptionBudgetSpec status:V1PodDisruptionBudgetStatus',
  V1PodDisruptionBudgetSpec:
    'maxUnavailable:x minAvailable:x selector:V1LabelSelector unhealthyPodEvictionPolicy:s',
  V1PodDisruptionBudgetStatus:
    'conditions:[]V1Condition currentHealthy:n desiredHealthy:n disruptedPods:{}s disruptionsAllowed:n expectedPods:n observedGeneration:n',
  V1PodExtendedResourceClaimStatus:
    'requestMappings:[]V1ContainerExtendedResourceRequest! resourceClaimName:s!',
  V1PodFailurePolicy: 'rules:[]V1PodFailurePolicyRule!',
  V1PodFailurePolicyOnExitCodesRequirement: 'containerName:s operator:s! values:[]n!',
  V1PodFailurePolicyOnPodConditionsPattern: 'status:s type:s!',
  V1PodFailurePolicyRule:
    'action:s! onExitCodes:V1PodFailurePolicyOnExitCodesRequirement onPodConditions:[]V1PodFailurePolicyOnPodConditionsPattern',
  V1PodIP: 'ip:s!',
  V1PodOS: 'name:s!',
  V1PodReadinessGate: 'conditionType:s!',
  V1PodResourceClaim: 'name:s! resourceClaimName:s resourceClaimTemplateName:s',
  V1PodResourceClaimStatus: 'name:s! resourceClaimName:s',
  V1PodSchedulingGate: 'name:s!',
  V1PodSchedulingGroup: 'podGroupName:s',
  V1PodSecurityContext:
    'appArmorProfile:V1AppArmorProfile fsGroup:n fsGroupChangePolicy:s runAsGroup:n runAsNonRoot:b runAsUser:n seLinuxChangePolicy:s seLinuxOptions:V1SELinuxOptions seccompProfile:V1SeccompProfile supplementalGroups:[]n supplementalGroupsPolicy:s sysctls:[]V1Sysctl windowsOptions:V1WindowsSecurityContextOptions',
  V1PodSpec:
    'activeDeadlineSeconds:n affinity:V1Affinity automountServiceAccountToken:b containers:[]V1Container! dnsConfig:V1PodDNSConfig dnsPolicy:s enableServiceLinks:b ephemeralContainers:[]V1EphemeralContainer hostAliases:[]V1HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s hostnameOverride:s imagePullSecrets:[]V1LocalObjectReference initContainers:[]V1Container nodeName:s nodeSelector:{}s os:V1PodOS overhead:{}q preemptionPolicy:s priority:n priorityClassName:s readinessGates:[]V1PodReadinessGate resourceClaims:[]V1PodResourceClaim resources:V1ResourceRequirements restartPolicy:s runtimeClassName:s schedulerName:s schedulingGates:[]V1PodSchedulingGate schedulingGroup:V1PodSchedulingGroup securityContext:V1PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:n tolerations:[]V1Toleration topologySpreadConstraints:[]V1TopologySpreadConstraint volumes:[]V1Volume',
  V1PodStatus:
    'allocatedResources:{}s conditions:[]V1PodCondition containerStatuses:[]V1ContainerStatus ephemeralContainerStatuses:[]V1ContainerStatus extendedResourceClaimStatus:V1PodExtendedResourceClaimStatus hostIP:s hostIPs:[]V1HostIP initContainerStatuses:[]V1ContainerStatus message:s nodeAllocatableResourceClaimStatuses:[]V1NodeAllocatableResourceClaimStatus nominatedNodeName:s observedGeneration:n phase:s podIP:s podIPs:[]V1PodIP qosClass:s reason:s resize:s resourceClaimStatuses:[]V1PodResourceClaimStatus resources:V1ResourceRequirements startTime:s',
  V1PodTemplate: 'apiVersion:s kind:s metadata:V1ObjectMeta template:V1PodTemplateSpec',
  V1PodTemplateSpec: 'metadata:V1ObjectMeta spec:V1PodSpec',
  V1PolicyRule: 'apiGroups:[]s nonResourceURLs:[]s resourceNames:[]s resources:[]s verbs:[]s!',
  V1PortStatus: 'error:s port:n! protocol:s!',
  V1PortworxVolumeSource: 'fsType:s readOnly:b volumeID:s!',
  V1PreferredSchedulingTerm: 'preference:V1NodeSelectorTerm! weight:n!',
  V1PriorityClass:
    'apiVersion:s description:s globalDefault:b kind:s metadata:V1ObjectMeta preemptionPolicy:s value:n',
  V1Probe:
    'exec:V1ExecAction failureThreshold:n grpc:V1GRPCAction httpGet:V1HTTPGetAction initialDelaySeconds:n periodSeconds:n successThreshold:n tcpSocket:V1TCPSocketAction terminationGracePeriodSeconds:n timeoutSeconds:n',
  V1ProjectedVolumeSource: 'defaultMode:n sources:[]V1VolumeProjection',
  V1QuobyteVolumeSource: 'group:s readOnly:b registry:s! tenant:s user:s volume:s!',
  V1RBDPersistentVolumeSource:
    'fsType:s image:s! keyring:s monitors:[]s! pool:s readOnly:b secretRef:V1SecretReference user:s',
  V1RBDVolumeSource:
    'fsType:s image:s! keyring:s monitors:[]s! pool:s readOnly:b secretRef:V1LocalObjectReference user:s',
  V1ReplicaSet:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ReplicaSetSpec status:V1ReplicaSetStatus',
  V1ReplicaSetCondition: 'lastTransitionTime:s message:s reason:s status:s! type:s!',
  V1ReplicaSetSpec:
    'minReadySeconds:n replicas:n selector:V1LabelSelector! template:V1PodTemplateSpec',
  V1ReplicaSetStatus:
    'availableReplicas:n conditions:[]V1ReplicaSetCondition fullyLabeledReplicas:n observedGeneration:n readyReplicas:n replicas:n! terminatingReplicas:n',
  V1ReplicationController:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ReplicationControllerSpec status:V1ReplicationControllerStatus',
  V1ReplicationControllerCondition: 'lastTransitionTime:s message:s reason:s status:s! type:s!',
  V1ReplicationControllerSpec:
    'minReadySeconds:n replicas:n selector:{}s template:V1PodTemplateSpec',
  V1ReplicationControllerStatus:
    'availableReplicas:n conditions:[]V1ReplicationControllerCondition fullyLabeledReplicas:n observedGeneration:n readyReplicas:n replicas:n!',
  V1ResourceFieldSelector: 'containerName:s divisor:q resource:s!',
  V1ResourceHealth: 'health:s message:s resourceID:s!',
  V1ResourceQuota:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ResourceQuotaSpec status:V1ResourceQuotaStatus',
  V1ResourceQuotaSpec: 'hard:{}q scopeSelector:V1ScopeSelector scopes:[]s',
  V1ResourceQuotaStatus: 'hard:{}s used:{}s',
  V1ResourceRequirements: 'claims:[]* limits:{}q requests:{}q',
  V1ResourceStatus: 'name:s! resources:[]V1ResourceHealth',
  V1Role: 'apiVersion:s kind:s metadata:V1ObjectMeta rules:[]V1PolicyRule',
  V1RoleBinding: 'apiVersion:s kind:s metadata:V1ObjectMeta roleRef:V1RoleRef! subjects:[]*',
  V1RoleRef: 'apiGroup:s kind:s! name:s!',
  V1RollingUpdateDaemonSet: 'maxSurge:x maxUnavailable:x',
  V1RollingUpdateDeployment: 'maxSurge:x maxUnavailable:x',
  V1RollingUpdateStatefulSetStrategy: 'maxUnavailable:x partition:n',
  V1RuleWithOperations: 'apiGroups:[]s apiVersions:[]s operations:[]s resources:[]s scope:s',
  V1RuntimeClass:
    'apiVersion:s handler:s! kind:s metadata:V1ObjectMeta overhead:V1Overhead scheduling:V1Scheduling',
  V1SELinuxOptions: 'level:s role:s type:s user:s',
  V1ScaleIOPersistentVolumeSource:
    'fsType:s gateway:s! protectionDomain:s readOnly:b secretRef:V1SecretReference! sslEnabled:b storageMode:s storagePool:s system:s! volumeName:s',
  V1ScaleIOVolumeSource:
    'fsType:s gateway:s! protectionDomain:s readOnly:b secretRef:V1LocalObjectReference! sslEnabled:b storageMode:s storagePool:s system:s! volumeName:s',
  V1Scheduling: 'nodeSelector:{}s tolerations:[]V1Toleration',
  V1ScopeSelector: 'matchExpressions:[]V1ScopedResourceSelectorRequirement',
  V1ScopedResourceSelectorRequirement: 'operator:s! scopeName:s! values:[]s',
  V1SeccompProfile: 'localhostProfile:s type:s!',
  V1Secret: 'apiVersion:s data:{}s immutable:b kind:s metadata:V1ObjectMeta stringData:{}s type:s',
  V1SecretEnvSource: 'name:s optional:b',
  V1SecretKeySelector: 'key:s! name:s optional:b',
  V1SecretProjection: 'items:[]V1KeyToPath name:s optional:b',
  V1SecretReference: 'name:s namespace:s',
  V1SecretVolumeSource: 'defaultMode:n items:[]V1KeyToPath optional:b secretName:s',
  V1SecurityContext:
    'allowPrivilegeEscalation:b appArmorProfile:V1AppArmorProfile capabilities:V1Capabilities privileged:b procMount:s readOnlyRootFilesystem:b runAsGroup:n runAsNonRoot:b runAsUser:n seLinuxOptions:V1SELinuxOptions seccompProfile:V1SeccompProfile windowsOptions:V1WindowsSecurityContextOptions',
  V1Service: 'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1ServiceSpec status:V1ServiceStatus',
  V1ServiceAccount:
    'apiVersion:s automountServiceAccountToken:b imagePullSecrets:[]V1LocalObjectReference kind:s metadata:V1ObjectMeta secrets:[]V1ObjectReference',
  V1ServiceAccountTokenProjection: 'audience:s expirationSeconds:n path:s!',
  V1ServiceBackendPort: 'name:s number:n',
  V1ServicePort: 'appProtocol:s name:s nodePort:n port:n! protocol:s targetPort:x',
  V1ServiceSpec:
    'allocateLoadBalancerNodePorts:b clusterIP:s clusterIPs:[]s externalIPs:[]s externalName:s externalTrafficPolicy:s healthCheckNodePort:n internalTrafficPolicy:s ipFamilies:[]s ipFamilyPolicy:s loadBalancerClass:s loadBalancerIP:s loadBalancerSourceRanges:[]s ports:[]V1ServicePort publishNotReadyAddresses:b selector:{}s sessionAffinity:s sessionAffinityConfig:V1SessionAffinityConfig trafficDistribution:s type:s',
  V1ServiceStatus: 'conditions:[]V1Condition loadBalancer:V1LoadBalancerStatus',
  V1SessionAffinityConfig: 'clientIP:V1ClientIPConfig',
  V1SleepAction: 'seconds:n!',
  V1StatefulSet:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V1StatefulSetSpec status:V1StatefulSetStatus',
  V1StatefulSetCondition: 'lastTransitionTime:s message:s reason:s status:s! type:s!',
  V1StatefulSetOrdinals: 'start:n',
  V1StatefulSetPersistentVolumeClaimRetentionPolicy: 'whenDeleted:s whenScaled:s',
  V1StatefulSetSpec:
    'minReadySeconds:n ordinals:V1StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:V1StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s replicas:n revisionHistoryLimit:n selector:V1LabelSelector! serviceName:s template:V1PodTemplateSpec! updateStrategy:V1StatefulSetUpdateStrategy volumeClaimTemplates:[]V1PersistentVolumeClaim',
  V1StatefulSetStatus:
    'availableReplicas:n collisionCount:n conditions:[]V1StatefulSetCondition currentReplicas:n currentRevision:s observedGeneration:n readyReplicas:n replicas:n! updateRevision:s updatedReplicas:n',
  V1StatefulSetUpdateStrategy: 'rollingUpdate:V1RollingUpdateStatefulSetStrategy type:s',
  V1StorageClass:
    'allowVolumeExpansion:b allowedTopologies:[]V1TopologySelectorTerm apiVersion:s kind:s metadata:V1ObjectMeta mountOptions:[]s parameters:{}s provisioner:s! reclaimPolicy:s volumeBindingMode:s',
  V1StorageOSPersistentVolumeSource:
    'fsType:s readOnly:b secretRef:V1ObjectReference volumeName:s volumeNamespace:s',
  V1StorageOSVolumeSource:
    'fsType:s readOnly:b secretRef:V1LocalObjectReference volumeName:s volumeNamespace:s',
  V1SuccessPolicy: 'rules:[]V1SuccessPolicyRule!',
  V1SuccessPolicyRule: 'succeededCount:n succeededIndexes:s',
  V1Sysctl: 'name:s! value:s!',
  V1TCPSocketAction: 'host:s port:x!',
  V1Toleration: 'effect:s key:s operator:s tolerationSeconds:n value:s',
  V1TopologySelectorLabelRequirement: 'key:s! values:[]s!',
  V1TopologySelectorTerm: 'matchLabelExpressions:[]V1TopologySelectorLabelRequirement',
  V1TopologySpreadConstraint:
    'labelSelector:V1LabelSelector matchLabelKeys:[]s maxSkew:n! minDomains:n nodeAffinityPolicy:s nodeTaintsPolicy:s topologyKey:s! whenUnsatisfiable:s!',
  V1TypedLocalObjectReference: 'apiGroup:s kind:s! name:s!',
  V1TypedObjectReference: 'apiGroup:s kind:s! name:s! namespace:s',
  V1UncountedTerminatedPods: 'failed:[]s succeeded:[]s',
  V1ValidatingWebhook:
    'admissionReviewVersions:[]s! clientConfig:*! failurePolicy:s matchConditions:[]V1MatchCondition matchPolicy:s name:s! namespaceSelector:V1LabelSelector objectSelector:V1LabelSelector rules:[]V1RuleWithOperations sideEffects:s! timeoutSeconds:n',
  V1ValidatingWebhookConfiguration:
    'apiVersion:s kind:s metadata:V1ObjectMeta webhooks:[]V1ValidatingWebhook',
  V1Volume:
    'awsElasticBlockStore:V1AWSElasticBlockStoreVolumeSource azureDisk:V1AzureDiskVolumeSource azureFile:V1AzureFileVolumeSource cephfs:V1CephFSVolumeSource cinder:V1CinderVolumeSource configMap:V1ConfigMapVolumeSource csi:V1CSIVolumeSource downwardAPI:V1DownwardAPIVolumeSource emptyDir:V1EmptyDirVolumeSource ephemeral:V1EphemeralVolumeSource fc:V1FCVolumeSource flexVolume:V1FlexVolumeSource flocker:V1FlockerVolumeSource gcePersistentDisk:V1GCEPersistentDiskVolumeSource gitRepo:V1GitRepoVolumeSource glusterfs:V1GlusterfsVolumeSource hostPath:V1HostPathVolumeSource image:V1ImageVolumeSource iscsi:V1ISCSIVolumeSource name:s! nfs:V1NFSVolumeSource persistentVolumeClaim:V1PersistentVolumeClaimVolumeSource photonPersistentDisk:V1PhotonPersistentDiskVolumeSource portworxVolume:V1PortworxVolumeSource projected:V1ProjectedVolumeSource quobyte:V1QuobyteVolumeSource rbd:V1RBDVolumeSource scaleIO:V1ScaleIOVolumeSource secret:V1SecretVolumeSource storageos:V1StorageOSVolumeSource vsphereVolume:V1VsphereVirtualDiskVolumeSource',
  V1VolumeDevice: 'devicePath:s! name:s!',
  V1VolumeMount:
    'mountPath:s! mountPropagation:s name:s! readOnly:b recursiveReadOnly:s subPath:s subPathExpr:s',
  V1VolumeMountStatus:
    'mountPath:s! name:s! readOnly:b recursiveReadOnly:s volumeStatus:V1VolumeStatus',
  V1VolumeNodeAffinity: 'required:V1NodeSelector',
  V1VolumeProjection:
    'clusterTrustBundle:V1ClusterTrustBundleProjection configMap:V1ConfigMapProjection downwardAPI:V1DownwardAPIProjection podCertificate:V1PodCertificateProjection secret:V1SecretProjection serviceAccountToken:V1ServiceAccountTokenProjection',
  V1VolumeResourceRequirements: 'limits:{}q requests:{}q',
  V1VolumeStatus: 'image:V1ImageVolumeStatus',
  V1VsphereVirtualDiskVolumeSource: 'fsType:s storagePolicyID:s storagePolicyName:s volumePath:s!',
  V1WeightedPodAffinityTerm: 'podAffinityTerm:V1PodAffinityTerm! weight:n!',
  V1WindowsSecurityContextOptions:
    'gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s',
  V2ContainerResourceMetricSource: 'container:s! name:s! target:V2MetricTarget!',
  V2ContainerResourceMetricStatus: 'container:s! current:V2MetricValueStatus! name:s!',
  V2CrossVersionObjectReference: 'apiVersion:s kind:s! name:s!',
  V2ExternalMetricSource: 'metric:V2MetricIdentifier! target:V2MetricTarget!',
  V2ExternalMetricStatus: 'current:V2MetricValueStatus! metric:V2MetricIdentifier!',
  V2HPAScalingPolicy: 'periodSeconds:n! type:s! value:n!',
  V2HPAScalingRules:
    'policies:[]V2HPAScalingPolicy selectPolicy:s stabilizationWindowSeconds:n tolerance:s',
  V2HorizontalPodAutoscaler:
    'apiVersion:s kind:s metadata:V1ObjectMeta spec:V2HorizontalPodAutoscalerSpec! status:V2HorizontalPodAutoscalerStatus',
  V2HorizontalPodAutoscalerBehavior: 'scaleDown:V2HPAScalingRules scaleUp:V2HPAScalingRules',
  V2HorizontalPodAutoscalerCondition: 'lastTransitionTime:s message:s reason:s status:s! type:s!',
  V2HorizontalPodAutoscalerSpec:
    'behavior:V2HorizontalPodAutoscalerBehavior maxReplicas:n! metrics:[]V2MetricSpec minReplicas:n scaleTargetRef:V2CrossVersionObjectReference!',
  V2HorizontalPodAutoscalerStatus:
    'conditions:[]V2HorizontalPodAutoscalerCondition currentMetrics:[]V2MetricStatus currentReplicas:n desiredReplicas:n! lastScaleTime:s observedGeneration:n',
  V2MetricIdentifier: 'name:s! selector:V1LabelSelector',
  V2MetricSpec:
    'containerResource:V2ContainerResourceMetricSource external:V2ExternalMetricSource object:V2ObjectMetricSource pods:V2PodsMetricSource resource:V2ResourceMetricSource type:s!',
  V2MetricStatus:
    'containerResource:V2ContainerResourceMetricStatus external:V2ExternalMetricStatus object:V2ObjectMetricStatus pods:V2PodsMetricStatus resource:V2ResourceMetricStatus type:s!',
  V2MetricTarget: 'averageUtilization:n averageValue:q type:s! value:q',
  V2MetricValueStatus: 'averageUtilization:n averageValue:q value:q',
  V2ObjectMetricSource:
    'describedObject:V2CrossVersionObjectReference! metric:V2MetricIdentifier! target:V2MetricTarget!',
  V2ObjectMetricStatus:
    'current:V2MetricValueStatus! describedObject:V2CrossVersionObjectReference! metric:V2MetricIdentifier!',
  V2PodsMetricSource: 'metric:V2MetricIdentifier! target:V2MetricTarget!',
  V2PodsMetricStatus: 'current:V2MetricValueStatus! metric:V2MetricIdentifier!',
  V2ResourceMetricSource: 'name:s! target:V2MetricTarget!',
  V2ResourceMetricStatus: 'current:V2MetricValueStatus! name:s!',
}
