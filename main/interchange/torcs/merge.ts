import { type ParamsNumber, ParamsSection, type ParamsText } from './params-section.ts';

/**
 * Lays `over` on `base` as TORCS lays a car on its category and a setup on a car (params.cpp, merge of both): what either has is
 * there, what both have is `over`'s within the range, or among the choices, that `base` allows. A number without a range allows
 * only itself. Sections keep `base`'s order, new ones follow.
 */
export function mergeParams(base: ParamsSection, over: ParamsSection): ParamsSection {
  const merged = new ParamsSection(over.name, over.path, over.file, over.line);
  for (const [name, number] of base.numbers) merged.numbers.set(name, number);
  for (const [name, number] of over.numbers) merged.numbers.set(name, within(base.numbers.get(name), number));
  for (const [name, text] of base.texts) merged.texts.set(name, text);
  for (const [name, text] of over.texts) merged.texts.set(name, among(base.texts.get(name), text));
  for (const section of base.sections) {
    const other = over.sections.find(({ name }) => name === section.name);
    merged.sections.push(other ? mergeParams(section, other) : section);
  }
  for (const section of over.sections) if (!base.sections.some(({ name }) => name === section.name)) merged.sections.push(section);
  return merged;
}

function within(allowed: ParamsNumber | undefined, number: ParamsNumber): ParamsNumber {
  if (!allowed) return number;
  const min = Math.max(allowed.min, number.min);
  const max = Math.min(allowed.max, number.max);
  return { value: Math.min(max, Math.max(min, number.value)), min, max };
}

function among(allowed: ParamsText | undefined, text: ParamsText): ParamsText {
  if (!allowed) return text;
  const choices = text.choices.filter((choice) => allowed.choices.includes(choice));
  return { value: allowed.choices.includes(text.value) ? text.value : allowed.value, choices };
}
