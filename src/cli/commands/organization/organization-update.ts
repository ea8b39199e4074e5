import { Command } from 'commander';
import { type ProfileChange, profileDifferences } from '../../../organization/profile/organization-profile.js';
import type { OrganizationDetails } from '../../../organization/organization.service.js';
import type { CountryLookup, CountryStateLookup } from '../../../reference/reference.js';
import { ORGANIZATION } from '../../support/arguments.js';
import type { Cli } from '../../support/cli.js';
import { organizationNamed } from '../../support/organization-named.js';
import { table } from '../../output/tables.js';

interface Options extends Omit<ProfileChange, 'currency' | 'country' | 'countryState'> {
  readonly currency?: string;
  readonly country?: string;
  readonly state?: string;
}

/** `tenantry organization update`. */
export function organizationUpdateCommand(cli: Cli): Command {
  return new Command('update')
    .description('Changes the names and billing details of an organization. Options that are not given change nothing.')
    .argument('<organization>', ORGANIZATION)
    .option('--name <text>', 'at most 255 characters')
    .option('--sub-domain <label>', 'its name in host names; the old one stays reserved for it')
    .option('--billing-name <text>', "at most 255 characters; '' clears it, and each of the following up to the phone")
    .option('--address1 <text>', 'at most 255 characters')
    .option('--address2 <text>', 'at most 255 characters')
    .option('--address3 <text>', 'at most 255 characters')
    .option('--address4 <text>', 'at most 255 characters')
    .option('--postcode <text>', 'at most 32 characters')
    .option('--vat-number <text>', 'at most 64 characters')
    .option('--phone-number <text>', 'at most 64 characters')
    .option('--currency <code>', 'ISO 4217')
    .option('--country <code>', 'ISO 3166-1, of two or three letters; the state of the old country is cleared')
    .option('--state <code>', "ISO 3166-2, such as US-CA: a part of the organization's country, or of the one named")
    .addHelpText(
      'after',
      `
Examples:
  tenantry organization update acme --name 'Acme Cloud' --sub-domain acme-cloud
  tenantry organization update acme --billing-name 'Acme Inc' --country US --state US-CA --currency USD`,
    )
    .action((named: string, options: Options, command: Command) => {
      if (Object.keys(options).every((name) => name === 'json')) command.error('name something to change');
      return update(cli, named, options);
    });
}

function update(cli: Cli, named: string, options: Options): Promise<void> {
  return cli.run(async (session) => {
    const organization = await organizationNamed(session, named);
    const { currency, country, state, ...texts } = options;
    const updated = await session.profiles.update(session.ctx, organization, {
      ...texts,
      name: texts.name?.trim(),
      currency: currency === undefined ? undefined : { isoCode: currency },
      country: country === undefined ? undefined : countryNamed(country),
      countryState: state === undefined ? undefined : await stateNamed(state),
    });
    const fields = profileDifferences(organization, updated).map(({ field }) => field);
    const changed = fields.map((field) => field.replaceAll('_', ' ')).join(', ');
    const text = fields.length === 0 ? 'There was nothing to change.' : `Changed: ${changed}.`;
    return {
      text: `${text}\n\n${shown(updated)}`,
      json: {
        ...document(updated),
        changed: fields.map((field) => field.replace(/_(\w)/g, (_, at: string) => at.toUpperCase())),
      },
    };
  });
}

function countryNamed(code: string): CountryLookup {
  return code.length === 2 ? { isoCode2: code } : { isoCode3: code };
}

/** The id of a subdivision derives from its code. Imported on demand, since `--help` should not wait for the lists. */
async function stateNamed(code: string): Promise<CountryStateLookup> {
  const { referenceId } = await import('../../../reference/seed/reference-data.js');
  return { id: referenceId('country_state', code.toUpperCase()) };
}

function shown(organization: OrganizationDetails): string {
  const { country, countryState } = organization;
  const address = [organization.address1, organization.address2, organization.address3, organization.address4];
  return table({
    id: organization.id,
    name: organization.name,
    'sub-domain': organization.subDomain,
    domain: organization.infrastructureDomain,
    'billing name': organization.billingName ?? undefined,
    address: address.filter((line) => line !== null),
    postcode: organization.postcode ?? undefined,
    'VAT number': organization.vatNumber ?? undefined,
    phone: organization.phoneNumber ?? undefined,
    currency: organization.currency.isoCode,
    country: country?.name,
    state: countryState?.name,
  });
}

function document(organization: OrganizationDetails) {
  const { id, name, subDomain, infrastructureDomain, billingName, address1, address2, address3, address4 } =
    organization;
  const { postcode, vatNumber, phoneNumber, currency, country, countryState } = organization;
  return {
    ...{ id, name, subDomain, infrastructureDomain, billingName, address1, address2, address3, address4 },
    ...{ postcode, vatNumber, phoneNumber },
    currency: currency.isoCode,
    country: country?.isoCode2 ?? null,
    countryState: countryState && `${countryState.country.isoCode2}-${countryState.code}`,
  };
}
