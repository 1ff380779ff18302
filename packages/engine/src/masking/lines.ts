import { isHarmless, isInSentence, isRandom } from './harmless.ts'
import { SECRET_NAME } from './names.ts'
import { MASK, hides, pattern, type MaskRule } from './rule.ts'

const value = hides((text) => !isHarmless(text) && !isInSentence(text))

/** The end of a line, in any escaping. */
const END = String.raw`(?:\r?\n|\\+n)`
const KEY = `["']?[\\w.:$/-]{0,60}?${SECRET_NAME}["']?`

/** A block scalar of YAML behind a secret's name; how its lines end depends on what carries the text. */
function blockRule({ end, line }: { readonly end: string; readonly line: string }): MaskRule {
  return {
    pattern: pattern(`(${KEY}:\\s{1,4}[|>][+-]?\\d?[ \\t]*${end})((?:[ \\t]+${line}){1,200})`),
    replace: (all, head = '', text = '') => {
      const [, indent = '', first = ''] = /^([ \t]+)(\S*)/.exec(text) ?? []
      const tail = /(?:\r?\n|\\+n)*$/.exec(text)?.[0] ?? ''
      // Another rule may have taken its first line alone.
      const isOpen = isHarmless(first) && !first.startsWith(MASK)
      return isOpen ? all : `${head}${indent}${MASK}${tail}`
    },
    needs: /[|>][+-]?\d?[ \t]*(?:\r?\n|\\+n)/,
  }
}

/** Values that stand behind their name without a sign between, or on lines of their own. */
export const LINE_RULES: readonly MaskRule[] = [
  // ENV PASSWORD x, setenv PASSWORD x, config set private_key x, proxy_set_header X-Api-Key x;
  {
    pattern: pattern(
      `(\\b(?:ENV|setenv|set(?:\\s-\\w{1,4})?|config\\sset|proxy_set_header|fastcgi_param|putenv)\\s+${KEY}\\s{1,4}["']?)(?![*$=(]|to\\b)([^\\s"'=;\\\\]{3,400})`,
    ),
    replace: hides(
      (word, { head, text, end }) =>
        isRandom(word.replace(/[.,:]+$/, '')) ||
        (/^(?:ENV|set[eE]nv|SetEnv) /.test(head) && word.endsWith(':')) ||
        (/^["';]?[ \t]*(?:[\n;}]|\\+n|$)/.test(text.slice(end, end + 80)) &&
          !isHarmless(word) &&
          !isInSentence(word)),
    ),
    needs: /(?:env|set\w{0,12}|fastcgi_param|putenv)\s/i,
  },
  // Columns: a name and its value, and nothing else.
  {
    pattern: pattern(
      `((?:^|\\\\n)[ \\t]{0,40}${KEY}(?:\\t|\\\\t|[ ]{2})(?:[ \\t]|\\\\t){0,60}["']?)(?!["'*=:|<{[])([^\\s"'\\\\]{3,400})(?=["']?[ \\t]{0,20}(?:$|\\\\n))`,
      'gim',
    ),
    replace: value,
    needs: /\t|\\t| {2}/,
  },
  {
    pattern: pattern(
      `(${SECRET_NAME}(?:\\t|\\\\t| {2})(?:[ \\t]|\\\\t){0,60}["']?)(?!\\*)([^\\s"'\\\\]{8,400})`,
    ),
    replace: hides(
      (text, { head }) =>
        isRandom(text.replace(/[.,;:]+$/, '')) ||
        (/^pass\w*\t/i.test(head) && !isInSentence(text) && !isHarmless(text)),
    ),
    needs: /\t|\\t| {2}/,
  },
  // A login and its password on lines of their own.
  {
    pattern: pattern(
      `(\\b(?:user(?:name)?|login)[ \\t]+\\S{1,80}[ \\t]*${END}[ \\t]*pass(?:word|wd)?[ \\t]+)(?!["'*=:])([^\\s"'\\\\]{3,400})`,
    ),
    replace: value,
    needs: /pass(?:word|wd)?[ \t]/i,
  },
  // YAML's block scalars: every line that is indented; in a quoted text up to its end.
  blockRule({ end: String.raw`\r?\n`, line: String.raw`[^\n]{1,4000}(?:\r?\n|$)` }),
  blockRule({
    end: String.raw`\\+n`,
    line: String.raw`[^\n\\]{1,4000}?(?:\\+n|$|(?=\\*["']|\n))`,
  }),
  // Here-documents: up to the end mark.
  {
    pattern: pattern(
      `(${KEY}\\s*=\\s*<<[-~]?["']?(\\w{1,20})["']?${END})([^*][\\s\\S]{0,4000}?)(${END}[ \\t]*\\2\\b)`,
    ),
    replace: (...[, head = '', , , tail = '']: string[]) => `${head}${MASK}${tail}`,
    needs: '<<',
  },
  // password: &anchor x, password: !!str x, ? password⏎: x
  {
    pattern: pattern(
      `(${KEY}:\\s{1,4}(?:[&!][\\w!-]{1,40}\\s{1,4}){1,2}["']?)(?!\\*)([^\\s"'\\\\]{1,400})`,
    ),
    replace: value,
    needs: /:\s{1,4}[&!]/,
  },
  {
    pattern: pattern(
      `(\\?\\s${KEY}[ \\t]*${END}[ \\t]*:\\s{1,4}["']?)(?!\\*)([^\\s"'\\\\]{1,400})`,
    ),
    replace: value,
    needs: '? ',
  },
  // passwords:⏎- x⏎- y
  {
    pattern: pattern(
      `((?:passwords|passwds|tokens|api_?keys)["']?:[ \\t]*)((?:${END}[ \\t]*-[ \\t]+["']?[^\\s"':{}\\\\]{3,400}["']?(?=[ \\t]*(?:${END}|$))){1,200})`,
    ),
    replace: (_all, head = '', list = '') =>
      head + list.replace(/(-[ \t]+["']?)[^\s"'\\]+/g, `$1${MASK}`),
    needs: /-[ \t]/,
  },
  // A line that goes on behind a backslash.
  {
    pattern: pattern(
      `(${KEY}\\s{0,20}[=:]\\s{0,4})(\\\\\\r?\\n[ \\t]*)(?!\\*)([^\\s"'\\\\]{1,400})`,
    ),
    replace: (_all, head = '', gap = '') => `${head}${gap}${MASK}`,
    needs: '\\',
  },
  {
    pattern: pattern(
      `(${KEY}\\s{0,20}[=:]\\s{0,4}["'])([^"'\\n]{0,400}\\\\\\r?\\n[^"'\\n]{1,400})(["'])`,
    ),
    replace: `$1${MASK}$3`,
    needs: '\\',
  },
  // Terraform's plan: password = "***" -> "x"
  {
    pattern: pattern(`(${KEY}\\s{0,80}=\\s{0,4}"[^"\\n]{0,400}"\\s->\\s")([^"\\n]{1,400})(")`),
    replace: value,
    needs: '" -> "',
  },
]
