import { Link } from "@remix-run/react";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface StartedNoteProps {
  started: { facilities: number; sources: number; tasks: number };
  base: string;
}

/** What the guided start created, and what to do next. */
export function StartedNote({ started, base }: StartedNoteProps) {
  const { start: t } = useMessages();
  return (
    <div className="mb-6 rounded-6 bg-good-tint px-4 py-3 text-14">
      <p role="status" className="text-good-ink">
        {t.doneTitle(started.facilities, started.sources, started.tasks)}
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <span>{t.doneNext}</span>
        <ButtonLink variant="primary" icon="import" to={`${base}/activities/import`}>
          {t.upload}
        </ButtonLink>
        <ButtonLink icon="grid" to={`${base}/activities`}>
          {t.openSheet}
        </ButtonLink>
        <Link className="text-link" to={`${base}/start`}>
          {t.manage}
        </Link>
      </div>
    </div>
  );
}
