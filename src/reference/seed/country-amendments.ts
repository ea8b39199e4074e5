/**
 * Countries that are billed like any other and have no code in ISO 3166-1. Kosovo's are of the range that the standard
 * leaves to its users: `XK` is what the European Commission, SWIFT (its IBANs begin with it) and Unicode CLDR use,
 * `XKX` the World Bank and the International Monetary Fund. It has no subdivisions of its own in ISO 3166-2.
 */
export const ADDED_COUNTRIES: readonly { readonly alpha2: string; readonly alpha3: string; readonly name: string }[] = [
  { alpha2: 'XK', alpha3: 'XKX', name: 'Kosovo' },
];
