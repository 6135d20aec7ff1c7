import { describe, expect, test } from '@jest/globals';
import { portAddress } from '../../src/port/region.ts';

describe('the address of an account', () => {
  test.each([
    [{}, 'https://api.port.io', 'https://app.port.io', 'eu'],
    [{ region: 'eu' }, 'https://api.port.io', 'https://app.port.io', 'eu'],
    [{ region: 'us' }, 'https://api.us.port.io', 'https://app.us.port.io', 'us'],
    [{ region: 'us', baseUrl: null }, 'https://api.us.port.io', 'https://app.us.port.io', 'us'],
    [{ region: 'us', baseUrl: '' }, 'https://api.us.port.io', 'https://app.us.port.io', 'us'],
    [
      { baseUrl: 'https://api.us.port.io/v1/' },
      'https://api.us.port.io',
      'https://app.us.port.io',
      'us',
    ],
    [
      { baseUrl: 'https://API.getport.io:443' },
      'https://api.getport.io',
      'https://app.port.io',
      'eu',
    ],
    [
      { baseUrl: 'https://api.us.getport.io' },
      'https://api.us.getport.io',
      'https://app.us.port.io',
      'us',
    ],
    [{ region: 'us', baseUrl: 'https://own.test' }, 'https://own.test', null, null],
    [{ baseUrl: 'https://own.test/port/v1//' }, 'https://own.test/port', null, null],
    [{ baseUrl: 'http://127.0.0.1:3000/' }, 'http://127.0.0.1:3000', null, null],
    [{ baseUrl: 'http://[::1]:3000/v1' }, 'http://[::1]:3000', null, null],
    [{ baseUrl: 'http://localhost:3000' }, 'http://localhost:3000', null, null],
  ] as const)('for %j is known', (from, api, app, region) => {
    expect(portAddress(from)).toEqual({ api, app, region });
  });

  test.each([
    'http://api.port.io',
    'http://10.0.0.1',
    'http://127.0.0.1.evil.test',
    'http://localhost.evil.test',
    'ftp://localhost',
    'https://user:pass@api.port.io',
    'api.port.io',
    'https://',
  ])('is not %s', (baseUrl) => {
    expect(() => portAddress({ baseUrl })).toThrow('base-url is not an https address');
  });
});
