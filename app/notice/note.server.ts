import { sql } from "kysely";
import { RIGHTS, type Right, ROLES } from "#app/access/role.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ClientMailKind, NoticeFacts, NoticeSide } from "#db/notice-schema.ts";
import { addClientMail } from "./client-mail.server.ts";
import { type Hearer, NOTICE_KINDS, type NoticeKind, type NoticePlace, noticeKindOf } from "./notice-kind.ts";

type Name = { en: string; zh: string };

/** An act of the audit trail that people may have to be notified of. */
interface Act {
  tenantId: string;
  organizationId: string | null;
  /** The id of its author, who is not notified. */
  authorId: string;
  sequence: number;
  action: string;
  subject: string;
  subjectId: string;
  before: object | undefined;
  after: object | undefined;
}

/** Limits what one act adds. More people than this hear of nothing in one workspace. */
const MOST_PEOPLE = 200;

/**
 * Adds a notice for each person who hears of an act, in its transaction. Acts without a declared kind cost nothing.
 *
 * @param namesOf names of the workspace's rows by id
 */
export async function noteAct(
  tx: TenantTx,
  act: Act,
  namesOf: (ids: string[]) => Promise<ReadonlyMap<string, Name>>,
): Promise<void> {
  const named: Record<string, unknown> = { ...act.before, ...act.after };
  const name = noticeKindOf(act.action, named);
  if (name === null) return;
  const kind: NoticeKind = NOTICE_KINDS[name];
  const engagementId = await findEngagement(tx, act);
  const { tenantId, organizationId, subjectId } = act;
  const place: NoticePlace = { tenantId, organizationId, subjectId, engagementId, named };
  const facts = await factsOf(kind, act, named, namesOf);
  if (kind.isMailedToClient) await mailClient(tx, act, { kind: name as ClientMailKind, named, facts });
  for (const hearer of kind.hearers) await addNotices(tx, act, { name, kind, hearer, place, facts });
}

/** The engagement that a finding, a request or an end belongs to. */
async function findEngagement(tx: TenantTx, { subject, subjectId }: Act): Promise<string | null> {
  if (subject === "engagement" || subject === "assurance_engagement") return subjectId;
  if (subject !== "assurance_finding" && subject !== "verification_request") return null;
  const row = await tx.selectFrom(subject).select("engagement_id").where("id", "=", subjectId).executeTakeFirst();
  return row?.engagement_id ?? null;
}

async function factsOf(
  kind: NoticeKind,
  { organizationId, subjectId }: Act,
  named: Readonly<Record<string, unknown>>,
  namesOf: (ids: string[]) => Promise<ReadonlyMap<string, Name>>,
): Promise<NoticeFacts> {
  const about = (kind.about ?? ["number", "name"]).map((key) => named[key]).find((value) => value !== undefined);
  const other = kind.other ? named[kind.other] : undefined;
  const ids = [about, subjectId, other, organizationId].filter((value): value is string => typeof value === "string");
  const names = await namesOf(ids);
  const nameOf = (value: unknown): Name | null => {
    if (Array.isArray(value)) return nameOf(value.at(-1));
    if (typeof value === "string" && value !== "") return names.get(value) ?? { en: value, zh: value };
    if (typeof value === "object" && value !== null && "en" in value && "zh" in value) {
      const { en, zh } = value as Name;
      return { en: en || zh, zh: zh || en };
    }
    return null;
  };
  const { currency, amountMinor, totalMinor, dueOn } = named;
  const minor = amountMinor ?? totalMinor;
  return {
    about: about === undefined ? (names.get(subjectId) ?? null) : nameOf(about),
    other: nameOf(other),
    organization: organizationId ? (names.get(organizationId) ?? null) : null,
    amount: typeof currency === "string" && typeof minor === "string" ? { currency, minor } : null,
    dueOn: typeof dueOn === "string" ? dueOn : null,
  };
}

/** Adds the mail to the client that the act concerns. */
async function mailClient(
  tx: TenantTx,
  { tenantId, subject, subjectId }: Act,
  { kind, named, facts }: { kind: ClientMailKind; named: Readonly<Record<string, unknown>>; facts: NoticeFacts },
): Promise<void> {
  const table = subject === "trade_order" ? "trade_order" : "invoice";
  const id = subject === "trade_order" || subject === "invoice" ? subjectId : named.invoiceId;
  if (typeof id !== "string") return;
  const row = await tx.selectFrom(table).select("client_id").where("id", "=", id).executeTakeFirst();
  if (!row) return;
  const occasion = [named.draft, named.copy].find((one) => typeof one === "number") ?? 0;
  await addClientMail(tx, { tenantId, clientId: row.client_id, kind, subjectId, occasion, facts });
}

interface Told {
  name: string;
  kind: NoticeKind;
  hearer: Hearer;
  place: NoticePlace;
  facts: NoticeFacts;
}

async function addNotices(tx: TenantTx, act: Act, told: Told): Promise<void> {
  const { hearer } = told;
  switch (hearer.side) {
    case "member":
      return insert(tx, act, told, { side: "member", roles: rolesWith(hearer.right), people: members(act, hearer) });
    case "consultancy":
      return insert(tx, act, told, {
        side: "consultancy",
        roles: rolesWith(hearer.right),
        people: engagedPeople(act, rolesWith(hearer.right)),
      });
    case "verifier":
      return insert(tx, act, told, { side: "verifier", roles: [], people: verifier(told.place.engagementId) });
    case "party":
      return insert(tx, act, told, { side: "party", roles: [], people: parties(act) });
    default: {
      // A person works as a member or for a consultancy. The same key admits one of the two.
      const persons = personsOf(act, hearer.of);
      const roles = [...ROLES];
      await insert(tx, act, told, {
        side: "member",
        roles,
        people: sql`${members(act)} and m.user_id in (${persons})`,
      });
      const engaged = sql`${engagedPeople(act, roles)} and x.user_id in (${persons})`;
      return insert(tx, act, told, { side: "consultancy", roles, people: engaged });
    }
  }
}

type People = ReturnType<typeof sql>;

function rolesWith(right: Right): string[] {
  return [...RIGHTS[right]];
}

/** A query for `user_id` and the engagement by which the person hears of it. */
function members({ organizationId }: Act, hearer?: { right: Right }): People {
  const roles: readonly string[] = hearer ? RIGHTS[hearer.right] : ROLES;
  return sql`select m.user_id, null::uuid as engagement_id from membership m
    where m.role = any (${roles}::text[])
      and (m.organization_id is null or m.organization_id = ${organizationId}::uuid)`;
}

function engagedPeople({ organizationId }: Act, roles: readonly string[]): People {
  return sql`select x.user_id, f.id as engagement_id from engagement_in_force f
    join engagement_actor x on x.tenant_id = f.tenant_id and x.engagement_id = f.id
    where f.organization_id = ${organizationId}::uuid and f.role = any (${roles}::text[])`;
}

function verifier(engagementId: string | null): People {
  return sql`select a.user_id, a.engagement_id from assurance_acceptance a where a.engagement_id = ${engagementId}::uuid`;
}

/** Everyone who acted under the engagement or accepted it. Its end hides the rest of its notices from them. */
function parties({ subject, subjectId }: Act): People {
  if (subject === "assurance_engagement")
    return sql`select a.user_id, null::uuid as engagement_id from assurance_acceptance a
      where a.engagement_id = ${subjectId}::uuid`;
  return sql`select p.user_id, null::uuid as engagement_id from (
      select x.user_id from engagement_actor x where x.engagement_id = ${subjectId}::uuid
      union select a.user_id from engagement_acceptance a where a.engagement_id = ${subjectId}::uuid) p where true`;
}

function personsOf({ before, after, subjectId }: Act, of: "owner" | "asker" | "writers"): People {
  if (of === "owner")
    return sql`select a.person_id from author a where a.id = ${(after as { owner?: string } | undefined)?.owner ?? ""}`;
  if (of === "asker")
    return sql`select a.person_id from data_request q join author a on a.id = q.created_by
      where q.id = ${subjectId}::uuid`;
  const states = (before as { states?: { record: string; version: number }[] } | undefined)?.states ?? [];
  return sql`select a.person_id from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) s (record uuid, version int)
    join activity_record r on r.record_id = s.record and r.version = s.version
    join author a on a.id = r.created_by`;
}

/** One notice a person: someone who hears of an act in two ways gets the first. */
async function insert(
  tx: TenantTx,
  act: Act,
  { name, kind, hearer, place, facts }: Told,
  { side, roles, people }: { side: NoticeSide; roles: string[]; people: People },
): Promise<void> {
  const author = act.authorId.startsWith("acting:") ? act.authorId.split(":").slice(2).join(":") : act.authorId;
  await sql`insert into notice (tenant_id, sequence, user_id, kind, side, organization_id, engagement_id, roles, path,
      facts, urgency, mailed_at)
    select ${act.tenantId}::uuid, ${act.sequence}::bigint, p.user_id, ${name}, ${side}, ${act.organizationId}::uuid,
      p.engagement_id, ${roles}::text[], ${hearer.path(place)}, ${JSON.stringify(facts)}::jsonb, ${kind.urgency},
      case when ${isMailedElsewhere(kind)} then clock_timestamp() end
    from (select distinct on (o.user_id) o.user_id, o.engagement_id from (${people}) o
      where o.user_id <> ${author} order by o.user_id, o.engagement_id limit ${MOST_PEOPLE}) p
    on conflict (tenant_id, sequence, user_id) do nothing`.execute(tx);
}

/** Whether a mail of its own goes to the person: to each, or to those who manage the whole workspace. */
function isMailedElsewhere({ mailedTo }: NoticeKind): People {
  if (mailedTo === "everyone") return sql`true`;
  if (mailedTo !== "managers") return sql`false`;
  return sql`exists (select from membership g where g.user_id = p.user_id and g.organization_id is null
    and g.role in ('owner', 'admin'))`;
}
