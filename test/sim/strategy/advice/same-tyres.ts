import { fixture, type Json } from '../../../fixtures/strategy/fixture.ts';

/** Spielberg 2019 with safety cars and failures, and with tyres that are the same for everybody and on which two stops and one are near each other. */
export function sameTyres(): Json {
  const document: Json = { ...fixture('odds-spielberg-2019'), create_rand_events: true };
  const { tireset_pars } = document['inputs'] as Record<string, Json>;
  const tyres = { A3: { k_0: 1.2, k_1_lin: 0.03 }, A4: { k_0: 0.8, k_1_lin: 0.05 }, A6: { k_0: 0.3, k_1_lin: 0.08 } };
  for (const each of Object.values(tireset_pars!) as Json[]) Object.assign(each, tyres);
  return document;
}
