export function allowedImports(
  architecture: string,
): ReadonlyMap<string, ReadonlySet<string> | 'all'>
