export function importProblemsOf(
  name: string,
  text: string,
  read: (from: string) => string | null,
): readonly string[]
