import { expect, it } from 'vitest'
import { schemaProblems } from './validate.ts'

const errors = (kind: string, apiVersion: string, object: Readonly<Record<string, unknown>>) =>
  schemaProblems({ apiVersion, kind, ...object }, apiVersion, kind).map(({ error }) => error)

const pod = (container: Readonly<Record<string, unknown>>) =>
  errors('Pod', 'v1', {
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a', ...container }] },
  })

/** As kube-apiserver v1.34.4 answered to each of these in a dry run. */
it('quotes the error of the API server for this field and value', () => {
  expect(pod({ env: [{ name: 'A', value: 80 }] })).toEqual([
    'json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string',
  ])
  expect(pod({ args: [1] })).toEqual([
    'json: cannot unmarshal number into Go struct field Container.spec.containers.args of type string',
  ])
  expect(pod({ args: 'x' })).toEqual([
    'json: cannot unmarshal string into Go struct field Container.spec.containers.args of type []string',
  ])
  expect(pod({ livenessProbe: 'x' })).toEqual([
    'json: cannot unmarshal string into Go struct field Container.spec.containers.livenessProbe of type v1.Probe',
  ])
  expect(pod({ securityContext: { readOnlyRootFilesystem: 'true' } })).toEqual([
    'json: cannot unmarshal string into Go struct field SecurityContext.spec.containers.securityContext.readOnlyRootFilesystem of type bool',
  ])
  expect(pod({ livenessProbe: { grpc: { port: 'x' } } })).toContain(
    'json: cannot unmarshal string into Go struct field GRPCAction.spec.containers.livenessProbe.grpc.port of type int32',
  )
  expect(pod({ livenesProbe: {} })).toEqual([
    'strict decoding error: unknown field "spec.containers[0].livenesProbe"',
  ])
  expect(pod({ imagePullPolicy: 'always' })).toEqual([
    'spec.containers[0].imagePullPolicy: Unsupported value: "always": supported values: "Always", "IfNotPresent", "Never"',
  ])
  expect(errors('ConfigMap', 'v1', { metadata: { name: 'a' }, data: { a: true } })).toEqual([
    'json: cannot unmarshal bool into Go struct field ConfigMap.data of type string',
  ])
})
