import { toSent } from "#app/encoding/sent.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import type { Finding } from "./finding.server.ts";
import type { FindingView } from "./finding-list.tsx";

export interface SubjectNames {
  /** By activity id. */
  lines: ReadonlyMap<string, { en?: string; zh?: string }>;
  sources: { id: string; name: { en: string; zh: string } }[];
  files: { id: string; name: string }[];
}

export function toFindingViews(findings: readonly Finding[], names: SubjectNames, locale: Locale): FindingView[] {
  return findings.map((finding) => ({
    ...toSent(finding),
    subject: { ...finding.subject, name: nameOf(finding.subject, names, locale) },
  }));
}

function nameOf({ kind, id }: Finding["subject"], { lines, sources, files }: SubjectNames, locale: Locale): string {
  if (kind === "whole") return "";
  if (kind === "line") return localName(lines.get(id) ?? {}, locale);
  if (kind === "file") return files.find((file) => file.id === id)?.name ?? "";
  const source = sources.find((one) => one.id === id);
  return source ? localName(source.name, locale) : "";
}

/**
 * Resolves a line number, or the name or id of a source. Files are resolved by their own room.
 *
 * @returns null if the inventory has no such line or source
 */
export function findNamed(
  kind: Exclude<Finding["subject"]["kind"], "file">,
  typed: string,
  { lines, sources }: Omit<SubjectNames, "files">,
): Finding["subject"] | null {
  const wanted = typed.trim();
  if (kind === "whole") return { kind, id: "" };
  if (kind === "line") return lines.has(wanted) ? { kind, id: wanted } : null;
  const found = sources.find(({ id, name }) => id === wanted || name.en === wanted || name.zh === wanted);
  return found ? { kind, id: found.id } : null;
}

export function subjectsOf(findings: readonly Finding[], kind: Finding["subject"]["kind"]): string[] {
  return findings.flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : []));
}
