/**
 * What `currency-codes` 2.2.0, whose list is that of 25 June 2024, does not contain. Source: the amendments to ISO 4217
 * published by its maintenance agency (SIX), as of November 2026. Remove these with the next list of the package.
 */

/** In force since 31 March 2025 in Curaçao and Sint Maarten (amendment 176). */
export const ADDED_CURRENCIES: readonly { readonly code: string; readonly currency: string }[] = [
  { code: 'XCG', currency: 'Caribbean Guilder' },
];

/** ANG gave way to XCG (amendment 176), BGN to the euro on 1 January 2026 (180); CUC has left list one. */
export const WITHDRAWN_CURRENCIES: ReadonlySet<string> = new Set(['ANG', 'BGN', 'CUC']);

/**
 * Signs that `currency-symbol-map` 5.1.0 lacks or has wrong: it gives the som and the soʻm the Bulgarian sign, the
 * Cuban peso the Philippine one, and the boliviano one of its own. Source: Unicode CLDR 48; for the leone, ZiG and
 * Caribbean guilder their central banks.
 */
export const CORRECTED_SYMBOLS: Readonly<Record<string, string>> = {
  BOB: 'Bs',
  CUP: '$',
  KGS: 'сом',
  SLE: 'Le',
  USN: '$',
  UZS: 'soʻm',
  XCG: 'Cg',
  ZWG: 'ZiG',
};
