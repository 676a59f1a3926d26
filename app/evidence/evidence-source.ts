import { type Locale, localName } from "#app/i18n/index.ts";

export interface EvidenceSource {
  id: string;
  name: { en: string; zh: string };
  facility: { en: string; zh: string };
}

export function sourceText(source: EvidenceSource | undefined, locale: Locale): string {
  return source ? `${localName(source.facility, locale)} · ${localName(source.name, locale)}` : "";
}

export function sourceOptions(sources: EvidenceSource[], locale: Locale) {
  return sources.map((source) => ({ value: source.id, label: sourceText(source, locale) }));
}

/** Sources grouped by facility. */
export function sourceGroups(sources: EvidenceSource[], locale: Locale) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { id, name, facility } of sources) {
    const label = localName(facility, locale);
    groups.set(label, [...(groups.get(label) ?? []), { value: id, label: localName(name, locale) }]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
