import { LapwingError } from '../../common/errors.ts';
import { check } from '../../common/plain-parse.ts';
import { presetProfile, RADIO_PRESET_NAMES, radioProfile, type RadioProfile } from '../../common/radio.ts';
import { isPath } from './is-path.ts';
import { oneLine } from './one-line.ts';
import { readJsonText } from './text-file.ts';

const MEGABYTES = 1;

/**
 * A radio link by the name of a preset, or from a JSON file such as `{"bits_per_second": 64000, "latency_ms": 400}`.
 * @throws LapwingError E_LINK, one line: which name or file, what is wrong with it.
 */
export function readRadio(nameOrPath: string): RadioProfile {
  const preset = RADIO_PRESET_NAMES.find((name) => name === nameOrPath);
  if (preset !== undefined) return presetProfile(preset);
  const refuse = (reason: string): never => {
    throw new LapwingError('E_LINK', oneLine(`${nameOrPath}: ${reason}`));
  };
  if (!isPath(nameOrPath)) return refuse(`no such radio link; choose one of ${RADIO_PRESET_NAMES.join(', ')}, or name a file (FILE.json)`);
  const { data, fault } = check(radioProfile, readJsonText(nameOrPath, MEGABYTES, refuse));
  return fault ? refuse(`${fault.text}; correct the file`) : data;
}
