export function arrowExportsIn(
  text: string,
): readonly { readonly name: string; readonly line: number }[]
