/** Words that say that something failed, not what: the line beside it says more. */
const EMPTY_WORDS = new Set(
  'error fatal panic emerg aborting aborted abort exiting exit exited failed fail failure to start started startup starting application app server service process run running main program now the due with code status critical unrecoverable an a has have occurred encountered child jvm msg level err see above below log logs for details command daemon boot worker terminated terminating unexpectedly container invalid config abnormally still could not bind and of in while is was severe error: returned non zero'.split(
    ' ',
  ),
)

/** True of "FATAL: application failed to start", which names no reason. */
export function saysNothing(message: string): boolean {
  const words =
    message
      .slice(0, 160)
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  return words.every((word) => EMPTY_WORDS.has(word))
}
