/** Where evidence came from, and when it was taken (RFC 3339). */
interface Source {
  readonly name: string
  readonly capturedAt: string | null
}

/** The name and the time of two sources that are told as one: both names, the later time. */
export function joinedSource(all: Source, next: Source): Source {
  return {
    name: `${all.name}, ${next.name}`,
    capturedAt:
      [all.capturedAt, next.capturedAt]
        .filter((at) => at !== null)
        .sort()
        .at(-1) ?? null,
  }
}
