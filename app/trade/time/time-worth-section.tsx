import { Link } from "@remix-run/react";
import { ButtonLink } from "#app/kit/button.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { ShownWorth } from "./time-worth.ts";

interface TimeWorthProps {
  base: string;
  worth: ShownWorth;
  /** The search of the time sheet, such as `client=…`. */
  of: string;
  isAside?: boolean;
}

/** What recorded time is worth, for roles that see costs. Without any, the way to record some. */
export function TimeWorthSection({ base, worth, of, isAside }: TimeWorthProps) {
  const { time: t } = useMessages();
  return (
    <Section title={t.rates.worth} {...(isAside && { isAside })}>
      {worth.length > 0 ? (
        <FactList facts={worth} {...(isAside && { isNarrow: true })} />
      ) : (
        <div className="mt-3 mb-4">
          <p className="mb-3 text-14 text-muted">{t.rates.noTime}</p>
          <ButtonLink to={`${base}/time?${of}#entry`}>{t.add}</ButtonLink>
        </div>
      )}
      <Link className="text-link text-14" to={`${base}/time/rates`}>
        {t.rates.open}
      </Link>
    </Section>
  );
}
