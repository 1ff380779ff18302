import type { SignatureFamily } from '@unloop/engine/scanner'
import { apache } from './apache.ts'
import { haproxy } from './haproxy.ts'
import { nginx } from './nginx.ts'
import { caddy, envoy, squid, traefik, varnish } from './others.ts'

export const PROXY_FAMILIES: readonly SignatureFamily[] = [
  apache,
  caddy,
  envoy,
  haproxy,
  nginx,
  squid,
  traefik,
  varnish,
]
