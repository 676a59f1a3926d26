import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answerErrors, asOrganization, requireId } from "#app/access/actor.server.ts";
import { isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { AppError } from "#app/encoding/errors.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { placeName } from "#app/factors/place-name.ts";
import { parseForm } from "#app/http/form.server.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { addSourceFromFactor, loadMatchContext, suggestFactors } from "./factor-match.server.ts";

/** As one types, the same words come back soon; a source that was made meanwhile must not be missing for long. */
const CACHE = "private, max-age=20";

/** Sources of the organization and factors of the library for the words in `q`, for a unit and a facility if given. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "viewer", async (tx, actor) => {
    const search = new URL(request.url).searchParams;
    const query = (search.get("q") ?? "").trim().slice(0, 200);
    const unit = (search.get("unit") ?? "").trim().slice(0, 40);
    const facility = search.get("facility") ?? "";
    const facilityId = facility === "" ? null : requireId(facility);
    if (query === "") return Response.json({ sources: [], factors: [] }, { headers: { "Cache-Control": CACHE } });
    const locale = localeOf(request);
    const context = await loadMatchContext(tx, actor.organizationId, locale);
    const found = await suggestFactors(tx, context, { query, unit, facilityId });
    const factors = found.factors.map((one) => ({ ...one, place: placeName(one.place, locale) }));
    const headers = { "Cache-Control": CACHE, Vary: "Cookie, Accept-Language" };
    return Response.json({ sources: found.sources, factors }, { headers });
  });

const NewSource = z.object({
  facilityId: z.string(),
  name: z.string().min(1).max(200).refine(isPlainText),
  category: z.string().refine(isCategory),
  unit: z.string().refine(isUnitCode),
  factor: z.string().min(1).max(200),
  via: z.string().max(200).default(""),
});

/** Makes the source that a person confirmed; answers with its id and name. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerErrors(request, async () => {
    const form = await parseForm(request, NewSource);
    return asOrganization(request, params, "editor", async (tx, actor) => {
      if (!form.ok) throw new AppError("invalid", { details: { fields: Object.keys(form.errors) } });
      requireId(form.value.facilityId);
      const { id, name } = await addSourceFromFactor(tx, actor, form.value);
      return Response.json({ id, name });
    });
  });
