import { usePitWall } from '../state/context.ts';
import type { PitWall } from '../state/pit-wall.ts';
import { STEPS } from './first-steps.ts';
import type { Step } from './first-steps.ts';

interface StepLook {
  words: string;
  /** The command that takes the step, or the first half of it. */
  command: string;
  /** What to do, and what comes of it. */
  hint: string;
}

/** A click must not take the keyboard away from the charts. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** The first steps of somebody who sees Lapwing for the first time: one line over the screen, until it is closed. */
export function StepLine() {
  const pitWall = usePitWall();
  const { firstSteps, commands } = pitWall;
  const next = firstSteps.next.value;
  return (
    <section class="steps" aria-label="First steps" data-testid="first-steps" onMouseDown={keepFocus}>
      <b>First steps</b>
      <ol>
        {STEPS.map((step, i) => {
          const { words, command, hint } = lookOf(step, pitWall);
          const done = firstSteps.done.value.has(step);
          return (
            <li key={step} class={done ? 'done' : step === next ? 'next' : ''}>
              <button type="button" class="small" title={commands.find(command)?.hindrance() ?? hint} data-testid={`step-${step}`} data-done={done} onClick={() => commands.run(command)}>
                <span aria-hidden>{done ? '✓' : i + 1}</span> {words}
              </button>
            </li>
          );
        })}
      </ol>
      <span class="step-hint" data-testid="step-hint">
        {next === null ? `That was all of them. ${commands.keysOf(commands.find('help.keys')!)} shows every key.` : lookOf(next, pitWall).hint}
      </span>
      <button type="button" class="small" title="Close the first steps: the palette brings them back" data-testid="steps-close" onClick={() => firstSteps.close()}>
        {next === null ? 'Done' : 'Close'}
      </button>
    </section>
  );
}

function lookOf(step: Step, { link, race, commands }: PitWall): StepLook {
  const cut = link.value?.radio === 'cut';
  switch (step) {
    case 'race':
      return { words: 'Start a race', command: 'race.new', hint: 'It runs on this computer, and everything else needs one.' };
    case 'cars':
      return { words: 'Follow cars', command: 'screen.live', hint: 'Click cars in the timing tower: up to six have lines in the charts.' };
    case 'link':
      return cut
        ? { words: 'Restore the link', command: 'link.restore', hint: 'Watch what waits grow, then restore the link: nothing is lost.' }
        : { words: 'Cut the link', command: 'link.cut', hint: 'Cut the radio link: the cars keep what they cannot send.' };
    case 'laps':
      return {
        words: 'Compare laps',
        command: 'screen.analysis',
        hint: race.value && race.value.lap > 1 ? 'Analysis shows where on the track the time goes.' : 'When two laps are driven: Analysis shows where the time goes.',
      };
    case 'commands':
      return { words: 'Find anything', command: 'help.palette', hint: `${commands.keysOf(commands.find('help.palette')!)} finds every command, car and stored race by name.` };
  }
}
