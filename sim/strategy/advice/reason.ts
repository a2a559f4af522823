import type { Decision } from './advise.ts';

/** Why, in one line. */
export function reasonFor(decision: Decision): string {
  const { call, gain, within, unknown, lap, now, later, window, inPits, wet } = decision;
  if (wet) return 'The road is wet, and these numbers are those of a dry one.';
  if (inPits) return 'It is in the pits.';
  if (!now) return 'No lap is left to come in on.';
  if (!later) return `The rules want another compound, and this is the last lap to fit it. ${outAgain(decision)}`;
  if (unknown !== null) return `Too little is known yet, ${unknown === 0 ? 'no lap' : laps(unknown)} fitted: what a stop now gains may be off by ${seconds(within)}.`;
  if (call === 'BOX NOW') return box(decision);
  const best = window && window.best > lap ? `the best lap is ${window.best}, in ${laps(window.best - lap)}` : null;
  if (call === 'NO DIFFERENCE') {
    return later.inlaps.length === 0
      ? 'A stop now and going on to the flag take the same time.'
      : `This lap or a later one: within ${seconds(Math.max(gain, -gain, 0.1))}.${window ? ` The window is open until lap ${window.closes}.` : ''}`;
  }
  if (later.inlaps.length === 0) return `The tyres last to the flag: a stop would cost ${seconds(-gain)}.`;
  return `Stopping now costs ${seconds(-gain)}${best ? `: ${best}` : ''}.`;
}

function box(decision: Decision): string {
  const { gain, flag, cheaper, undercuts, answers, now } = decision;
  const out = outAgain(decision);
  if (undercuts) return `Undercuts ${undercuts.car}: ${seconds(undercuts.after_undercut)} ahead of it after both have stopped. ${out}`;
  if (answers) return `${answers} has come in from close behind: a lap later it would be ahead. ${out}`;
  if (flag !== 'green') return `The ${flag === 'vsc' ? 'virtual safety car' : 'safety car'} makes the stop ${seconds(cheaper)} cheaper: ${seconds(gain)} gained, onto ${now!.compounds[0]!}. ${out}`;
  return `Waiting costs ${seconds(gain)}; onto ${now!.compounds[0]!}. ${out}`;
}

function outAgain({ rejoin }: Decision): string {
  if (!rejoin) return '';
  const { position, ahead, traffic } = rejoin;
  const behind = ahead ? `, ${seconds(ahead.gap)} behind ${ahead.car}` : '';
  return `Out in P${position}${behind}${traffic > 0.2 ? `, losing ${seconds(traffic)} in traffic` : ''}.`;
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

function laps(count: number): string {
  return count === 1 ? 'one lap' : `${count} laps`;
}
