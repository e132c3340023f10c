import { expect, test } from 'vitest';
import { conditionsOf, usualConditions } from '../../../../electron/host/power/conditions.ts';

test.each([
  ['nobody says anything', {}, {}],
  ['a level that is unknown', { warningLevel: 0 }, {}],
  ['a full battery', { warningLevel: 1 }, {}],
  ['one that is used', { warningLevel: 2 }, {}],
  ['a low one', { warningLevel: 3 }, { isBatteryLow: true }],
  ['a critical one', { warningLevel: 4 }, { isBatteryLow: true }],
  ['one before its end', { warningLevel: 5 }, { isBatteryLow: true }],
  ['a level of a later day', { warningLevel: 6 }, {}],
  ['a level that is a text', { warningLevel: '3' }, {}],
  ['the usual profile', { activeProfile: 'balanced' }, {}],
  ['the fast profile', { activeProfile: 'performance' }, {}],
  ['the saver', { activeProfile: 'power-saver' }, { isSaverOn: true }],
  ['a profile that is none', { activeProfile: {} }, {}],
  ['a connection that nobody knows', { metered: 0 }, {}],
  ['a metered one', { metered: 1 }, { isMetered: true }],
  ['one without a meter', { metered: 2 }, {}],
  ['one that is guessed to be metered', { metered: 3 }, { isMetered: true }],
  ['one that is guessed not to be', { metered: 4 }, {}],
  ['an answer that is not one', { metered: null }, {}],
])('%s', (_name, facts, conditions) => {
  expect(conditionsOf(facts)).toEqual({ ...usualConditions, ...conditions });
});
