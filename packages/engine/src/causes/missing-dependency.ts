import type { Cause } from './cause.ts'
import { advice, withUndo } from './shared/advice.ts'

/** A module, class, shared library or tool that the program needs is not in the image. */
export const missingDependency: Cause = {
  id: 'missing-dependency',
  explain: () =>
    'The program needs something that is not in the image: it ends while loading. Installing it into the running container does not last; the image has to be built with it.',
  fixes: (file, finding) =>
    withUndo(file, [
      advice(file, {
        id: 'missing-dependency/build',
        title: `Build the image with ${finding.facts['module'] ?? finding.facts['name'] ?? finding.facts['file'] ?? 'what is missing'}`,
        where: 'image',
        kubectl: [
          ['get', file.target, '-o', 'jsonpath={..image}'],
          ...(file.podName && file.failing.container
            ? [
                [
                  ...['debug', file.podName, '-it', `--copy-to=${file.podName.slice(0, 57)}-look`],
                  ...[`--container=${file.failing.container.name}`, '--', 'sh'],
                ],
              ]
            : []),
        ],
      }),
    ]),
}
