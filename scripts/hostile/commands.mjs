// Every way in which a command line names a file that is read.

/** Each takes the path of a file and gives the words of a command. */
export const READERS = {
  'diagnose -f': (file) => ['-f', file],
  'diagnose -f -f': (file) => ['-f', file, '-f', file],
  'diagnose --kubeconfig': (file) => ['--kubeconfig', file],
  'fix -f': (file) => ['fix', 'deploy/web', '-f', file],
  'fix --kubeconfig': (file) => ['fix', 'deploy/web', '--kubeconfig', file],
  'fix --to': (file, { dump }) => ['fix', '-f', dump, '--to', file, '--yes', '--apply'],
  'repro -f': (file) => ['repro', 'deploy/web', '-f', file],
  lint: (file) => ['lint', file],
  'lint --config': (file, { manifest }) => ['lint', manifest, '--config', file],
  'lint --values': (file, { manifest }) => ['lint', manifest, '--values', file],
  'lint --baseline': (file, { manifest }) => ['lint', manifest, '--baseline', file],
  'lint --image-config': (file, { manifest }) => ['lint', manifest, '--image-config', file],
  'lint --schemas': (file, { manifest }) => ['lint', manifest, '--schemas', file],
  'lint migrate': (file) => ['lint', 'migrate', file],
  'unlock -f': (file) => ['unlock', '-f', file],
  'unlock --chdir': (file) => ['unlock', '--chdir', file],
  'serve --config': (file, { data }) => ['serve', ...data, '--config', file],
  'serve --rules': (file, { data }) => ['serve', ...data, '--rules', file],
  'serve --alertmanager-config': (file, { data }) => [
    'serve',
    ...data,
    '--alertmanager-config',
    file,
  ],
  'serve --scrape-config': (file, { data }) => ['serve', ...data, '--scrape-config', file],
  'serve --tokens': (file, { data }) => ['serve', ...data, '--tokens', file],
  'serve --tls-cert': (file, { data }) => ['serve', ...data, '--tls-cert', file, '--tls-key', file],
  'webhook --cert-dir': (file) => ['webhook', '--cert-dir', file],
  'alert check': (file) => ['alert', 'check', file],
  'alert test': (file) => ['alert', 'test', file, '--dry-run'],
  'alert convert': (file) => ['alert', 'convert', file],
  'alert convert --base': (file, { manifest }) => ['alert', 'convert', manifest, '--base', file],
  'rules check': (file) => ['rules', 'check', file],
  'rules test': (file) => ['rules', 'test', file],
  'rules convert': (file) => ['rules', 'convert', file],
  'collect --kubeconfig': (file) => ['collect', '--kubeconfig', file, '-o', '/dev/null'],
}

/** Commands that read standard input. */
export const STDIN_READERS = {
  'diagnose -f -': ['-f', '-'],
  'lint -': ['lint', '-'],
  'unlock -f -': ['unlock', '-f', '-'],
  'rules check -': ['rules', 'check', '-'],
}
