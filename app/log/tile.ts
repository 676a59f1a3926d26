import type { LoaderFunctionArgs } from "@remix-run/node";
import { asPublic } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { publicBytes } from "#app/http/public-answer.ts";
import { parseTilePath } from "#app/proof/tile.ts";
import { readTile } from "./log.server.ts";

/** A tile or entry bundle of the log (C2SP tlog-tiles). Its URL contains its width, so it never changes. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  asPublic(request, async (tx) => {
    const address = parseTilePath(`tile/${params["*"] ?? ""}`);
    if (!address) throw new AppError("not_found");
    return publicBytes(await readTile(tx, address), "application/octet-stream");
  });
