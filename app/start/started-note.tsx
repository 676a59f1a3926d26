import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface StartedNoteProps {
  started: { facilities: number; sources: number; tasks: number };
  base: string;
}

/** What the guided start created. */
export function StartedNote({ started, base }: StartedNoteProps) {
  const { start: t } = useMessages();
  return (
    <div className="mb-6 flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-6 bg-good-tint px-4 py-3 text-14">
      <p role="status" className="text-good-ink">
        {t.doneTitle(started.facilities, started.sources, started.tasks)}
      </p>
      <Link className="text-link" to={`${base}/start`}>
        {t.manage}
      </Link>
    </div>
  );
}
