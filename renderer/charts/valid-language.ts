/**
 * uPlot formats numbers in `navigator.language` as soon as it is loaded. Chromium under a POSIX locale gives
 * `en-US@posix`, which `Intl` refuses, and no screen would show. Only `uplot.ts` imports uPlot, and this before it.
 */
function isValid(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

if (!isValid(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en-GB' });
