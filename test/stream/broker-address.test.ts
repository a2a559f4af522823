import { describe, expect, it } from 'vitest';
import { hideColons, readBrokerAddress, showColons } from '../../main/stream/broker-address.ts';

describe('the address of a broker', () => {
  it.each([
    ['localhost:9092', { host: 'localhost', port: 9092 }],
    ['10.0.0.7:1', { host: '10.0.0.7', port: 1 }],
    ['kafka-1.pit.example:65535', { host: 'kafka-1.pit.example', port: 65535 }],
    ['[::1]:9092', { host: '::1', port: 9092 }],
    ['[2001:db8::7:1]:9092', { host: '2001:db8::7:1', port: 9092 }],
  ])('%s is read', (text, address) => {
    expect(readBrokerAddress(text)).toEqual(address);
    expect(hideColons(text).split(':')).toHaveLength(2);
    expect(showColons(hideColons(text).split(':')[0]!)).toBe(address.host);
  });

  it.each(['localhost', 'localhost:0', 'localhost:99999', 'localhost:port', 'kafka://localhost:9092', 'a@b:1', '::1:9092', '[::1]', '[::1]:0', '[1.2.3.4]:9092', '[::g]:9092', ':9092', ''])('"%s" is none', (text) => {
    expect(readBrokerAddress(text)).toBeUndefined();
  });
});
