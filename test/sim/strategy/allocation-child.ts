import { stdout } from 'node:process';
import { Ensemble } from '../../../sim/strategy/ensemble.ts';
import { readField } from '../../../sim/strategy/field-reader.ts';
import { fixture } from '../../fixtures/strategy/fixture.ts';
import { allocated } from '../../support/allocated.ts';

/** Races until V8 has compiled all that it is going to, and of the measurement. */
const WARM = 6000;
const SPAN = 3000;

const ensemble = new Ensemble(readField(fixture('odds-spielberg-2019')), { noise: true, events: true, seed: 1 });
ensemble.run(0, WARM);
const bytes = await allocated(() => ensemble.run(WARM, WARM + SPAN));
stdout.write(`${JSON.stringify({ race: bytes() / SPAN })}\n`);
