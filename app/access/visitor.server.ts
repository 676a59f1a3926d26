import { createHmac, timingSafeEqual } from "node:crypto";
import { doors } from "#app/database/doors.server.ts";
import { currentPace, readOnlyFromHere } from "#app/database/pace.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { readCookie } from "#app/http/cookie.ts";
import { oncePerRequest } from "#app/http/once-per-request.server.ts";
import { inTenant } from "#db/doors.ts";
import { findSample, type Sample } from "./sample-company.server.ts";
import { accountSecrets, currentUser, limitStep } from "./session.server.ts";

/** A visit ends after this time. Opening the sample again starts another one. */
const VISIT_SECONDS = 2 * 3600;

/** The sample company, in a transaction of its own. */
export async function openSample(): Promise<Sample | null> {
  return (await doors()).withSystem(findSample);
}

/** Whether a report is one of the sample company's. */
export async function isOfSample(number: string): Promise<boolean> {
  return (await doors()).withSystem(async (tx) => {
    const sample = await findSample(tx);
    if (!sample) return false;
    const reader = { tenantId: sample.tenantId, userId: "public" };
    const row = await inTenant(tx, reader, (inside) =>
      inside
        .selectFrom("report")
        .select("id")
        .where("number", "=", number)
        .where("organization_id", "=", sample.organizationId)
        .executeTakeFirst(),
    );
    return row !== undefined;
  });
}

function cookieName(): string {
  return `${isSecure() ? "__Host-" : ""}visit`;
}

function isSecure(): boolean {
  return env().publicUrl.startsWith("https:");
}

const ATTRIBUTES = "Path=/; SameSite=Lax; HttpOnly";

/** Lets a browser read the sample for a while. It names no one: all visitors are the same reader. */
export function visitCookie(organizationId: string, now: Date): string {
  const until = Math.floor(now.getTime() / 1000) + VISIT_SECONDS;
  const visit = `${organizationId}.${until}`;
  const signed = `${visit}.${sign(accountSecrets()[0], visit)}`;
  return `${cookieName()}=${signed}; ${ATTRIBUTES}; Max-Age=${VISIT_SECONDS}${isSecure() ? "; Secure" : ""}`;
}

export function endedVisitCookie(): string {
  return `${cookieName()}=; ${ATTRIBUTES}; Max-Age=0${isSecure() ? "; Secure" : ""}`;
}

/** A key of its own, so that no other signed value of the installation is a visit, and no visit is another value. */
function sign(secret: string, visit: string): string {
  const key = createHmac("sha256", secret).update("visit of the sample company").digest();
  return createHmac("sha256", key).update(visit).digest("base64url");
}

/** The organization that a request's cookie lets it read. Null for a forged or expired one. */
function readVisit(request: Request, now: Date): string | null {
  const [organizationId = "", until = "", signature = "", ...more] = (
    readCookie(request.headers.get("cookie"), cookieName()) ?? ""
  ).split(".");
  if (more.length > 0 || !/^\d{1,12}$/.test(until)) return null;
  const given = Buffer.from(signature);
  const isSigned = accountSecrets().some((secret) => {
    const expected = Buffer.from(sign(secret, `${organizationId}.${until}`));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isSigned && Number(until) * 1000 > now.getTime() ? organizationId : null;
}

/** The organization that a visitor may read. Null for anyone who is signed in, and without a visit. */
export async function visitedBy(request: Request): Promise<string | null> {
  const organizationId = readVisit(request, new Date());
  return organizationId === null || (await currentUser(request)) ? null : organizationId;
}

/** What a visitor tried that only people with an account can do. */
export function visitorRefusal(reason: "visitor_changes" | "visitor_reads"): AppError {
  return new AppError("forbidden", { details: { reason } });
}

/** Files of a whole year or tenant. Each takes minutes of work, which an account is asked for. */
const WHOLE = /\/(pack\.zip|full-package|records\.ndjson|export\.jsonl)$/;

/**
 * Lets a visitor into the sample. From here on, every transaction of the request only reads.
 *
 * @returns the sample, or null if the address is of another organization
 * @throws AppError `forbidden` for every change; `rate_limited`
 */
export async function enterSample(request: Request, visited: string, organizationId: string): Promise<Sample | null> {
  if (request.method !== "GET" && request.method !== "HEAD") throw visitorRefusal("visitor_changes");
  if (visited !== organizationId) return null;
  return oncePerRequest(request, "visit", async () => {
    const retryAfterSeconds = await limitStep("visit", currentPace()?.caller ?? "");
    if (retryAfterSeconds !== null) throw new AppError("rate_limited", { details: { retryAfterSeconds } });
    const sample = await openSample();
    if (sample?.organizationId !== organizationId) return null;
    if (WHOLE.test(new URL(request.url).pathname)) throw visitorRefusal("visitor_reads");
    readOnlyFromHere();
    return sample;
  });
}

/**
 * The service error for what a visitor was refused later than by the guard: a write, by the database (25006), or a page
 * that asks for a further right. Null for any other error, and for anyone else.
 */
export function asVisitorRefusal(error: unknown): AppError | null {
  if (currentPace()?.isReadOnly !== true) return null;
  if ((error as { code?: unknown } | null)?.code === "25006") return visitorRefusal("visitor_changes");
  const isBare = error instanceof AppError && error.code === "forbidden" && !("reason" in error.details);
  return isBare ? visitorRefusal("visitor_reads") : null;
}
