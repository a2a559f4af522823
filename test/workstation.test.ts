import { expect, test } from 'vitest';
import { openWorkstation } from '../main/workstation.ts';
import { testFolder } from './support/folder.ts';

test('a workstation may be closed twice', async () => {
  const workstation = await openWorkstation({ dataDir: testFolder() });
  await expect(Promise.all([workstation.close(), workstation.close()])).resolves.toHaveLength(2);
  await workstation.close();
});
