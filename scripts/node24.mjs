// Runs a script under a Node that Lapwing works with. Plain JavaScript on purpose: it must load in any Node,
// and say what to do where it finds none. npm 11 links the bundled Node into node_modules/.bin; npm 10 does not.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const WANTED = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [script, ...rest] = process.argv.slice(2);
const path = join(root, script);

if (Number(process.versions.node.split('.')[0]) >= WANTED) {
  process.argv = [process.argv[0], path, ...rest];
  await import(pathToFileURL(path).href);
} else {
  handOver();
}

function handOver() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const node = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    const installed = existsSync(join(root, 'node_modules'));
    process.stderr.write(
      `Lapwing needs Node ${WANTED} or newer; this is ${process.version}. ` +
        (installed
          ? `No Node comes along for ${process.platform}-${process.arch}: install Node ${WANTED} and try again.\n`
          : 'Run "npm ci" first: on Linux and Windows it brings the right one along.\n'),
    );
    process.exit(1);
  }
  const child = spawn(node, [path, ...rest], { stdio: 'inherit' });
  child.on('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}. Run "npm ci" again.\n`);
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}
