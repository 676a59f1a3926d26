import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { answerErrors, asOrganization, requireActor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { normalText } from "#app/encoding/text/normal-text.ts";
import { readText } from "#app/http/form.server.ts";
import { LOAD_ANEW, safePath } from "#app/http/safe-path.ts";
import { placeOf } from "#app/records/review-record-view.ts";
import { performReview, type ReviewAnswer, ReviewRequest } from "./review-acts.server.ts";

/** Five thousand ids as JSON are 200 kB. */
const MAX_BYTES = 512 * 1024;

/** Hands in, approves or returns records: JSON for the sheet, a form for pages. Opened as a page it leads to the review. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (_tx, { organizationId }) =>
    redirect(`/organizations/${organizationId}/review`),
  );

export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
    const text = await readText(request, MAX_BYTES);
    const fields = new URLSearchParams(text);
    const asked = ReviewRequest.safeParse(isJson ? parseJson(text) : readFields(fields));
    if (!asked.success) {
      await requireActor(request, params, "editor");
      throw new AppError("invalid", { details: { reason: "review_malformed" } });
    }
    const answer = await performReview(request, params, asked.data);
    return isJson
      ? Response.json(answer)
      : redirect(withOutcome(fields.get("next"), asked.data.intent, answer), { headers: LOAD_ANEW });
  });

function readFields(fields: URLSearchParams) {
  const from = fields.get("from");
  const filter = from && {
    from,
    to: fields.get("to") ?? from,
    sourceId: fields.get("sourceId") || null,
    facilityId: fields.get("facilityId") || null,
    state: fields.get("state") || null,
  };
  const recordIds = fields.getAll("recordId");
  return {
    intent: fields.get("intent"),
    reason: normalText(fields.get("reason") ?? "", "NFC").trim(),
    ...(filter ? { filter } : { recordIds }),
  };
}

/** The page says what was done by its address, so that it holds without scripts and over a reload. */
function withOutcome(next: string | null, intent: string, { done, leftOut }: ReviewAnswer): string {
  const url = new URL(safePath(next), "http://localhost");
  url.searchParams.set("did", intent);
  url.searchParams.set("done", String(done.length));
  const [first] = leftOut;
  url.searchParams.delete("left");
  url.searchParams.delete("why");
  url.searchParams.delete("until");
  if (first) {
    // What was refused stays in view; the queue goes on only when something was done.
    if (done.length === 0 && url.hash !== "") url.hash = placeOf(first.recordId);
    url.searchParams.set("left", String(leftOut.length));
    const until = leftOut
      .flatMap(({ facts }) => facts.from ?? [])
      .sort()
      .at(-1);
    if (until) url.searchParams.set("until", until);
    url.searchParams.set("why", [...new Set(leftOut.map(({ code }) => code))].join(" "));
  }
  return `${url.pathname}${url.search}${url.hash}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
