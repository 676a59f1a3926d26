import { omit } from "#app/encoding/omit.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import type { TrailEntry } from "./audit-trail-list.server.ts";
import { describeFields, type Names } from "./field-changes.ts";
import type { ChangeGroup, FieldChange, TrailEntryView } from "./trail-view.ts";

export interface Reader {
  /** `/organizations/:organizationId` */
  base: string;
  names: Names;
  locale: Locale;
}

/** Limits for display. The export has all fields and records. */
const MOST_FIELDS = 60;
const MOST_RECORDS = 25;
/** Longest value, in characters, that is shown inside the sentence. */
const SHORT = 60;

export function describeEntry(entry: TrailEntry, reader: Reader): TrailEntryView {
  const t = translator(reader.locale).auditTrail;
  const { groups, moreRecords } = groupsOf(entry, reader);
  const fields = groups.reduce((sum, group) => sum + group.fields.length, 0);
  return {
    sequence: entry.sequence,
    at: entry.at.toISOString(),
    authorName: entry.authorName ?? t.former,
    sentence: sentenceOf(entry, groups, reader),
    origin: t.sources[entry.source],
    href: hrefOf(entry.subject, entry.subjectId, reader.base),
    groups: groups.length === 1 ? [{ ...groups[0]!, fields: groups[0]!.fields.slice(0, MOST_FIELDS) }] : groups,
    moreFields: groups.length === 1 ? Math.max(0, fields - MOST_FIELDS) : 0,
    moreRecords,
    hash: entry.hash,
    previousHash: entry.previousHash,
  };
}

/** What was done, following the author's name. A single short change is included in the sentence. */
function sentenceOf(entry: TrailEntry, groups: ChangeGroup[], reader: Reader): string {
  const t = translator(reader.locale).auditTrail;
  const about = aboutOf(entry, reader);
  const only = groups.length === 1 && entry.before !== null ? soleChange(groups[0]!.fields) : null;
  if (only && about !== "" && isEdit(entry.action)) {
    const { quantity, unit }: Partial<RecordPart> = recordsIn(entry.after, "records")[0] ?? {};
    const after = quantity === undefined ? only.after : `${only.after} ${unit ?? ""}`.trim();
    return t.fieldChanged(only.label, about, only.before, after);
  }
  const acts: Record<string, (about: string) => string> = t.acts;
  return (acts[entry.action]?.(about) ?? t.unknownAct(entry.action, about)).trim();
}

function isEdit(action: string): boolean {
  return action.endsWith(".changed") || action.endsWith(".corrected") || action.endsWith("_changed");
}

function soleChange(fields: FieldChange[]): { label: string; before: string; after: string } | null {
  const [field] = fields;
  if (fields.length !== 1 || !field?.before || !field.after) return null;
  const { label, before, after } = field;
  return before.length <= SHORT && after.length <= SHORT ? { label, before, after } : null;
}

/** The current name of the subject, otherwise the name in the entry. */
function aboutOf(entry: TrailEntry, { names, locale }: Reader): string {
  const t = translator(locale).auditTrail;
  const stated = { ...entry.before, ...entry.after } as Record<string, unknown>;
  if (entry.subject === "activity_record") {
    const count = countRecords(entry);
    const isOfOne = count === 1 || (count === 0 && entry.subjectId !== entry.organizationId);
    if (!isOfOne) return t.records(count);
  }
  const sole = recordsIn(entry.after, "records")[0] ?? recordsIn(entry.before, "states")[0];
  const kept = names.get(sole?.record ?? entry.subjectId) ?? nameIn(stated) ?? nameOfUser(stated, names);
  const name = kept ? t.quoted(localName(kept, locale)) : "";
  return typeof stated.rows === "number" && name !== "" ? t.rowsOf(stated.rows, name) : name;
}

function nameIn({ name, number, fileName, description }: Record<string, unknown>) {
  if (typeof name === "object" && name !== null && ("en" in name || "zh" in name)) {
    return name as { en?: string; zh?: string };
  }
  const text = [name, number, fileName, description].find((one) => typeof one === "string" && one !== "");
  return text === undefined ? undefined : { en: String(text), zh: String(text) };
}

function nameOfUser({ userId }: Record<string, unknown>, names: Names) {
  return typeof userId === "string" ? names.get(userId) : undefined;
}

interface RecordPart {
  record: string;
  kind?: string;
  [field: string]: unknown;
}

function recordsIn(value: object | null, list: "records" | "versions" | "states"): RecordPart[] {
  const found = (value as Record<string, unknown> | null)?.[list];
  return Array.isArray(found) ? (found as RecordPart[]) : [];
}

function countRecords({ before, after }: TrailEntry): number {
  const { count } = (after ?? {}) as { count?: unknown };
  if (typeof count === "number") return count;
  const lists = [recordsIn(after, "records"), recordsIn(after, "versions"), recordsIn(before, "states")];
  return lists.find(({ length }) => length > 0)?.length ?? 0;
}

function groupsOf(entry: TrailEntry, reader: Reader): { groups: ChangeGroup[]; moreRecords: number } {
  const records = recordsIn(entry.after, "records");
  const versions = recordsIn(entry.after, "versions");
  if (entry.subject === "activity_record" && records.length > 0) return groupsOfRecords(entry, records, reader);
  const states = recordsIn(entry.before, "states");
  if (states.length > 0) return groupsOfStates(entry, states, reader);
  const after = omit((entry.after ?? {}) as Record<string, unknown>, "versions");
  const fields = describeFields(entry.before, entry.after && after, reader.names, reader.locale);
  const own = fields.length === 0 ? [] : [{ title: null, href: null, fields }];
  const listed = versions.slice(0, MOST_RECORDS).map(({ record }) => ({ ...titleOf(record, reader), fields: [] }));
  return { groups: [...own, ...listed], moreRecords: versions.length - listed.length };
}

function groupsOfRecords(entry: TrailEntry, records: RecordPart[], reader: Reader) {
  const earlier = new Map(recordsIn(entry.before, "records").map((part) => [part.record, part]));
  const shown = records.slice(0, MOST_RECORDS);
  const groups = shown.map((part) => {
    const before = earlier.get(part.record);
    return {
      ...(records.length === 1 ? { title: null, href: null } : titleOf(part.record, reader)),
      fields: describeFields(
        before ? withoutContext(before, before) : null,
        withoutContext(part, before),
        reader.names,
        reader.locale,
      ),
    };
  });
  return { groups, moreRecords: records.length - shown.length };
}

/** A review step: the previous state of each record and their common new state. */
function groupsOfStates(entry: TrailEntry, states: RecordPart[], reader: Reader) {
  const shown = states.slice(0, MOST_RECORDS);
  const groups = shown.map(({ record, state }) => ({
    ...(states.length === 1 ? { title: null, href: null } : titleOf(record, reader)),
    fields: describeFields({ state }, entry.after, reader.names, reader.locale),
  }));
  return { groups, moreRecords: states.length - shown.length };
}

/** Source, facility and period identify the record. They are a change only if both sides contain them. */
function withoutContext(part: RecordPart, before: RecordPart | undefined): Record<string, unknown> {
  const { source, period, ...fields } = omit(part, "record", "version", "kind", "facility");
  const isStated = (name: string) => !before || name in before;
  return {
    ...(isStated("source") ? { source } : {}),
    ...(isStated("period") ? { period } : {}),
    ...fields,
  };
}

function titleOf(record: string, { base, names, locale }: Reader): { title: string; href: string } {
  const name = names.get(record);
  return { title: name ? localName(name, locale) : record, href: `${base}/activities/${record}/history` };
}

/** The page of a subject, or null if it has no page. */
export function hrefOf(subject: string, id: string, base: string): string | null {
  const pages: Record<string, string> = {
    organization: "settings",
    facility: `facilities/${id}`,
    emission_source: `sources/${id}`,
    factor_policy: "factor-policy",
    vintage_window: "instruments/vintage-window",
    brand: "brand",
    own_factor: `own-factors/${id}`,
    instrument: `instruments/${id}`,
    activity_record: base.endsWith(id) ? "activities" : `activities/${id}/history`,
    activity_import: "activities/import",
    import_draft: "activities/import",
    import_mapping: "activities/import",
    evidence_file: base.endsWith(id) ? "evidence" : `evidence/${id}`,
    data_request: `data-requests/${id}`,
    api_key: "api-keys",
    period_approval: "review/locks",
    task: "tasks",
    description_match: "activities/import",
    inventory: `inventories/${id}`,
    report: `reports/${id}`,
    base_year: "base-year",
    base_year_decision: "base-year",
    target: `targets/${id}`,
    measure: `targets/measures/${id}`,
    engagement: `consultancies/${id}`,
    membership: "members",
    invitation: "members",
  };
  return Object.hasOwn(pages, subject) ? `${base}/${pages[subject]}` : null;
}
