import { Link } from "@remix-run/react";
import { FactList } from "#app/kit/fact-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { ShownWorth } from "./time-worth.ts";

/** What recorded time is worth, for roles that see costs. */
export function TimeWorthSection({ base, worth, isAside }: { base: string; worth: ShownWorth; isAside?: boolean }) {
  const { time: t } = useMessages();
  return (
    <Section title={t.rates.worth} {...(isAside && { isAside })}>
      <FactList facts={worth} {...(isAside && { isNarrow: true })} />
      <Link className="text-link text-14" to={`${base}/time/rates`}>
        {t.rates.open}
      </Link>
    </Section>
  );
}
