import { expect, test } from 'vitest';
import { allowedHosts, isAllowedHost, isAllowedOrigin, reachableHosts } from '../../../main/hosts/web/allowed-hosts.ts';

test('a loopback host answers to loopback names with its port alone', () => {
  expect([...allowedHosts('127.0.0.1', 4747)].sort()).toEqual(['127.0.0.1:4747', '[::1]:4747', 'localhost:4747']);
});

test('a host of the network answers to its own address too', () => {
  expect(allowedHosts('192.0.2.7', 4747).has('192.0.2.7:4747')).toBe(true);
  expect(allowedHosts('2001:db8::7', 4747).has('[2001:db8::7]:4747')).toBe(true);
});

test('every interface means the addresses of this machine, not any name', () => {
  const allowed = allowedHosts('0.0.0.0', 4747);
  for (const host of reachableHosts()) expect(allowed.has(`${host}:4747`)).toBe(true);
  expect(allowed.has('0.0.0.0:4747')).toBe(false);
});

test('browsers leave port 80 out', () => {
  const allowed = allowedHosts('127.0.0.1', 80);
  expect(isAllowedHost(allowed, 'localhost')).toBe(true);
  expect(isAllowedOrigin(allowed, 'http://localhost')).toBe(true);
});

test('a missing header is refused', () => {
  const allowed = allowedHosts('127.0.0.1', 4747);
  expect(isAllowedHost(allowed, undefined)).toBe(false);
  expect(isAllowedOrigin(allowed, undefined)).toBe(false);
});
