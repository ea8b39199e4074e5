import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS } from '../../../src/audit/audit-actions.js';

const ROWS = [
  ...readFileSync('docs/events.md', 'utf8').matchAll(/^\| `(\w+\.\w+)` +\| (.+?) +\| `(\w+)` +\| `(.+)` +\|$/gm),
];

describe('docs/events.md', () => {
  it('has each type of events, in their order, and no other', () => {
    expect(ROWS.map(([, type]) => type)).toEqual([...AUDIT_ACTIONS]);
  });

  it('has an example of the data of each, of ids, codes and numbers', () => {
    for (const [, , when, subject, data] of ROWS) {
      expect(when?.endsWith('.')).toBe(true);
      expect(['organization', 'enterprise', 'user', 'access_token', 'webhook_endpoint']).toContain(subject);
      for (const value of Object.values(JSON.parse(String(data)) as object)) expect(String(value)).not.toContain('@');
    }
  });
});
