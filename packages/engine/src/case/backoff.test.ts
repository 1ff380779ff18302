import { describe, expect, it } from 'vitest'
import { statedBackoff } from './backoff.ts'

describe('the kubelet back-off', () => {
  it('is read from what the kubelet states', () => {
    expect(statedBackoff('back-off 20s restarting failed container=a pod=b_c(d)')).toBe(20)
    expect(statedBackoff('back-off 2m40s restarting failed container=a pod=b_c(d)')).toBe(160)
    expect(statedBackoff('Back-off 5m0s restarting failed container')).toBe(300)
    expect(statedBackoff('Back-off restarting failed container')).toBeNull()
    expect(statedBackoff(undefined)).toBeNull()
  })
})
