import { Link } from "@remix-run/react";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

/** Larger counts are shown as "99+". */
const MOST = 100;

/** The link to the reader's notifications, with the number of unread ones. Without a number it is a plain link. */
export function NoticeBell({ unread = 0 }: { unread?: number | undefined }) {
  const { notice } = useMessages();
  return (
    <Link
      to="/notifications"
      aria-label={notice.bell(unread, MOST)}
      className="relative flex size-8 items-center justify-center rounded-6 text-neutral-ink hover:bg-neutral-tint touch:size-11"
    >
      <Icon name="bell" />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute -top-1 -right-1 min-w-[18px] rounded-full bg-accent-fill px-1 text-center text-11 leading-[18px] font-semibold text-on-accent tabular-nums"
        >
          {notice.count(unread, MOST)}
        </span>
      )}
    </Link>
  );
}
