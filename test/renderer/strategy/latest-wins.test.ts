import { expect, test } from 'vitest';
import { latestWins } from '../../../renderer/strategy/latest-wins.ts';

function desk() {
  const asked: { question: number; answer(): void; fail(): void }[] = [];
  const heard: string[] = [];
  const ask = latestWins<number, number>(
    (question) => new Promise((resolve, reject) => asked.push({ question, answer: () => resolve(question * 10), fail: () => reject(new Error('no')) })),
    (answer) => heard.push(String(answer)),
    (error) => heard.push(String(error)),
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { asked, heard, ask, settle };
}

test('of questions that come while one is on its way only the newest is asked', async () => {
  const { asked, heard, ask, settle } = desk();
  [1, 2, 3, 4].forEach(ask);
  expect(asked.map(({ question }) => question)).toEqual([1]);
  asked[0]!.answer();
  await settle();
  expect(asked.map(({ question }) => question)).toEqual([1, 4]);
  asked[1]!.answer();
  await settle();
  expect(heard).toEqual(['40']);
});

test('a failure is heard and the next question is asked', async () => {
  const { asked, heard, ask, settle } = desk();
  ask(1);
  asked[0]!.fail();
  await settle();
  ask(2);
  asked[1]!.answer();
  await settle();
  expect(heard).toEqual(['Error: no', '20']);
});

test('a failure that a newer question overtook is not heard', async () => {
  const { asked, heard, ask, settle } = desk();
  ask(1);
  ask(2);
  asked[0]!.fail();
  await settle();
  asked[1]!.answer();
  await settle();
  expect(heard).toEqual(['20']);
});
