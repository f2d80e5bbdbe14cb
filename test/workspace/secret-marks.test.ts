import { describe, expect, it } from 'vitest';
import { mayHoldSecret } from '../../src/workspace/secret-marks.js';

const KEY = '8afbe6dea02407989af4dd4c97bb6e25a1b2c'; // 37 hexadecimal digits

describe('a file that may hold a secret', () => {
  it.each([
    [KEY],
    [KEY.toUpperCase()],
    [`key=${KEY};`],
    ['X-Auth-Key: x'],
    ['x-auth-user-service-key'],
    ['X-AUTH-EMAIL'],
    ['Bearer x'],
    ['BEARER\tx'],
    ['cfk_'],
    ['cfat_'],
    ['CFUT_'],
  ])('is one with %s', (text) => {
    expect(mayHoldSecret(Buffer.from(`a ${text}`))).toBe(true);
  });

  it.each([
    [`${KEY}0`],
    [`0${KEY}`],
    [`${KEY}z`],
    [`z${KEY}`],
    [KEY.slice(1)],
    [`${KEY.slice(1)}g`],
    ['Bearer'],
    ['bearers'],
    ['x-auth-user-key'],
    ['cf_'],
    ['cfxt_'],
  ])('is none with %s', (text) => {
    expect(mayHoldSecret(Buffer.from(`a ${text}`))).toBe(false);
  });
});
