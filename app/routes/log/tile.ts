import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "#app/errors.ts";
import { asPublic } from "#app/http/actor.server.ts";
import { publicBytes } from "#app/http/public-answer.ts";
import { readTile } from "#app/services/log.server.ts";
import { parseTilePath } from "#app/transparency/tile.ts";

/** A tile or entry bundle of the log (C2SP tlog-tiles); its address says its width, so it never changes. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const address = parseTilePath(`tile/${params["*"] ?? ""}`);
    if (!address) throw new AppError("not_found");
    return publicBytes(await readTile(tx, address), "application/octet-stream");
  });
