import { usePitWall } from '../state/context.ts';

/** What the workstation has to say, above the status line; a click dismisses. */
export function NoticeList() {
  const { notices } = usePitWall();
  return (
    <div class="notices" role="status" data-testid="notices">
      {notices.list.value.map((notice) => (
        <button
          key={notice.id}
          type="button"
          class={`notice ${notice.level}`}
          title="Dismiss"
          onClick={() => notices.dismiss(notice.id)}
        >
          {notice.text}
        </button>
      ))}
    </div>
  );
}
