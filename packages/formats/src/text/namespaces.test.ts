import { expect, it } from 'vitest'
import { snapshotFromText } from './from-text.ts'

function podsOf(text: string): readonly (readonly (string | undefined)[])[] {
  return snapshotFromText(text, 'paste')
    .objects.filter(({ object }) => object.kind === 'Pod')
    .map(({ object: { metadata } }) => [metadata.namespace, metadata.name])
}

it('takes the namespace of a pod from the messages about it', () => {
  for (const message of [
    'Back-off restarting failed container web in pod web-1_shop(0a1b2c3d-1111-2222-3333-444455556666)',
    "Error: couldn't find key DB_PASS in Secret shop/db-creds",
    'MountVolume.SetUp failed for volume "cfg" : object "shop"/"web-config" not registered',
  ])
    expect(podsOf(`11m  Warning  Failed  pod/web-1  ${message}\n`), message).toEqual([
      ['shop', 'web-1'],
    ])
})

it('fills it into rows and events that say none', () => {
  const text = `NAME    READY   STATUS             RESTARTS   AGE
web-1   0/1     CrashLoopBackOff   5          4m
12m  Normal   Scheduled  pod/web-1  Successfully assigned shop/web-1 to node-3
11m  Warning  Unhealthy  pod/web-1  Liveness probe failed: HTTP probe failed with statuscode: 500
`
  expect(podsOf(text)).toEqual([['shop', 'web-1']])
})

it('fills nothing in where a name stands in two namespaces', () => {
  const text = `12m  Normal   Scheduled  pod/web-0  Successfully assigned shop/web-0 to node-3
12m  Normal   Scheduled  pod/web-0  Successfully assigned test/web-0 to node-4
11m  Warning  BackOff    pod/web-0  Back-off restarting failed container
`
  expect(podsOf(text).map(([namespace]) => namespace)).toEqual([undefined])
})
