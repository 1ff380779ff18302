/** A template that can't be parsed or carried out, with the text that Go's packages give. */
export class TemplateError extends Error {
  override readonly name: string = 'TemplateError'
}

/** What a function called by a template reports; the engine adds where it was called. */
export class FunctionError extends Error {
  override readonly name: string = 'FunctionError'
}
