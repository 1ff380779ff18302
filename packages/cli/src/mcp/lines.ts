/** A message of an honest client is far shorter. */
const MAX_LINE = 32 << 20

/** The lines of a stream that are not empty. One that has no end ends the stream. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') yield line
    if (rest.length > MAX_LINE) return
  }
  if (rest.trim() !== '') yield rest
}
