import type { LinkView } from '../common/link-view.ts';

/** Where one car's frames have come, as far as it matters for why they do not go on. */
export interface LanePlace {
  buffered: number;
  sent: number;
  acked: number;
  factory: number;
}

/** Why a lane stands still, as a clause: the first hindrance on the way of its frames. @param hidden the car cannot be heard @param outage that the radio's profile has planned */
export function standstillReason(radio: LinkView['radio'], trouble: string | null, { buffered, sent, acked, factory }: LanePlace, hidden = false, outage: string | null = null): string {
  if (radio === 'cut') return outage === null ? 'the radio link is cut' : `the radio is out, as its profile has planned it: ${outage}`;
  if (hidden && buffered > acked) return 'the car is in a tunnel';
  if (trouble !== null) return trouble.replace(/\.$/, '');
  if (sent > acked) return 'sent, but the broker has not answered';
  if (acked > factory) return 'the broker has them, but the factory has not stored them';
  if (buffered > acked) return radio === 'slow' ? 'the radio is slow and other frames go first' : 'they wait for their turn on the link';
  return 'the factory has them, but its word has not come back';
}
