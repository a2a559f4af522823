import { RADIO_PRESET_NAMES } from '../../../common/radio.ts';

/** Of the option `--link`. */
export const LINK_HELP = `the radio link: ${RADIO_PRESET_NAMES.join(', ')}, or a .json file of its own (unlimited)`;
