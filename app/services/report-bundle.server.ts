import { AppError } from "#app/errors.ts";
import { bundleReadme as inEnglish } from "#app/i18n/en/bundle-readme.ts";
import { bundleReadme as inChinese } from "#app/i18n/zh/bundle-readme.ts";
import { packBundle } from "#app/transparency/bundle.ts";
import { encodeUtf8 } from "#app/transparency/bytes.ts";
import type { PublicTx } from "#db/doors.ts";
import type { IssuerKeys } from "./issuer-keys.server.ts";
import { collectEvidence, getPublishedFile } from "./verification.server.ts";

/**
 * The archive with which a report is checked without us: issued file, data package, signed record, log proof, keys and
 * the status lists as of now, with a README in both languages.
 *
 * @throws AppError `not_found`; `unavailable` in the moment between an issue and the next checkpoint, for a bundle
 *   without a log proof would prove less than it says
 */
export async function makeBundle(
  tx: PublicTx,
  keys: IssuerKeys,
  publicUrl: string,
  number: string,
  now: Date,
): Promise<Uint8Array> {
  const { pdf, inventory } = await getPublishedFile(tx, number);
  const { tlogProof, ...evidence } = await collectEvidence(tx, keys, publicUrl, number, now);
  if (tlogProof === null) throw new AppError("unavailable", { details: { reason: "no_checkpoint_yet" } });
  return packBundle({
    pdf: new Uint8Array(pdf),
    inventory: encodeUtf8(inventory),
    credential: evidence.credential,
    proof: tlogProof,
    keys: evidence.keys,
    statusLists: evidence.statusLists,
    readme: writeReadme(number, publicUrl, now),
  });
}

function writeReadme(number: string, publicUrl: string, now: Date): string {
  const facts = { number, publicUrl, madeAt: now.toISOString() };
  return [inEnglish(facts), "-".repeat(72), `${inChinese(facts)}\n`].join("\n\n");
}
