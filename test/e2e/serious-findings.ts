import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Loads axe into a page, once after each navigation. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

/** What axe finds wrong in a page and calls serious or critical: the rule, where, and why. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n').at(1)?.trim()} · ${node.html.slice(0, 120)}`));
}
