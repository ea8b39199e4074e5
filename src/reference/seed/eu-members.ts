/**
 * The member states of the European Union, by ISO 3166-1 alpha-2 code; none of the packages that we use has them.
 *
 * Source: Eurostat, Statistics Explained, "Glossary: European Union (EU)", as of November 2026. Eurostat's own codes
 * differ for Greece (EL). The latest changes: Croatia joined on 1 July 2013, the United Kingdom left on 31 January
 * 2020.
 */
export const EU_MEMBERS: ReadonlySet<string> = new Set([
  ...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES'],
  ...['FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU'],
  ...['LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
]);
