import { Command } from 'commander';
import type { Organization } from '../../../organization/organization.js';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import type { Report } from '../../output/report.js';
import { listing } from '../../output/tables.js';
import type { Annotation } from '../../../annotation/annotation.rules.js';

interface Options {
  readonly remove: readonly string[];
}

/** `tenantry organization annotate`. */
export function organizationAnnotateCommand(cli: Cli): Command {
  return new Command('annotate')
    .description('Sets annotations of an organization, or lists them. Annotations that are not named stay.')
    .argument('<organization>', ORGANIZATION)
    .argument('[annotations...]', 'key=value, or a key alone; keys of 1 to 100 characters, values of at most 1000')
    .option('--remove <key>', 'removes the annotation of this key; may be given several times', collected, [])
    .addHelpText(
      'after',
      `
Examples:
  tenantry organization annotate acme
  tenantry organization annotate acme plan=gold 'account manager=Ada' trial
  tenantry organization annotate acme plan=silver --remove trial`,
    )
    .action((named: string, annotations: string[], { remove }: Options) =>
      cli.run(async (session) => {
        const organization = await organizationNamed(session, named);
        const before = await session.annotations.tagged(session.ctx, organization);
        if (annotations.length + remove.length === 0) return report(organization, before.annotations, false);
        const wanted = merged(before.annotations, annotations.map(annotationOf), remove);
        // Concurrent changes of the annotations would otherwise overwrite each other.
        const precondition = { allows: (tag: string) => tag === before.tag };
        const after = await session.annotations.replace(session.ctx, organization, wanted, { precondition });
        return report(organization, after.annotations, after.tag !== before.tag);
      }),
    );
}

function collected(key: string, before: readonly string[]): string[] {
  return [...before, key];
}

function annotationOf(argument: string): Annotation {
  const at = argument.indexOf('=');
  return at < 0 ? { key: argument, value: null } : { key: argument.slice(0, at), value: argument.slice(at + 1) };
}

/** Existing annotations keep their places, new ones follow. */
function merged(
  before: readonly Annotation[],
  given: readonly Annotation[],
  removed: readonly string[],
): readonly Annotation[] {
  const kept = before.filter(({ key }) => !removed.includes(key));
  const replaced = kept.map((one) => given.find(({ key }) => key === one.key) ?? one);
  return [...replaced, ...given.filter(({ key }) => !kept.some((one) => one.key === key))];
}

function report({ id, subDomain }: Organization, annotations: readonly Annotation[], changed: boolean): Report {
  const rows = annotations.map(({ key, value }) => ({ key, value: value ?? '' }));
  const text = rows.length === 0 ? `${subDomain} has no annotations.` : listing(rows);
  return { text, json: { id, subDomain, annotations, changed } };
}
