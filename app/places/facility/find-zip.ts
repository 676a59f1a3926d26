import type { LoaderFunctionArgs } from "@remix-run/node";
import { asOrganization } from "#app/access/actor.server.ts";
import { locateLibrary } from "#emission-factors/read-library.ts";
import { readZipTable, subregionsOfZip, type ZipTable } from "#emission-factors/zip-subregion.ts";
import type { ZipRegions } from "./zip-regions.ts";

let table: ZipTable | undefined;

/** The grid regions of the US ZIP code `zip`. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asOrganization(request, params, "organization.view", async () => {
    const zip = (new URL(request.url).searchParams.get("zip") ?? "").slice(0, 10);
    table ??= readZipTable(locateLibrary());
    const found: ZipRegions = { zip, regions: subregionsOfZip(table, zip) };
    return Response.json(found, { headers: { "Cache-Control": "private, max-age=20" } });
  });
