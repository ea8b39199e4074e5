import { Command } from 'commander';
import type { DatabaseStatus } from '../../../database/connection/database-status.service.js';
import { FIRST_UNRELEASED_MIGRATION } from '../../../database/connection/unknown-schema.js';
import type { Due } from '../../../reference/seed/reference.seed.js';
import type { Cli } from '../../support/cli.js';
import { Coloured } from '../../output/coloured.js';
import type { Report } from '../../output/report.js';
import { table } from '../../output/tables.js';

/** `tenantry db status`. */
export function dbStatusCommand(cli: Cli): Command {
  return new Command('status')
    .description(
      'Shows the database, its location, and whether its schema and reference data are those of this release.',
    )
    .addHelpText(
      'after',
      `
It changes and creates nothing, and never shows the password. Something missing, even the whole database, is no
failure: the exit code is 0, and the document of --json has "upToDate": false.

Examples:
  tenantry db status
  DATABASE_URL=mysql://tenantry:secret@127.0.0.1:3306/tenantry tenantry db status --json`,
    )
    .action(() =>
      cli.run(async ({ ctx, location, isThere, status, seed }) => {
        const found = isThere ? await status.look(ctx) : status.nothing();
        // The tables of the reference data may be among what is missing.
        const due = found.pending.length === 0 ? await seed.due(ctx) : undefined;
        return report(location, found, due);
      }, 'look'),
    );
}

function report(location: string, found: DatabaseStatus, due: readonly Due[] | undefined): Report {
  const { product, version, applied, pending, unknown } = found;
  const lacks = due?.reduce((sum, { missing, changed }) => sum + missing + changed, 0);
  const upToDate = lacks === 0 && unknown.length === 0;
  const shown = table({
    database: `${product} ${version ?? '(not created yet)'}`,
    at: location,
    migrations: `${applied} applied, ${pending.length === 0 ? 'none' : pending.length} pending`,
    pending: pending.length > 0 ? pending : undefined,
    unknown: unknown.length > 0 ? unknown : undefined,
    ...Object.fromEntries((due ?? []).map((one) => [one.table.replaceAll('_', ' '), ofTable(one)])),
  });
  return {
    text: `${verdict(found, lacks)}\n\n${shown}`,
    json: {
      database: { product, version: version ?? null, location },
      migrations: { applied, pending, unknown },
      referenceData: due ?? null,
      upToDate,
    },
  };
}

function ofTable({ rows, missing, changed }: Due): string {
  return `${rows} rows${missing > 0 ? `, ${missing} missing` : ''}${changed > 0 ? `, ${changed} to change` : ''}`;
}

function verdict({ version, pending, unknown }: DatabaseStatus, lacks: number | undefined): string {
  if (version === undefined) {
    const none = new Coloured('yellow', 'There is no database');
    return `${none.toString()} here yet: run \`tenantry db migrate\`, then \`tenantry db seed\`.`;
  }
  if (unknown.length > 0) {
    if (unknown.includes(FIRST_UNRELEASED_MIGRATION)) {
      const older = new Coloured('yellow', 'was created before release 0.1.0').toString();
      return `The database ${older}, and no release can migrate it: create a new one, and read this one with the build that created it.`;
    }
    const newer = new Coloured('yellow', 'is newer than this release').toString();
    return `The schema ${newer}, which refuses to start on it: start the release that created it.`;
  }
  if (lacks === undefined) {
    const missing = new Coloured(
      'yellow',
      `lacks ${pending.length} ${pending.length === 1 ? 'migration' : 'migrations'}`,
    );
    return `The schema ${missing.toString()}: run \`tenantry db migrate\`, then \`tenantry db seed\`.`;
  }
  if (lacks > 0) {
    const old = new Coloured('yellow', 'is not that of this release');
    return `The reference data ${old.toString()}: run \`tenantry db seed\`.`;
  }
  return `The database ${new Coloured('green', 'is up to date').toString()}.`;
}
