import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('api-version-removed', {
  found: [
    {
      when: 'a controller asks for a kind that the cluster does not serve',
      scene: {
        status: crashed(1),
        log: 'E0101 10:00:39.000000       1 source.go:133] "if kind is a CRD, it should be installed before calling Start" err="no matches for kind "Certificate" in version "cert-manager.io/v1"" logger="controller-runtime.source"\n',
      },
      line: 'E0101 10:00:39.000000       1 source.go:133] "if kind is a CRD, it should be installed before calling Start" err="no matches for kind "Certificate" in version "cert-manager.io/v1"" logger="controller-runtime.source"',
      fix: 'api-version-removed/serve',
    },
  ],
  missed: [
    {
      when: 'the API is served and may not be used',
      scene: {
        status: crashed(1),
        log: 'Error: certificates.cert-manager.io is forbidden: User "system:serviceaccount:shop:default" cannot list resource "certificates" in API group "cert-manager.io" at the cluster scope\n',
      },
      instead: 'rbac-forbidden',
    },
  ],
})
