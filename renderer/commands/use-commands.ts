import { useLayoutEffect } from 'preact/hooks';
import { usePitWall } from '../state/context.ts';
import type { CommandSource } from './command-list.ts';

/** Adds commands for as long as the component is shown. @param source must stay the same from one rendering to the next */
export function useCommands(source: CommandSource): void {
  const { commands } = usePitWall();
  useLayoutEffect(() => commands.add(source), [commands, source]);
}
