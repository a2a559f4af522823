import type { Page } from 'playwright-core';

/** Adds what a page complains of to a list: errors and warnings of its console, and what nobody caught. */
export function hearComplaints(page: Page, complaints: string[]): void {
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
}
