import { scopeOf } from "#app/carbon/line/scope.ts";
import { daysByMonth } from "#app/day/period.ts";
import { AppError } from "#app/encoding/errors.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { addEmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { addFacility, listFacilities } from "#app/places/facility/facility.server.ts";
import { removeUnused } from "#app/places/remove-unused.server.ts";
import { addTask, changeTask, listTasks } from "#app/review/task.server.ts";
import { resolveFactorChoice } from "#app/sources/source-factor.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ProposedTexts } from "#db/guided-start-schema.ts";
import type { Answers } from "./answers.ts";
import type { OfferedFactor } from "./candidate-factors.server.ts";
import { draftTexts } from "./draft-texts.ts";
import { type ProposedSource, propose } from "./propose.server.ts";
import type { SourceKind, Trade } from "./trade-template.ts";

type Author = ChangeAuthor & { organizationId: string };

export interface Confirmed {
  answers: Answers;
  trade: Trade;
  kinds: readonly SourceKind[];
  today: string;
  /** Whether the source is ticked, and its chosen factor; an empty text is the first one. */
  choiceOf(key: string): { isTicked: boolean; factor: string };
  /** Who gets the tasks, and their note. */
  ownerId: string;
  note: string;
}

export interface Made {
  facilities: string[];
  sources: string[];
  tasks: string[];
}

/**
 * Creates what a person confirmed: facilities, sources with the chosen factors, a task for each facility, and texts that
 * the checklist proposes. What exists is never created twice or changed.
 *
 * @returns the id of the start, or null if there was nothing to create
 * @throws AppError `conflict` with `factor_gone` if a chosen factor is no longer offered
 */
export async function createStart(tx: TenantTx, author: Author, confirmed: Confirmed): Promise<string | null> {
  // Two calls at once would both add what is missing.
  await tx.selectFrom("organization").select("id").where("id", "=", author.organizationId).forNoKeyUpdate().execute();
  const { period, sites } = await propose(tx, author.organizationId, confirmed);
  const made: Made = { facilities: [], sources: [], tasks: [] };
  const created: SourceKind[] = [];
  for (const site of sites) {
    const ticked = site.sources.filter(({ state, key }) => state === "proposed" && confirmed.choiceOf(key).isTicked);
    const facility = site.isThere ? site.facility : await addFacility(tx, author, site.input);
    if (!site.isThere) made.facilities.push(facility.id);
    const monthly: string[] = [];
    for (const source of ticked) {
      const factor = chosenOf(source, confirmed.choiceOf(source.key).factor);
      const id = await addSource(tx, author, { kind: source.kind, factor, facility });
      made.sources.push(id);
      created.push(source.kind);
      if (source.kind.recordsEvery === "month") monthly.push(id);
    }
    if (confirmed.answers.dueOn === "" || monthly.length === 0) continue;
    const months = daysByMonth(period).map(({ month }) => month);
    const cells = monthly.flatMap((sourceId) => months.map((month) => ({ sourceId, month })));
    const { ownerId, note, answers } = confirmed;
    made.tasks.push(await addTask(tx, author, { ownerId, dueOn: answers.dueOn, note, cells }));
  }
  if (made.facilities.length + made.sources.length === 0) return null;
  const { consolidationApproach: approach } = await getOrganization(tx, author.organizationId);
  const texts = draftTexts({
    approach,
    sites: (await listFacilities(tx, author.organizationId)).map(({ name }) => name),
    kinds: created,
    asker: confirmed.answers.asker,
  });
  return writeStart(tx, author, { answers: confirmed.answers, made, texts });
}

function chosenOf({ factors }: ProposedSource, wanted: string): OfferedFactor {
  const factor = wanted === "" ? factors[0] : factors.find((one) => one.factor === wanted);
  if (!factor) throw new AppError("conflict", { details: { reason: "factor_gone" } });
  return factor;
}

interface NewSource {
  kind: SourceKind;
  factor: OfferedFactor;
  facility: Parameters<typeof resolveFactorChoice>[1]["facility"];
}

async function addSource(tx: TenantTx, author: Author, { kind, factor, facility }: NewSource): Promise<string> {
  const { category, name, recordsEvery } = kind;
  const { unit, via } = factor;
  const resolved = await resolveFactorChoice(tx, {
    organizationId: author.organizationId,
    facility,
    category,
    unit,
    factor: factor.factor,
    via: via?.id ?? "",
    useResidual: true,
  });
  if (!resolved.ok) throw new AppError("conflict", { details: { reason: "factor_gone" } });
  const { id } = await addEmissionSource(tx, author, {
    facilityId: facility.id,
    nameEn: name.en,
    nameZh: name.zh,
    scope: scopeOf(category),
    category,
    unit,
    factorSelection: resolved.selection,
    recordsEvery,
    uncertainty: null,
  });
  return id;
}

async function writeStart(
  tx: TenantTx,
  author: Author,
  { answers, made, texts }: { answers: Answers; made: Made; texts: ProposedTexts },
): Promise<string> {
  const { id } = await tx
    .insertInto("guided_start")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      answers: JSON.stringify(answers),
      made: JSON.stringify(made),
      texts: JSON.stringify(texts),
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await recordChange(tx, author, {
    action: "guided_start.created",
    subject: "organization",
    subjectId: author.organizationId,
    after: made,
  });
  return id;
}

export interface GuidedStart {
  id: string;
  createdAt: Date;
  /** What it created and is still there. Zero facilities and sources: it was undone. */
  left: { facilities: number; sources: number };
  made: Made;
  texts: ProposedTexts;
}

/** The trade that the newest start names. Null without one. */
export async function findStartedTrade(tx: TenantTx, organizationId: string): Promise<string | null> {
  const row = await tx
    .selectFrom("guided_start")
    .select("answers")
    .where("organization_id", "=", organizationId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row?.answers.trade ?? null;
}

/** Newest first. */
export async function listStarts(tx: TenantTx, organizationId: string): Promise<GuidedStart[]> {
  const rows = await tx
    .selectFrom("guided_start")
    .select(["id", "made", "texts", "created_at"])
    .where("organization_id", "=", organizationId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  if (rows.length === 0) return [];
  const facilities = new Set((await listFacilities(tx, organizationId)).map(({ id }) => id));
  const sources = new Set((await listEmissionSources(tx, organizationId)).map(({ id }) => id));
  return rows.map(({ id, made, texts, created_at }) => ({
    id,
    made,
    texts,
    createdAt: created_at,
    left: {
      facilities: made.facilities.filter((one) => facilities.has(one)).length,
      sources: made.sources.filter((one) => sources.has(one)).length,
    },
  }));
}

/**
 * Removes what a start created and nothing uses yet, and cancels its open tasks. Sources with records stay.
 *
 * @returns the number of facilities and sources that are in use and stay
 * @throws AppError `not_found`
 */
export async function undoStart(tx: TenantTx, author: Author, id: string, reason: string): Promise<number> {
  const start = (await listStarts(tx, author.organizationId)).find((one) => one.id === id);
  if (!start) throw new AppError("not_found");
  const open = (await listTasks(tx, author.organizationId)).filter(
    (task) => start.made.tasks.includes(task.id) && task.state === "open",
  );
  const removed = await removeUnused(tx, author, start.made, start.made.tasks);
  const isLeft = removed.sources.length < start.left.sources;
  // A task of sources that stay is still to be done.
  if (!isLeft) for (const task of open) await changeTask(tx, author, task.id, { kind: "cancel", reason });
  if (removed.facilities.length + removed.sources.length > 0) {
    await recordChange(tx, author, {
      action: "guided_start.undone",
      subject: "organization",
      subjectId: author.organizationId,
      before: removed,
    });
  }
  const { facilities, sources } = start.left;
  return facilities + sources - removed.facilities.length - removed.sources.length;
}

/** Texts that the newest start proposes and that was not undone. Null without one. */
export async function findProposedTexts(tx: TenantTx, organizationId: string): Promise<ProposedTexts | null> {
  const start = (await listStarts(tx, organizationId)).find(({ left }) => left.facilities + left.sources > 0);
  return start?.texts ?? null;
}
