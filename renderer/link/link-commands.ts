import type { RequestParams } from '../../common/contract.ts';
import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import type { PitWall } from '../state/pit-wall.ts';

/** Below this the live lane itself has little room: what a bad radio is like, bits a second. */
export const SLOW_BITS_PER_SECOND = 64_000;

/** The switches of the radio link. */
export function linkCommands(pitWall: PitWall): Command[] {
  const { link, host } = pitWall;
  const unless = (held: () => boolean, words: string) => (): string | null =>
    !link.value || host.value !== 'connected' ? 'The workstation does not answer.' : held() ? words : null;
  const byHand = (): boolean => link.value?.profile.name === undefined;
  return [
    command({
      ...{ id: 'link.cut', group: 'Radio link', name: 'Cut the radio link', does: 'cars keep what they cannot send' },
      hindrance: unless(() => link.value?.radio === 'cut', 'It is cut.'),
      run: () => void setLink(pitWall, { radio: 'cut' }),
    }),
    command({
      ...{ id: 'link.slow', group: 'Radio link', name: 'Slow the radio link to 64 kbit/s' },
      hindrance: unless(() => link.value?.radio === 'slow' && byHand(), 'It is slow.'),
      run: () => void setLink(pitWall, { radio: 'slow', bits_per_second: SLOW_BITS_PER_SECOND }),
    }),
    command({
      ...{ id: 'link.restore', group: 'Radio link', name: 'Restore the radio link', does: 'what waited is sent' },
      hindrance: unless(() => link.value?.radio === 'up' && byHand(), 'It is up.'),
      run: () => void setLink(pitWall, { radio: 'up' }),
    }),
  ];
}

/** Switches the link, and shows at once what it is like then. */
export async function setLink(pitWall: PitWall, params: RequestParams<'link.set'>): Promise<void> {
  const next = await pitWall.attempt(pitWall.connection.request('link.set', params));
  if (next) pitWall.link.value = next;
}
