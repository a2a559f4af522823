/** What keys do in something that has the focus, beside the commands: as everywhere else, so they are only listed. */
export const WIDGET_KEYS: readonly (readonly [keys: string, words: string])[] = [
  ['Tab', 'go on to the next thing that can be used'],
  ['Enter', 'follow the car of a row, choose, start'],
  ['↑ ↓', 'from row to row of a table or list'],
  ['← →', 'move a stop, a slider or the cursor of a chart'],
  ['Ctrl+Enter', 'run the query, save the note'],
  ['Esc', 'close what is open'],
];
