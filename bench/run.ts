// Runs every bench, or those that are named, and prints their figures as a table in Markdown.
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Bench } from './bench.ts';

const HELPERS = new Set(['bench.ts', 'run.ts']);
const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !HELPERS.has(file));
const names = files.map((file) => file.slice(0, -3));
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no bench ${JSON.stringify(unknown)}; there are ${names.join(', ')}.\n`);
  process.exit(2);
}

const [cpu] = cpus();
process.stdout.write(
  `${new Date().toISOString().slice(0, 10)} · ${cpu?.model ?? 'unknown processor'} × ${cpus().length} · ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB · ${process.platform} · Node ${process.versions.node}\n\n` +
    '| bench | what | figure | unit | note |\n| --- | --- | ---: | --- | --- |\n',
);
for (const name of names.filter((known) => wanted.length === 0 || wanted.includes(known))) {
  const { default: bench } = (await import(`./${name}.ts`)) as { default: Bench };
  for (const { what, value, unit, note = '' } of await bench.run()) {
    const figure = Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
    process.stdout.write(`| ${bench.name} | ${what} | ${figure} | ${unit} | ${note} |\n`);
  }
}
process.exit(0);
