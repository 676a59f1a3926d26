import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { encodeUtf8 } from "#app/encoding/bytes.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { checkerFile, describeBuilt } from "#app/log/checker.server.ts";
import type { IssuerIdentity } from "#app/log/keys/issuer-keys.server.ts";
import { type Bundle, packBundle, sumBundle } from "#app/proof/bundle.ts";
import type { PublicTx } from "#db/doors.ts";
import { bundleReadme as inEnglish } from "./bundle-readme.en.ts";
import { bundleReadme as inChinese } from "./bundle-readme.zh.ts";
import { chooseLanguage, collectEvidence, getPublishedFile } from "./verification.server.ts";

// Resolved through the package's own names, so that the same lines work from the sources and from a bundle.
const require = createRequire(import.meta.url);
const SCRIPT = readFileSync(require.resolve("#docs/verify.py"), "utf8");
const OFFLINE_PAGE = describeBuilt("#public/verify-offline.html");

/**
 * The archive for verifying a report without us: issued file in a language, data package, signed record, log proof, keys and the
 * current status lists, with a README in both languages, the script of the recipe and the checksums of all files.
 *
 * @throws AppError `not_found`; `unavailable` between an issue and the next checkpoint, because a bundle without a
 * log proof would prove less than it claims
 */
export async function makeBundle(
  tx: PublicTx,
  { keys, publicUrl }: IssuerIdentity,
  edition: { number: string; language?: ReportLocale },
  now: Date,
): Promise<Uint8Array> {
  const { number } = edition;
  const { pdf, inventory } = await getPublishedFile(tx, edition);
  const { tlogProof, keyProof, ...evidence } = await collectEvidence(tx, { keys, publicUrl }, number, now);
  if (tlogProof === null || keyProof === null)
    throw new AppError("unavailable", { details: { reason: "no_checkpoint_yet" } });
  const bundle: Bundle = {
    pdf: new Uint8Array(pdf),
    inventory: encodeUtf8(inventory),
    credential: evidence.credential,
    proof: tlogProof,
    keyProof,
    keys: evidence.keys,
    statusLists: evidence.statusLists,
    ...(evidence.assurance.length > 0 ? { assurance: evidence.assurance } : {}),
    readme: writeReadme(
      { number, language: edition.language ?? (await chooseLanguage(tx, number, null)) },
      publicUrl,
      now,
    ),
    script: SCRIPT,
  };
  return packBundle({ ...bundle, sums: await sumBundle(bundle) });
}

function writeReadme(edition: { number: string; language: ReportLocale }, publicUrl: string, now: Date): string {
  const facts = {
    ...edition,
    publicUrl,
    madeAt: now.toISOString(),
    page: OFFLINE_PAGE?.sha256 ?? null,
    checker: checkerFile()?.sha256 ?? null,
  };
  return [inEnglish(facts), "-".repeat(72), `${inChinese(facts)}\n`].join("\n\n");
}
