import { Link } from "@remix-run/react";
import { formatShortDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface ReviewStandingProps {
  base: string;
  review: { approved: number; all: number } | null;
  tasks: { count: number; dueOn: string | null };
}

/** How much of the year is approved, and the open tasks of the reader. */
export function ReviewStanding({ base, review, tasks }: ReviewStandingProps) {
  const { task: t, review: words } = useMessages();
  const locale = useLocale();
  if (!review || review.all === 0) return null;
  return (
    <Section title={words.title}>
      <ul className="space-y-1 py-3 text-14">
        <li>
          <Link to={`${base}/review`} className="text-link">
            {t.approvedOf(String(review.approved), String(review.all))}
          </Link>
        </li>
        {tasks.dueOn !== null && (
          <li>
            <Link to={`${base}/tasks`} className="text-link">
              <WholeDays>{t.overviewNext(tasks.count, formatShortDay(tasks.dueOn, locale))}</WholeDays>
            </Link>
          </li>
        )}
      </ul>
    </Section>
  );
}
