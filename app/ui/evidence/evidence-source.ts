import { type Locale, localName } from "#app/i18n/index.ts";

/** A source to narrow by, with the facility that it belongs to. */
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
