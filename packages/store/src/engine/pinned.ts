/** The release of the embedded engine that this program was tried with. */
export const ENGINE_VERSION = '3.4.0'

interface PinnedPackage {
  readonly name: string
  readonly version: string
  /** Subresource integrity of the package's archive; npm refuses one that differs. */
  readonly integrity: string
  /** The platform it is for; none for JavaScript. */
  readonly platform?: string
}

/**
 * Everything that the engine is made of, Apache-2.0 and MIT. The list is closed: a platform whose package is not in
 * it has no embedded engine. Its own install scripts are not run.
 */
export const PINNED: readonly PinnedPackage[] = [
  {
    name: 'chdb',
    version: ENGINE_VERSION,
    integrity:
      'sha512-HMNj4dq3lIrwqxwGSuuEjo9EIlC+k8IjsSQHh1ZStGvV6MRckfvPM2aDqzdW1ti3fldrt9UIntJBm0AbV9nbDQ==',
  },
  {
    name: '@chdb/lib-linux-x64-gnu',
    version: '26.7.3-stable.1',
    integrity:
      'sha512-XP97mMqnc5tZpKQywR8N7cLTsHNiTmHr30pC5mzo3jWmukjKn2IBa60c2B/gWUNcuFjOMjWoorQICCqBVj5wpw==',
    platform: 'linux-x64-gnu',
  },
  {
    name: '@clickhouse/client-common',
    version: '1.23.0',
    integrity:
      'sha512-OkuxPkQ+ph8CCrt/4DYBvlJ9D9Q9q7FwvP8FdwER+7UDNO3jN4Ee6SZl9iLupKJIvKeuS68+x86ZyqFuHdPK3g==',
  },
  {
    name: 'node-addon-api',
    version: '6.1.0',
    integrity:
      'sha512-+eawOlIgy680F0kBzPUNFhMZGtJ1YmqM6l4+Crf4IkImjYrO/mqPwRMh352g23uIaQKFItcQ64I7KMaJxHgAVA==',
  },
  {
    name: 'node-gyp-build',
    version: '4.8.4',
    integrity:
      'sha512-LA4ZjwlnUblHVgq0oBF3Jl/6h/Nvs5fzBLwdEF4nuxnFdsfajde4WfxtJr3CaiH+F6ewcIB/q4jQ4UzPyid+CQ==',
  },
]
