import type { Check } from './check.ts'
import type { TextProblemCode } from './manifest.ts'

type TextCheck = Omit<Check, 'find' | 'code'>

/** What can be wrong before there is an object to check. */
export const TEXT_PROBLEMS: Readonly<Record<TextProblemCode, TextCheck>> = {
  'yaml-syntax': {
    severity: 'refused',
    title: 'The document is no YAML',
    happens:
      'kubectl apply refuses it: error converting YAML to JSON; some tools skip it without a word.',
    fix: 'Correct the line; the other documents of the file were read.',
    aliases: ['monokle/YML001..', 'kubeconform/schema', 'kube-linter/schema-validation'],
  },
  'yaml-tab': {
    severity: 'refused',
    title: 'A tab stands in the indentation',
    happens: 'kubectl apply refuses it: found character that cannot start any token.',
    fix: 'Use spaces.',
    aliases: [],
  },
  'yaml-duplicate-key': {
    severity: 'may-crash',
    title: 'A key stands twice in the same map',
    happens:
      'kubectl apply takes the last value and drops the others without a word; strict readers refuse the file: key already set in map.',
    fix: 'Merge the two.',
    aliases: ['kubeconform/-strict', 'kubeconform/schema -strict'],
  },
  'yaml-missing-separator': {
    severity: 'may-crash',
    title: 'Two objects stand in one document',
    happens:
      'kubectl apply takes the second one, without a word of the first, which is never made; strict readers refuse the file.',
    fix: 'Put --- between them.',
    aliases: [],
  },
  'yaml-template-left': {
    severity: 'practice',
    title: 'The file is a template',
    happens: 'kubectl apply refuses it: error converting YAML to JSON.',
    fix: 'Render the chart first: helm template . | unloop lint -.',
    aliases: [],
  },
  'yaml-no-manifest': {
    severity: 'practice',
    title: 'A file that is no manifest is no YAML',
    happens: 'Nothing, as long as nobody applies it.',
    fix: 'Correct it, or name it in .unloopignore.',
    aliases: [],
  },
  'manifest-unreadable': {
    severity: 'refused',
    title: 'The file cannot be read as a manifest',
    happens: 'kubectl apply refuses it.',
    fix: 'Leave it out, or correct it.',
    aliases: [],
  },
  'manifest-no-kind': {
    severity: 'refused',
    title: 'An object does not say what it is',
    happens: "kubectl apply refuses it: Object 'Kind' is missing.",
    fix: 'Add apiVersion and kind.',
    aliases: ['kubeconform/schema'],
  },
}
