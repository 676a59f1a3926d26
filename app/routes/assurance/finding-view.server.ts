import type { InventoryDocument } from "#app/carbon/inventory-document.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import type { Finding } from "#app/services/assurance/finding.server.ts";
import type { FindingView } from "#app/ui/assurance/finding-list.tsx";

/** Names of what findings may be about. */
export interface SubjectNames {
  document: InventoryDocument | null;
  sources: { id: string; name: { en: string; zh: string } }[];
  files: { id: string; name: string }[];
}

export function toFindingViews(findings: readonly Finding[], names: SubjectNames, locale: Locale): FindingView[] {
  return findings.map((finding) => ({
    ...finding,
    subject: { ...finding.subject, name: nameOf(finding.subject, names, locale) },
    at: finding.at.toISOString(),
    steps: finding.steps.map((step) => ({ ...step, at: step.at.toISOString() })),
  }));
}

function nameOf({ kind, id }: Finding["subject"], { document, sources, files }: SubjectNames, locale: Locale): string {
  if (kind === "whole") return "";
  if (kind === "line") {
    const activity = document?.activities.find((one) => one.id === id);
    return activity ? localName(activity.description ?? {}, locale) : "";
  }
  if (kind === "file") return files.find((file) => file.id === id)?.name ?? "";
  const source = sources.find((one) => one.id === id);
  return source ? localName(source.name, locale) : "";
}

/**
 * What a verifier named as the subject: a line by its number, a source or file by its name or id.
 *
 * @returns null where the inventory has no such thing
 */
export function findSubject(
  kind: Finding["subject"]["kind"],
  typed: string,
  { document, sources, files }: SubjectNames,
): Finding["subject"] | null {
  const wanted = typed.trim();
  if (kind === "whole") return { kind, id: "" };
  if (kind === "line") {
    return document?.activities.some(({ id }) => id === wanted) ? { kind, id: wanted } : null;
  }
  const found =
    kind === "file"
      ? files.find(({ id, name }) => id === wanted || name === wanted)
      : sources.find(({ id, name }) => id === wanted || name.en === wanted || name.zh === wanted);
  return found ? { kind, id: found.id } : null;
}
