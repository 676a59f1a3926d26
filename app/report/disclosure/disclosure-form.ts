import { z } from "zod";
import { defineActions } from "#app/action/action.ts";
import { type ContentLanguage, isContentLanguage } from "#app/encoding/language.ts";
import { sayTextFault } from "#app/http/say-text-fault.ts";
import type { Locale } from "#app/i18n/index.ts";
import { declareSetting, savesSetting } from "#app/setting/setting.ts";
import { DRAFTED_TEXTS } from "./draft-tasks.ts";
import { applyFields } from "./statement-paths.ts";
import { type DisclosureStatements, NO_STATEMENTS, OVERLAYS, type Overlay } from "./statements.ts";
import { StatementsSchema } from "./statements-schema.ts";

const DisclosureForm = z
  .object({
    run: z.uuid({ error: "choiceMissing" }),
    item: z.string().max(10).default(""),
    exclusionsAre: z.enum(["none", "some", ""]).default(""),
  })
  .catchall(z.string());

/** What an organization states for the report of a year. */
export const DisclosureSetting = declareSetting({
  table: "disclosure_statement",
  key: ["inventory_id"],
  right: "report.prepare",
  schema: DisclosureForm,
  subject: "disclosure",
  action: "disclosure.stated",
});

const act = savesSetting(DisclosureSetting);

/** Asks the model for one text, or for every text that is missing. */
const DraftForm = z.object({
  run: z.uuid({ error: "choiceMissing" }),
  item: z.string().max(10).default(""),
  text: z.enum(["", ...DRAFTED_TEXTS]).default(""),
});

/** The texts of drafts, each with its box. Only those with a ticked box are saved. */
const draftsAct = savesSetting(DisclosureSetting, DisclosureForm.extend({ suggestion: z.uuid() }));

/** What is done on the checklist: an item is stated, the programmes are chosen, last year's statements are taken over. */
export const DisclosureActions = defineActions({
  state: act,
  choose: act,
  take_over: act,
  draft: { right: DisclosureSetting.right, schema: DraftForm },
  use_drafts: draftsAct,
  discard_drafts: draftsAct,
});

export type DisclosureFields = z.output<typeof DisclosureForm>;

const KNOWN = new Set(["intent", "run", "item", "setting", "basedOn", "exclusionsAre"]);

/** The statements as the form changes them, or what is wrong with each field that is wrong, by its path. */
export function readStatements(
  before: DisclosureStatements,
  form: DisclosureFields,
  locale: Locale,
): { ok: true; statements: DisclosureStatements } | { ok: false; errors: Record<string, string> } {
  const fields = Object.entries(form).filter(
    (entry): entry is [string, string] => !KNOWN.has(entry[0]) && typeof entry[1] === "string",
  );
  const applied = applyFields(before, fields) as DisclosureStatements;
  const exclusions = form.exclusionsAre === "none" ? [] : (applied.exclusions ?? null);
  if (form.exclusionsAre === "some" && exclusions?.length === 0)
    return { ok: false, errors: { exclusionsAre: "choiceMissing" } };
  const given = { ...applied, exclusions };
  const parsed = StatementsSchema.safeParse(given);
  if (parsed.success) return { ok: true, statements: { ...NO_STATEMENTS, ...parsed.data } as DisclosureStatements };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) {
    const text = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], given);
    errors[path.join(".")] ??= sayTextFault(message, text, locale);
  }
  return { ok: false, errors };
}

/** In which languages a report may be issued, as one choice. */
export const LANGUAGE_CHOICES = ["en,zh", "en", "zh"] as const;

/** The languages that a form chooses; a form without the choice keeps the earlier ones. */
export function readLanguages(form: DisclosureFields, before: ContentLanguage[]): ContentLanguage[] {
  const chosen = LANGUAGE_CHOICES.find((choice) => choice === form.languages);
  return chosen ? chosen.split(",").filter(isContentLanguage) : before;
}

/** The programmes that a form has ticked. */
export function readOverlays(form: DisclosureFields): Overlay[] {
  return OVERLAYS.filter((overlay) => form[`overlay-${overlay}`] === "on");
}
