import type { DocumentFactor, HeatBasis } from "#app/carbon/document/inventory-document.ts";
import { formatDay } from "#app/day/format-day.ts";
import { localName } from "#app/i18n/index.ts";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";

interface FactorFactsProps {
  edition: {
    id: string;
    kind: DocumentFactor["kind"];
    heatBasis: HeatBasis | null;
    traits: { trait: string; value: string }[];
    dataset: {
      title: { en: string; zh: string };
      publisher: string;
      licence: { name: string; url: string | null; attribution: string | null };
      sourceUrl: string | null;
      supersedes: string | null;
      correctionOf: string | null;
      comparableWithPrevious: boolean | null;
      sha256: string;
      validityBasis: string;
      retrievedOn: string;
      notes: string[];
    };
  };
}

/** Source, licence and dataset notes of the newest release. */
export function FactorFacts({ edition }: FactorFactsProps) {
  const { factor: t, carbon } = useMessages();
  const locale = useLocale();
  const { dataset, heatBasis, traits } = edition;
  const facts = [
    { label: t.kind, value: t.kindName[edition.kind] },
    { label: t.dataset, value: localName(dataset.title, locale) },
    { label: t.publisher, value: dataset.publisher },
    heatBasis && { label: t.heatBasis, value: carbon.heatBasis[heatBasis] },
    ...traits.map(({ trait, value }) => ({ label: t.traitName[trait] ?? trait, value: t.traitValue(trait, value) })),
    { label: t.licence, value: <Licence {...dataset.licence} /> },
    dataset.licence.attribution && {
      label: t.attribution,
      value: <span lang="en">{dataset.licence.attribution}</span>,
    },
    dataset.sourceUrl && { label: t.document, value: <OutLink href={dataset.sourceUrl}>{t.sourceLink}</OutLink> },
    { label: t.retrieved, value: formatDay(dataset.retrievedOn, locale) },
    { label: t.key, value: <code className="text-12 break-all">{edition.id}</code> },
    { label: t.hash, value: <code className="text-12 break-all">{dataset.sha256}</code> },
  ].filter((fact) => typeof fact === "object" && fact !== null);
  const notes = [
    dataset.correctionOf && t.correction(dataset.correctionOf),
    dataset.supersedes && t.supersedes(dataset.supersedes),
    dataset.comparableWithPrevious === false && t.notComparable,
    ...dataset.notes,
  ].filter((note): note is string => typeof note === "string" && note !== "");
  return (
    <>
      <Section title={t.aboutTitle}>
        <FactList isNarrow facts={facts} />
      </Section>
      <Section title={t.validityBasis}>
        <p className="py-3 text-14" lang="en">
          {dataset.validityBasis}
        </p>
      </Section>
      {notes.length > 0 && (
        <Section title={t.notesTitle}>
          <ul className="divide-y divide-line text-14">
            {notes.map((note) => (
              <li key={note} className="py-2.5">
                {note}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Licence({ name, url }: { name: string; url: string | null }) {
  const { factor: t } = useMessages();
  return (
    <>
      {name}
      {url && (
        <span className="block">
          <OutLink href={url}>{t.licenceLink}</OutLink>
        </span>
      )}
    </>
  );
}

function OutLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} rel="noreferrer" className="text-link inline-flex items-center gap-1">
      {children}
      <Icon name="external" size={12} />
    </a>
  );
}
