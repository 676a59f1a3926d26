import type { LoaderFunctionArgs } from "@remix-run/node";
import { env } from "#app/environment/env.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { localeOr } from "#app/i18n/locale.ts";
import { buildOpenApi } from "./openapi.ts";
import { OPERATIONS } from "./operations.server.ts";

const SECONDS = 300;

/** The OpenAPI document. `?language=` selects a language other than English. */
export const loader = ({ request }: LoaderFunctionArgs) => {
  const locale = localeOr(new URL(request.url).searchParams.get("language"));
  const document = buildOpenApi(OPERATIONS, env().publicUrl, locale);
  return publicText(JSON.stringify(document), "application/json", SECONDS);
};
