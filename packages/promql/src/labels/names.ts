const LEGACY_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/** A label name that needs no quotes. */
export function isLegacyLabelName(name: string): boolean {
  return LEGACY_LABEL.test(name)
}

/** Since Prometheus 3 every text in valid UTF-8 that is not empty names a label. */
export function isLabelName(name: string): boolean {
  return name !== '' && name.isWellFormed()
}
