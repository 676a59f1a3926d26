import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import { inTrailOf, type TenantTx, type VerifierTx } from "#db/doors.ts";
import type { VerifierActor } from "../access.server.ts";
import { REQUEST, type RequestState, type RequestStep, requestState } from "./request-state.ts";

type Reader = TenantTx | VerifierTx;

interface RequestFile {
  id: string;
  name: string;
  size: number;
}

/** What the verifier asks of the company, with all answers. */
export interface VerifierRequest {
  id: string;
  number: number;
  text: string;
  dueOn: string;
  by: string;
  at: Date;
  state: RequestState;
  steps: { step: number; state: RequestStep; text: string; by: string; at: Date; files: RequestFile[] }[];
}

export async function addRequest(
  tx: VerifierTx,
  who: VerifierActor,
  { text, dueOn }: { text: string; dueOn: string },
): Promise<void> {
  const last = (await listVerifierRequests(tx, who.engagementId)).at(-1);
  const { id, number } = await tx
    .insertInto("verification_request")
    .values({
      tenant_id: who.tenantId,
      engagement_id: who.engagementId,
      number: (last?.number ?? 0) + 1,
      text,
      due_on: dueOn,
      created_by: who.userId,
    })
    .returning(["id", "number"])
    .executeTakeFirstOrThrow();
  await inTrailOf(tx, (trail) =>
    recordChange(trail, who, {
      action: "verification_request.asked",
      subject: "verification_request",
      subjectId: id,
      after: { number: `R${number}`, text, dueOn },
    }),
  );
}

/** @throws AppError `not_found`, `conflict` if the state of the request doesn't allow it */
export async function stepRequest(
  tx: VerifierTx,
  who: VerifierActor,
  step: { requestId: string; state: "closed" | "reopened"; text: string },
): Promise<void> {
  const request = await getRequest(tx, who.engagementId, step.requestId);
  await addStep(tx, who, { request, engagementId: who.engagementId, ...step, fileIds: [] });
  await inTrailOf(tx, (trail) => recordStep(trail, who, request, step.state));
}

/**
 * Answers a request on behalf of the company.
 *
 * @throws AppError `not_found`, `conflict` if it is closed
 */
export async function answerRequest(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  answer: { engagementId: string; requestId: string; text: string; fileIds: string[] },
): Promise<void> {
  const request = await getRequest(tx, answer.engagementId, answer.requestId);
  await addStep(tx, author, { request, ...answer, state: "answered" });
  await recordStep(tx, author, request, "answered");
}

interface NewStep {
  request: VerifierRequest;
  engagementId: string;
  state: RequestStep;
  text: string;
  fileIds: string[];
}

async function addStep(tx: Reader, by: { tenantId: string; userId: string }, made: NewStep): Promise<void> {
  const { request, engagementId, state, text, fileIds } = made;
  if (!REQUEST.may(state, request.state)) {
    throw new AppError("conflict", { details: { reason: `request_${request.state}` } });
  }
  const key = { tenant_id: by.tenantId, request_id: request.id, engagement_id: engagementId };
  const step = request.steps.length + 1;
  await tx
    .insertInto("verification_request_step")
    .values({ ...key, step, state, text, created_by: by.userId })
    .execute();
  const files = fileIds.map((fileId) => ({ ...key, step, file_id: fileId }));
  if (files.length > 0) await tx.insertInto("verification_request_file").values(files).execute();
}

async function recordStep(
  tx: TenantTx,
  author: ChangeAuthor,
  { id, number, state: before }: VerifierRequest,
  state: RequestStep,
): Promise<void> {
  await recordChange(tx, author, {
    action: `verification_request.${state}`,
    subject: "verification_request",
    subjectId: id,
    before: { number: `R${number}`, state: before },
    after: { number: `R${number}`, state: requestState(state) },
  });
}

/** @throws AppError `not_found` */
async function getRequest(tx: Reader, engagementId: string, requestId: string): Promise<VerifierRequest> {
  const request = (await listVerifierRequests(tx, engagementId)).find(({ id }) => id === requestId);
  if (!request) throw new AppError("not_found");
  return request;
}

/** In the order of their numbers. */
export async function listVerifierRequests(tx: Reader, engagementId: string): Promise<VerifierRequest[]> {
  const requests = await tx
    .selectFrom("verification_request as r")
    .leftJoin("author as u", "u.id", "r.created_by")
    .selectAll("r")
    .select("u.name")
    .where("r.engagement_id", "=", engagementId)
    .orderBy("r.number")
    .execute();
  const steps = await tx
    .selectFrom("verification_request_step as s")
    .leftJoin("author as u", "u.id", "s.created_by")
    .selectAll("s")
    .select("u.name")
    .where("s.engagement_id", "=", engagementId)
    .orderBy("s.step")
    .execute();
  const files = await tx
    .selectFrom("verification_request_file as l")
    .innerJoin("assurance_file as a", "a.id", "l.file_id")
    .select(["l.request_id", "l.step", "a.id", "a.name", "a.byte_size"])
    .where("l.engagement_id", "=", engagementId)
    .orderBy("a.name")
    .orderBy("a.id")
    .execute();
  return requests.map((row) => {
    const own = steps.filter(({ request_id }) => request_id === row.id);
    return {
      id: row.id,
      number: row.number,
      text: row.text,
      dueOn: row.due_on,
      by: row.name ?? "",
      at: row.created_at,
      state: requestState(own.at(-1)?.state),
      steps: own.map(({ step, state, text, name, created_at }) => ({
        step,
        state,
        text,
        by: name ?? "",
        at: created_at,
        files: files
          .filter((file) => file.request_id === row.id && file.step === step)
          .map(({ id, name: fileName, byte_size }) => ({ id, name: fileName, size: byte_size })),
      })),
    };
  });
}
