import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { makeFolder } from '../../folder.ts';
import { dataFiles, defaultDataDir } from '../../installation.ts';
import type { Finding } from '../../stream/broker-door.ts';
import { namedBrokers } from './brokers.ts';
import { textOption, UsageError, type Command } from './command.ts';
import { checkBrokers } from './doctor/brokers.ts';
import { checkClock } from './doctor/clock.ts';
import { printJson } from './output.ts';

const NODE = 24;
/** What a race of two hours leaves behind, twice over, bytes. */
const WANTED_SPACE = 4 * 2 ** 30;

function checkNode(): Finding {
  const ok = Number(process.versions.node.split('.')[0]) >= NODE;
  return { check: 'node', ok, text: ok ? process.version : `${process.version}: Lapwing needs ${NODE} or newer. Run "npm ci" or install it.` };
}

function checkDataDir(dir: string): Finding {
  const probe = join(dir, `.probe-${process.pid}`);
  try {
    makeFolder(dir);
    writeFileSync(probe, 'x');
    rmSync(probe);
    return { check: 'data folder', ok: true, text: dir };
  } catch (error) {
    return { check: 'data folder', ok: false, text: `${dir}: ${(error as Error).message}. Give yourself the right to write there, or name another with --data.` };
  }
}

function checkSpace(dir: string): Finding {
  try {
    const { bavail, bsize } = statfsSync(dir);
    const free = bavail * bsize;
    const text = `${(free / 2 ** 30).toFixed(1)} GiB free`;
    const ok = free >= WANTED_SPACE;
    return { check: 'disk', ok, text: ok ? text : `${text}: a long race wants ${WANTED_SPACE / 2 ** 30} GiB. Make room, or use another disk with --data.` };
  } catch (error) {
    return { check: 'disk', ok: false, text: `${(error as Error).message}. Check the data folder first.` };
  }
}

function checkDatabase(dir: string): Finding {
  const path = dataFiles(dir).laps;
  const check = 'database';
  if (!existsSync(path)) return { check, ok: true, text: 'no laps stored yet' };
  try {
    const db = new Database(path, { readonly: true });
    try {
      const journal = db.pragma('journal_mode', { simple: true });
      const healthy = db.pragma('quick_check(1)', { simple: true });
      if (journal !== 'wal') return { check, ok: false, text: `${path}: journal mode ${String(journal)} instead of WAL. Another program changed it; start Lapwing once to set it right.` };
      if (healthy !== 'ok') return { check, ok: false, text: `${path}: ${String(healthy)}. Move the file aside; a new one is begun at the next start.` };
      return { check, ok: true, text: `${path}: WAL, sound; opened with synchronous=FULL` };
    } finally {
      db.close();
    }
  } catch (error) {
    return { check, ok: false, text: `${path}: ${(error as Error).message}. Move the file aside; a new one is begun at the next start.` };
  }
}

function checkElectron(): Finding {
  const runtime = fileURLToPath(new URL('../../../node_modules/electron/dist', import.meta.url));
  const check = 'electron';
  if (existsSync(join(runtime, 'version'))) return { check, ok: true, text: 'the runtime is there' };
  return { check, ok: true, text: 'no runtime yet: "npm start" fetches it, or serves the screens to a browser where it cannot' };
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'Checks what Lapwing needs and says what to do.',
  options: { brokers: { type: 'string', value: 'HOST:PORT,…', help: 'Kafka brokers to check (or LAPWING_BROKERS)' } },
  async run(invocation) {
    if (invocation.arguments.length > 0) throw new UsageError('doctor takes no arguments. See "lapwing doctor --help".');
    const dir = textOption(invocation, 'data') ?? defaultDataDir();
    const findings = [checkNode(), checkDataDir(dir), checkSpace(dir), checkClock(dir), checkDatabase(dir), checkElectron(), ...(await checkBrokers(dir, namedBrokers(invocation)))];
    if (invocation.options['json']) printJson({ ok: findings.every((finding) => finding.ok), findings });
    else for (const { check, ok, text } of findings) process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${check.padEnd(12)}  ${text}\n`);
    return findings.every((finding) => finding.ok) ? 0 : 1;
  },
};
