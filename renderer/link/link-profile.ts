import type { RequestParams } from '../../common/contract.ts';

type Profile = Extract<RequestParams<'link.set'>, { radio: 'profile' }>['profile'];

/** The link that the fields of the form say; an empty field is no limit, no delay, no loss. */
export function profileOf(form: FormData): Profile {
  const number = (name: string): number => Number(form.get(name) ?? 0);
  const kbit = number('kbit');
  return {
    bits_per_second: kbit === 0 ? null : Math.round(1000 * kbit),
    latency_ms: number('latency'),
    jitter_ms: number('jitter'),
    loss: number('loss') / 100,
  };
}
