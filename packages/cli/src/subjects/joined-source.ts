interface Source {
  readonly name: string
  readonly capturedAt: string | null
}

/** The name and the time of two sources that are told as one: both names, the later time. */
export const joinedSource = (all: Source, next: Source): Source => ({
  name: `${all.name}, ${next.name}`,
  capturedAt:
    [all.capturedAt, next.capturedAt]
      .filter((at) => at !== null)
      .sort()
      .at(-1) ?? null,
})
