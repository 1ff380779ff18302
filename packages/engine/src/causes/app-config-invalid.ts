import type { Cause } from './cause.ts'

/** The program rejects a setting, flag or configuration file. */
export const appConfigInvalid: Cause = {
  id: 'app-config-invalid',
  explain: () =>
    "The program read its configuration, rejected it and ended. It will do so at every start until the setting is corrected.",
  fixes: () => [],
}
