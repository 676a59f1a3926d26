import { WholeDays } from "#app/day/whole-days.tsx";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { useClock } from "#app/kit/clock-context.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

interface StatedBrand {
  version: number;
  accent: string;
  name: { en: string; zh: string };
  logo: object | null;
  statedAt: Date | string | null;
  authorName: string | null;
}

/** Earlier designs, newest first. */
export function BrandHistory({ earlier }: { earlier: StatedBrand[] }) {
  const { brand: t } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  return (
    <Section title={t.history} isAside>
      {earlier.length === 0 && <p className="mt-3 text-14 text-muted">{t.historyEmpty}</p>}
      <ul className="mt-3 space-y-3 text-14">
        {earlier.map(({ version, accent, name, logo, statedAt, authorName }) => (
          <li key={version}>
            <p className="font-medium">{t.version(version)}</p>
            <p className="text-12 text-muted">
              <WholeDays>
                {[statedAt ? clock.day(statedAt) : "", authorName ?? ""].filter(Boolean).join(" · ")}
              </WholeDays>
            </p>
            <p className="text-12 text-muted">
              {[accent, name[contentLanguageFor(locale)], logo ? t.withLogo : t.withoutLogo]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
