import { StoreDialog } from './StoreDialog.tsx';

interface WriteFileProps {
  title: string;
  testid: string;
  verb: readonly [does: string, doing: string];
  /** A whole path, to begin with. */
  path: string;
  says: string;
  write(path: string): Promise<void>;
  onClose(): void;
}

/** Asks into which file of the workstation's something is to be written. */
export function WriteFile({ title, testid, verb, path, says, write, onClose }: WriteFileProps) {
  return (
    <StoreDialog title={title} testid={testid} verb={verb} act={(form) => write((form.get('path') as string).trim())} onClose={onClose}>
      <p class="muted">{says}</p>
      <label class="store-file">
        File
        <input name="path" required maxLength={4096} spellcheck={false} autocomplete="off" defaultValue={path} data-testid={`${testid}-path`} />
      </label>
    </StoreDialog>
  );
}
