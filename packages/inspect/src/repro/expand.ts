/** What a reference is replaced by, or null where it is not known: then the reference stays as it is. */
export type Lookup = (name: string) => string | null

/**
 * `$(NAME)` in command, args and env values as the kubelet expands it: `$$` stands for one `$`, and a reference to a name that
 * is not defined stays (third_party/forked/golang/expansion, `Expand`).
 */
export function expand(text: string, lookup: Lookup): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (whole: string, name: string | undefined) =>
    name === undefined ? '$' : (lookup(name) ?? whole),
  )
}

/** Names that a text refers to. */
export function references(text: string): readonly string[] {
  return [...text.matchAll(/\$\$|\$\(([^)]*)\)/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  )
}
