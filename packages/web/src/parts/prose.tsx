/** A sentence in which what stands between backticks is code. */
export function Prose({ text }: { readonly text: string }) {
  return text
    .split('`')
    .map((piece, index) => (index % 2 === 0 ? piece : <code key={index}>{piece}</code>))
}
