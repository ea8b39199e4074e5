import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS } from '../../../src/audit/audit-actions.js';
import { documentedEvents } from './events-page.js';

const EVENTS = documentedEvents(readFileSync('docs/events.md', 'utf8'));

describe('docs/events.md', () => {
  it('has each type of events, in their order, and no other', () => {
    expect(EVENTS.map(({ type }) => type)).toEqual([...AUDIT_ACTIONS]);
  });

  it('has examples of the data of each, of ids, codes and numbers', () => {
    for (const { when, subject, examples } of EVENTS) {
      expect(when.endsWith('.')).toBe(true);
      expect(['organization', 'enterprise', 'user', 'access_token', 'webhook_endpoint']).toContain(subject);
      expect(examples).not.toEqual([]);
      for (const value of examples.flatMap((data) => Object.values(data))) expect(String(value)).not.toContain('@');
    }
  });
});
