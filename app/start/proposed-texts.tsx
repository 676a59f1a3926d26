import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { ProposedTexts } from "#db/guided-start-schema.ts";

const SHOWN = ["boundary", "significance", "uncertainty", "purpose", "intendedUsers"] as const;

/** The texts that the checklist will propose, in both languages. */
export function ProposedTextsSection({ texts }: { texts: ProposedTexts }) {
  const { start: t } = useMessages();
  return (
    <Section title={t.textsTitle}>
      <p className="mt-3 text-14 text-muted">{t.textsText}</p>
      <dl className="mt-3 space-y-4 text-14">
        {SHOWN.map((name) => (
          <div key={name}>
            <dt className="font-semibold">{t.texts[name]}</dt>
            <dd lang="en" className="mt-1">
              {texts[name].en}
            </dd>
            <dd lang="zh-Hans" className="mt-1 text-muted">
              {texts[name].zh}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
