import type { Snapshot } from '@unloop/engine'

export class TextReader {
  readonly #name: string
  readonly #texts: { text: string; source: string }[] = []
  constructor(name: string) {
    this.#name = name
  }
  add(text: string, source: string): void {
    this.#texts.push({ text, source })
  }
  snapshot(): Snapshot {
    return {
      source: { kind: 'text', name: this.#name, capturedAt: null },
      objects: [],
      logs: this.#texts.map(({ text, source }) => ({
        namespace: null,
        pod: null,
        container: null,
        run: 'unknown',
        origin: { source, line: 1 },
        text,
      })),
      samples: [],
      gaps: [],
    }
  }
}
