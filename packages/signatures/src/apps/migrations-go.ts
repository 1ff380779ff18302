import type { SignatureFamily } from '@unloop/engine/scanner'

/** Migration tools written in Go. */
export const goMigrations: SignatureFamily = {
  programs: ['golang-migrate', 'goose', 'Atlas', 'dbmate', 'sql-migrate'],
  signatures: [
    {
      id: 'goose/missing-migrations',
      cause: 'schema-migration-failed',
      pattern:
        /(?:error: )?found (?<what>\d+) missing (?:\(out-of-order\) )?migrations?(?: lower than| before)? (?:current|max) ?(?:version|db version)/,
      strength: 'fatal',
      title:
        "goose finds migrations that are older than the database's version and were never applied",
      example: [
        'goose run: error: found 1 missing migrations before current version 12:',
        'detected 2 missing (out-of-order) migrations lower than database version (7)  found 2 missing (out-of-order) migrations lower than current version 7',
      ],
      source: 'pressly/goose up.go, provider_run.go',
    },
    {
      id: 'goose/none-found',
      cause: 'schema-migration-failed',
      pattern:
        /goose: no (?:migration files found|migrations found)|(?<file>\S{1,200}) directory does not exist(?=.{0,80}(?:goose|migrat))|no migration files found/,
      strength: 'fatal',
      title: 'goose finds no migration files where it looks',
      example: [
        'goose run: no migration files found',
        'failed to migrate: goose: no migrations found',
      ],
      source: 'pressly/goose goose.go ErrNoMigrationFiles',
    },
    {
      id: 'goose/locked',
      cause: 'schema-migration-failed',
      pattern:
        /(?:goose|migrat\w{1,6}).{0,60}failed to acquire (?:session |advisory )?lock|failed to (?:create|acquire) (?:session|table) lock(?:er)?: (?<what>.{1,120})/,
      strength: 'error',
      title: 'goose cannot take the lock under which one instance migrates',
      example: 'goose: failed to acquire session lock: context deadline exceeded',
      source: 'pressly/goose lock/postgres.go',
    },
    {
      id: 'golang-migrate/no-migrations',
      cause: 'config-file-missing',
      pattern:
        /(?:first|read up|read down|next|source) ?:? ?(?<file>[\w.\/-]{0,200}) ?: file does not exist$|failed to open source, "file:\/\/(?<dir>[^"]{1,200})"/,
      strength: 'fatal',
      title: 'golang-migrate finds no migration files where it looks',
      example: [
        'error: first .: file does not exist',
        'error: failed to open source, "file:///migrations": open /migrations: no such file or directory',
      ],
      source: 'golang-migrate/migrate source/iofs, source/file',
    },
    {
      id: 'golang-migrate/lock',
      cause: 'schema-migration-failed',
      pattern: /(?:timeout: )?can't acquire (?:database )?lock(?:$|"| )/,
      strength: 'error',
      title: 'golang-migrate cannot take its lock on the database: another instance holds it',
      example: ["error: timeout: can't acquire database lock", "can't acquire lock"],
      source: 'golang-migrate/migrate migrate.go ErrLockTimeout; database/driver.go ErrLocked',
    },
    {
      id: 'golang-migrate/driver',
      cause: 'image-bad',
      pattern:
        /(?:source|database) driver: unknown driver '?(?<module>[\w+-]{0,40})'? \(forgotten import\?\)/,
      strength: 'fatal',
      title: 'The binary holds no migration driver for {module}, or the URL has no such scheme',
      example: "error: source driver: unknown driver 'file' (forgotten import?)",
      source: 'golang-migrate/migrate source/driver.go, database/driver.go',
    },
    {
      id: 'golang-migrate/no-scheme',
      cause: 'app-config-invalid',
      pattern:
        /(?:failed to (?:parse scheme from (?:source|database) URL|open (?:source|database))[:,] )(?:no scheme|URL cannot be empty|.{0,40}no scheme)/,
      strength: 'fatal',
      title: 'The migration URL is empty or lacks its scheme',
      example: 'error: failed to parse scheme from database URL: no scheme',
      source: 'golang-migrate/migrate internal/url/url.go',
    },
    {
      id: 'atlas/checksum',
      cause: 'schema-migration-failed',
      pattern:
        /(?:You have a checksum error in your migration directory|Error: checksum (?:mismatch|file not found)|sum file (?:not found|was not found))/,
      strength: 'fatal',
      title: "Atlas' atlas.sum does not fit the migration files of the image",
      example: [
        'You have a checksum error in your migration directory.',
        'Error: checksum mismatch',
      ],
      source: 'ariga/atlas cmd/atlas; sql/migrate/dir.go ErrChecksumMismatch',
    },
    {
      id: 'sql-migrate/unknown-migration',
      cause: 'schema-migration-failed',
      pattern:
        /Unable to create migration plan because of (?<name>[\w.-]{1,160}): (?<what>.{1,80})/,
      strength: 'fatal',
      title:
        'The database has the migration {name}, which the image does not: an older image, or a renamed file',
      example:
        'Unable to create migration plan because of 20260101-users.sql: unknown migration in database',
      source: 'rubenv/sql-migrate migrate.go PlanError',
    },
    {
      id: 'dbmate/no-migrations',
      cause: 'config-file-missing',
      pattern:
        /Error: (?:(?:could not|unable to) find migrations? (?:directory|file)|no migration files found|can't rollback: no migrations have been applied|invalid url, have you set your --url flag or (?<env>DATABASE_URL) environment variable)/,
      strength: 'fatal',
      title: 'dbmate finds no migrations or no DATABASE_URL',
      example: [
        'Error: could not find migrations directory `./db/migrations`',
        'Error: invalid url, have you set your --url flag or DATABASE_URL environment variable?',
      ],
      source: 'amacneil/dbmate pkg/dbmate/db.go, main.go',
    },
    {
      id: 'tern/lock',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Error (?:migrating|initializing migrator|loading migrations):|Missing migration (?<what>\d+)|current version \d+ is outside the valid versions of 0 to \d+)(?=.{0,200})/,
      strength: 'fatal',
      title: 'tern cannot migrate the database',
      example: [
        'Error loading migrations: Missing migration 3',
        'current version 14 is outside the valid versions of 0 to 12',
      ],
      source: 'jackc/tern migrate/migrate.go',
    },
  ],
}
