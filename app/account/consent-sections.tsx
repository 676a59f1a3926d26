import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { AskedText } from "#app/consent/agreement.ts";
import type { KeptAgreement } from "#app/consent/consent.server.ts";
import { LegalBlocks } from "#app/consent/legal-blocks.tsx";
import type { LegalBlock } from "#app/consent/legal-text.ts";
import { useClock } from "#app/kit/clock-context.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";

interface AskedTextsProps {
  asked: readonly (AskedText & { blocks: LegalBlock[] })[];
  /** Whether the person has agreed to nothing before. */
  isNew: boolean;
  /** The form. */
  children: ReactNode;
}

/** The texts that a person has not agreed to, in full. */
export function AskedTexts({ asked, isNew, children }: AskedTextsProps) {
  const { consent: words } = useMessages();
  return (
    <Section title={words.asked}>
      <p className="mt-3 text-14 text-muted">{words.askedLead(isNew)}</p>
      {asked.map(({ kind, version, digest, blocks }) => (
        <div key={digest} className="mt-6">
          <h3 id={`text-${kind}`} className="text-14 font-semibold">
            {words.version(words.text[kind], version)}
          </h3>
          <section
            aria-labelledby={`text-${kind}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
            tabIndex={0}
            className="mt-2 max-h-96 overflow-y-auto rounded-6 border border-line px-4 py-3 text-14"
          >
            <LegalBlocks blocks={blocks} level={4} />
          </section>
        </div>
      ))}
      {children}
    </Section>
  );
}

/** What a person agreed to, each with the text as it was. */
export function KeptAgreements({ agreements }: { agreements: readonly KeptAgreement[] }) {
  const { consent: words } = useMessages();
  const clock = useClock();
  return (
    <Section title={words.kept} count={agreements.length || undefined}>
      <p className="mt-3 text-14 text-muted">{agreements.length > 0 ? words.keptLead : words.keptNone}</p>
      {agreements.map(({ id, kind, version, digest, language, occasion, agreedAt, blocks }) => (
        <section key={id} aria-labelledby={id} className="mt-6">
          <h3 id={id} className="mb-1 text-14 font-semibold">
            {words.version(words.text[kind], version)}
          </h3>
          <FactList
            facts={[
              { label: words.at, value: clock.instant(agreedAt) },
              { label: words.where, value: words.occasion[occasion] },
              { label: words.language, value: words.languages[language] },
              { label: words.hash, value: <code className="text-12 wrap-anywhere">{digest}</code> },
            ]}
          />
          <details className="mt-1">
            <summary className="text-link inline-block cursor-pointer text-14 touch:py-3">{words.show}</summary>
            <div className="mt-2 rounded-6 border border-line px-4 py-3 text-14">
              <LegalBlocks blocks={blocks} level={4} />
            </div>
          </details>
        </section>
      ))}
    </Section>
  );
}

/** Consents that can be withdrawn alone. The product has none. */
export function OptionalConsents() {
  const { consent: words } = useMessages();
  return (
    <Section title={words.optional}>
      <p className="mt-3 text-14 text-muted">
        {words.optionalNone}
        <SentenceGap />
        {words.optionalMails}
        <SentenceGap />
        <Link className="text-link" to="/notifications/settings">
          {words.toMails}
        </Link>
      </p>
    </Section>
  );
}
