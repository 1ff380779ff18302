import type { RE2JS } from 're2js'

type Re2Matcher = ReturnType<RE2JS['matcher']>

const REFERENCE = /\$(?:\$|\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/g

/** Fills `$1`, `${1}`, `$name` and `$$` in, as Go's regexp.Expand does; groups that do not exist are empty. */
export function expandTemplate(template: string, matcher: Re2Matcher, regex: RE2JS): string {
  return template.replace(REFERENCE, (all: string, braced?: string, plain?: string) => {
    const name = braced ?? plain
    if (name === undefined) return '$'
    void all
    return groupOf(matcher, regex, name)
  })
}

/** What a group matched, by number or name; empty for groups that matched nothing. */
function groupOf(matcher: Re2Matcher, regex: RE2JS, name: string): string {
  if (/^\d+$/.test(name)) {
    const index = Number(name)
    return index <= matcher.groupCount() ? (matcher.group(index) ?? '') : ''
  }
  return Object.hasOwn(regex.namedGroups(), name) ? (matcher.group(name) ?? '') : ''
}
