import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { asOrganization, requireId } from "#app/access/actor.server.ts";
import { organizationAction } from "#app/action/action.server.ts";
import { defineActions } from "#app/action/action.ts";
import { isCategory } from "#app/carbon/line/scope.ts";
import { isUnitCode } from "#app/carbon/unit/unit.ts";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { placeName } from "#app/factors/place-name.ts";
import { localeOf } from "#app/http/locale.server.ts";
import { loadMatchContext, suggestFactors } from "./factor-match.server.ts";
import { addSourceFromFactor } from "./source-from-factor.server.ts";

/** The same words are requested repeatedly while typing, but a new source must appear soon. */
const CACHE = "private, max-age=20";

/** Sources and library factors that match `q`, optionally for a unit and a facility. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async (tx, actor) => {
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

const SuggestActions = defineActions({ add: { right: "sources.write", schema: NewSource, faulty: "form_malformed" } });

/** Creates the confirmed source and returns its id and name. */
export const action = organizationAction(SuggestActions, {
  add: async (tx, { actor, value }) => {
    requireId(value.facilityId);
    const { id, name } = await addSourceFromFactor(tx, actor, value);
    return Response.json({ id, name });
  },
});
