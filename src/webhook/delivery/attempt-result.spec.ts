import { pauseAfter } from './attempt-result.js';
import { DeliverySettings } from './delivery-settings.js';

describe('the pause of an endpoint', () => {
  it('begins with the third turn in a row without a success, and grows up to half a minute', () => {
    const settings = new DeliverySettings(1_000, 32);
    const pauses = Array.from({ length: 10 }, (_, turns) => pauseAfter(turns, settings));
    expect(pauses).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(pauseAfter(1_000_000, settings)).toBe(30_000);
  });
});
