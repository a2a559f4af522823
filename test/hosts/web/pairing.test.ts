import { expect, test } from 'vitest';
import { Pairing } from '../../../main/hosts/web/pairing.ts';

const cookieOf = (pairing: Pairing): string => pairing.cookie(4747).split(';')[0]!;

test('two starts have two tokens, and no cookie of one opens the other', () => {
  const [one, two] = [new Pairing(), new Pairing()];
  expect(one.token).not.toBe(two.token);
  expect(one.checkCookie(cookieOf(one), 4747, 'a')).toBe('accepted');
  expect(two.checkCookie(cookieOf(one), 4747, 'a')).toBe('wrong');
});

test('tries are counted by address and forgotten after a minute', () => {
  let now = 0;
  const pairing = new Pairing(() => now);
  for (let i = 0; i < 10; i++) expect(pairing.checkToken('guess', 'a')).toBe('wrong');
  expect(pairing.checkToken(pairing.token, 'a')).toBe('too many tries');
  expect(pairing.checkToken(pairing.token, 'b')).toBe('accepted');
  now = 60_000;
  expect(pairing.checkToken(pairing.token, 'a')).toBe('accepted');
});

test('a stale cookie that is tried for ever locks out neither the right one nor the token', () => {
  const pairing = new Pairing(() => 0);
  const verdicts = Array.from({ length: 12 }, () => pairing.checkCookie('lapwing_4747=stale', 4747, 'a'));
  expect(verdicts.slice(9)).toEqual(['wrong', 'too many tries', 'too many tries']);
  expect(pairing.checkCookie(cookieOf(pairing), 4747, 'a')).toBe('accepted');
  expect(pairing.checkToken(pairing.token, 'a')).toBe('accepted');
});

test('the cookie is found among others and belongs to one port', () => {
  const pairing = new Pairing();
  expect(pairing.checkCookie(`theme=dark; ${cookieOf(pairing)}; x=y=z`, 4747, 'a')).toBe('accepted');
  expect(pairing.checkCookie(cookieOf(pairing), 4748, 'a')).toBe('wrong');
  expect(pairing.checkCookie(undefined, 4747, 'a')).toBe('wrong');
});
