import { existsSync } from 'node:fs';

/** Whether what stands where a name may stand means a file. */
export function isPath(text: string): boolean {
  return /[\\/]|\.(json|xml)$/i.test(text) || existsSync(text);
}
