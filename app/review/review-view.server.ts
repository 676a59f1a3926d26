import type { Actor, Guarded } from "#app/access/actor.server.ts";
import { listMembers } from "#app/access/membership.server.ts";
import { hasRight } from "#app/access/role.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { findOwnWork, type OwnWork } from "#app/records/activity-review.server.ts";
import type { RecordHint } from "#app/records/anomaly.server.ts";
import type { HintView, ReviewRecordView } from "#app/records/review-record-view.ts";
import type { ReviewRecord } from "./review-queue.server.ts";

type TenantTx = Parameters<typeof listFacilities>[0];

export async function namedSources(tx: TenantTx, organizationId: string, locale: Locale) {
  const facilities = new Map(
    (await listFacilities(tx, organizationId)).map(({ id, name }) => [id, localName(name, locale)]),
  );
  return (await listEmissionSources(tx, organizationId)).map(({ id, name, facilityId, scope, unit }) => ({
    id,
    name: localName(name, locale),
    facilityId,
    facility: facilities.get(facilityId) ?? "",
    scope,
    unit,
  }));
}

export type NamedSource = Awaited<ReturnType<typeof namedSources>>[number];

/** Each record carries the reason if the actor can't approve it. */
export async function toViews(
  tx: TenantTx,
  actor: Actor,
  found: readonly ReviewRecord[],
  sources: NamedSource[],
): Promise<ReviewRecordView[]> {
  const recordIds = found.map(({ record }) => record.recordId);
  // A visitor of the sample is no person and wrote nothing.
  const own = actor.isVisitor ? new Map<string, OwnWork>() : await findOwnWork(tx, actor, recordIds);
  return found.map((one) => toView(one, sources, own.get(one.record.recordId) ?? null));
}

function toView(found: ReviewRecord, sources: NamedSource[], ownWork: OwnWork | null): ReviewRecordView {
  const { record } = found;
  const source = sources.find(({ id }) => id === record.sourceId);
  return {
    recordId: record.recordId,
    source: source?.name ?? "",
    facility: source?.facility ?? "",
    period: record.period,
    quantity: record.enteredQuantity,
    unit: record.enteredUnit,
    isEstimate: record.dataQuality === "estimated",
    estimate: record.estimate,
    evidence: record.evidence,
    note: record.note,
    state: found.state,
    stateReason: found.stateReason,
    stateBy: found.stateBy,
    authorName: found.authorName,
    ownWork,
    writtenAt: found.writtenAt.toISOString(),
    evidenceCount: found.evidenceCount,
    hints: found.hints.map(toHintView),
    approvedBefore: found.approvedBefore,
  };
}

export function toHintView({ code, facts, answer }: RecordHint): HintView {
  return { code, facts, answer: answer && { kind: answer.kind, text: answer.text, byName: answer.byName } };
}

/** The rights of the actor, and whether another member could approve their work. */
export async function rightsOf(tx: TenantTx, actor: Guarded<Actor>) {
  const deciders = (await listMembers(tx, actor.organizationId)).filter(
    ({ role, userId }) => userId !== actor.userId && hasRight({ role }, "records.review"),
  );
  return {
    mayEdit: actor.may("records.write"),
    mayDecide: actor.may("records.review"),
    mayUnlock: actor.may("periods.unlock"),
    isAlone: deciders.length === 0,
  };
}
