import { useSignal } from '@preact/signals';

/** What a screen that takes dropped files listens to, and whether some are held over it. */
export function useFileDrop(take: (files: File[]) => void) {
  const over = useSignal(false);
  const isFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  return {
    over: over.value,
    listeners: {
      onDragOverCapture: (event: DragEvent): void => {
        if (!isFiles(event)) return;
        event.preventDefault();
        over.value = true;
      },
      onDragLeaveCapture: (event: DragEvent): void => {
        if (event.relatedTarget === null) over.value = false;
      },
      onDropCapture: (event: DragEvent): void => {
        if (!isFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        over.value = false;
        take([...event.dataTransfer!.files]);
      },
    },
  };
}
