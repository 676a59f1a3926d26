import { parseArgs } from "node:util";
import { formatDay } from "#app/day/format-day.ts";
import { decodeUtf8 } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { isPdf } from "#app/pdf/embedded-file.ts";
import { isZip } from "#app/proof/bundle.ts";
import type { CheckedAssurance } from "#app/proof/check-assurance.ts";
import { checkDocumentText, looksLikeJson } from "#app/proof/check-document-text.ts";
import { checkDisclosure, type DisclosureOutcome } from "#app/proof/disclosure/check-disclosure.ts";
import type { KeptEvidence } from "#app/proof/kept-evidence.ts";
import { type KeySet, parseKeySet } from "#app/proof/key-set.ts";
import { recomputeInventory } from "#app/proof/recompute-inventory.ts";
import type { Check, Verdict } from "#app/proof/verdict.ts";
import { verdictFactsOf } from "#app/proof/verdict-facts.ts";
import { refuseEvidence, type Verification, verifyReport } from "#app/proof/verify-report.ts";
import { sayProof } from "#app/report/content/issuer-proofs.ts";
import { rebuildPrinted } from "#app/verify/rebuild-printed.ts";
import { type Caller, TRUETONNE } from "./caller.ts";
import { gatherEvidence, hasSidecars, type KeySource, readBounded } from "./gather-evidence.ts";
import { printable } from "./printable.ts";

interface Options {
  files: string[];
  offline: boolean;
  json: boolean;
  keys: string | null;
  key: string | undefined;
  checkpoint: string | null;
  disclosure: string | null;
  locale: Locale;
}

/** The result for one file. A bare inventory document has no verdict like a report, because it has no signature. */
interface Outcome {
  file: string;
  verdict: Verdict | "recomputed" | "not_recomputed";
  number: string | null;
  sentence: string;
  checks: Check[];
  notes: string[];
  disclosure?: DisclosureOutcome;
}

/** `truetonne verify`, and what the checker does. The exit code is the worst of all files. */
export async function run(argv: string[], caller: Caller = TRUETONNE): Promise<number> {
  const options = readOptions(argv, caller);
  if (options === "help") return write(process.stdout, usageOf(caller)).then(() => 0);
  if (options === null) return write(process.stderr, usageOf(caller)).then(() => 2);
  const outcomes: Outcome[] = [];
  let isReadable = true;
  try {
    const pinned = options.keys === null ? null : await parseKeySet(decodeUtf8(await readBounded(options.keys)));
    const checkpoint = options.checkpoint === null ? undefined : decodeUtf8(await readBounded(options.checkpoint));
    const trusted = { pinned, kept: { checkpoint, keyName: options.key } };
    for (const file of options.files) outcomes.push(await verifyFile(file, options, trusted));
  } catch (error) {
    isReadable = false;
    await write(process.stderr, `${describeFailure(error, options.locale)}\n`);
  }
  if (options.json) await write(process.stdout, `${JSON.stringify(outcomes, null, 2)}\n`);
  else await write(process.stdout, outcomes.map((outcome) => print(outcome, options)).join("\n"));
  if (!isReadable) return 2;
  const isFine = ({ verdict, disclosure }: Outcome) =>
    (verdict === "authentic" || verdict === "recomputed") && disclosure?.holds !== false;
  return outcomes.every(isFine) ? 0 : 1;
}

function usageOf({ program, verify, locale }: Caller): string {
  const { usage, more } = translator(locale).verifyCommand;
  // The other commands of the product are in its own list.
  return usage(verify) + (verify === program ? more(program) : "");
}

function readOptions(argv: string[], caller: Caller): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: joinKeyName(argv),
      allowPositionals: true,
      options: {
        keys: { type: "string" },
        key: { type: "string" },
        checkpoint: { type: "string" },
        disclosure: { type: "string" },
        offline: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        language: { type: "string", default: caller.locale },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    if (positionals.length === 0 || !isLocale(values.language)) return null;
    const { offline, json, key, keys = null, checkpoint = null, disclosure = null, language: locale } = values;
    return { files: positionals, offline, json, key, keys, checkpoint, disclosure, locale };
  } catch {
    return null;
  }
}

/** One thumbprint in 64 begins with a hyphen, so the word after `--key` is always the name. */
function joinKeyName(argv: readonly string[]): string[] {
  const at = argv.indexOf("--key");
  const name = argv[at + 1];
  return at < 0 || name === undefined ? [...argv] : argv.toSpliced(at, 2, `--key=${name}`);
}

/** Items that the reader has from sources other than the files. */
interface Trusted {
  pinned: KeySet | null;
  kept: KeptEvidence;
}

async function verifyFile(file: string, options: Options, { pinned, kept }: Trusted): Promise<Outcome> {
  const content = await readBounded(file);
  const isReport = isPdf(content) || isZip(content) || (await hasSidecars(file));
  if (!isReport && looksLikeJson(content)) return verifyDocumentFile(file, content, options.locale);
  try {
    const { keySource, ...evidence } = await gatherEvidence(file, content, { offline: options.offline, pinned });
    const now = new Date().toISOString();
    const verification = await verifyReport({
      ...evidence,
      areKeysCarried: keySource.kind === "bundle",
      kept,
      now,
      recompute: recomputeInventory,
      rebuild: rebuildPrinted,
      online: !options.offline,
    });
    const outcome = describe(file, verification, { keySource, locale: options.locale });
    return options.disclosure === null ? outcome : addDisclosure(outcome, verification, evidence.file, options);
  } catch (error) {
    // The evidence itself was changed. The strongest statement is that this is not as issued.
    if (!(error instanceof TransparencyError)) throw error;
    return describe(file, refuseEvidence(error.code), { keySource: { kind: "none" }, locale: options.locale });
  }
}

/** Checks the disclosed content against the report. Only a report with a valid signature can vouch for it. */
async function addDisclosure(
  outcome: Outcome,
  { facts }: Verification,
  file: Uint8Array,
  { disclosure: path, locale }: Options,
): Promise<Outcome> {
  const { verify, withholding } = translator(locale);
  const text = decodeUtf8(await readBounded(path ?? ""));
  const disclosure = await checkDisclosure(text, facts, file);
  const said = withholding.outcome[disclosure.reason](
    disclosure.facts,
    verify.describeFault(disclosure.facts.fault ?? ""),
  );
  const parts = (disclosure.disclosure?.parts ?? []).map(
    ({ part, value }) => `${withholding.parts[part]}: ${JSON.stringify(value)}`,
  );
  return { ...outcome, disclosure, notes: [...outcome.notes, said, ...parts] };
}

function verifyDocumentFile(file: string, content: Uint8Array, locale: Locale): Outcome {
  const { document } = translator(locale).verify;
  const check = checkDocumentText(content, recomputeInventory);
  const sentence = {
    passed: document.holds,
    failed: document.fails,
    not_done: document.cannotTell,
    not_applicable: "",
  };
  const verdict = check.outcome === "passed" ? "recomputed" : "not_recomputed";
  return { file, verdict, number: null, sentence: sentence[check.outcome], checks: [check], notes: [] };
}

function describe(
  file: string,
  verification: Verification,
  { keySource, locale }: { keySource: KeySource; locale: Locale },
): Outcome {
  const { verify } = translator(locale);
  const { verdict, number, checks } = verification;
  const notes: string[] = verification.assurance.map((one) => sayAssurance(one, locale));
  notes.push(...sayStated(verification, locale));
  if (keySource.kind === "issuer") notes.push(verify.keysFrom.issuer(keySource.host));
  else if (keySource.kind === "bundle")
    notes.push(verification.isKeyConfirmed ? verify.keysFrom.confirmed : verify.keysFrom.bundle);
  else if (keySource.kind === "pinned") notes.push(verify.keysFrom.pinned);
  const { keyId, keyHost } = checks.find((check) => check.id === "signature")?.facts ?? {};
  if (keyHost) notes.push(verify.trust.authority.keyHeld(keyHost));
  if (!verification.isKeyConfirmed && keyId) {
    notes.push(verify.limits.keysFromBundle(`${verification.facts?.issuer.did}#${keyId}`));
    notes.push(verify.limits.confirmKeys);
  }
  const sentence = verify.sentence(verdictFactsOf(verification, "elsewhere"));
  return { file, verdict, number, sentence, checks, notes };
}

/** What the installation had on record about the issuer at issue. Only a valid record states it. */
function sayStated({ facts, checks }: Verification, locale: Locale): string[] {
  const stated = facts?.issuer.stated;
  if (!stated || !checks.some(({ id, outcome }) => id === "signature" && outcome === "passed")) return [];
  const { report } = translator(locale);
  const { proof: t } = report.boundary;
  if (stated.proofs.length === 0) return [t.atIssue(t.none)];
  return stated.proofs.map((one) => t.atIssue(sayProof(report, (day) => formatDay(day, locale), one)));
}

/** A third party's statement in one line: the verifier, the opinion, and its meaning for this report. */
function sayAssurance(one: CheckedAssurance, locale: Locale): string {
  const { verify, issuerProof } = translator(locale);
  const { assurance: t } = verify.page;
  if (!one.holds) return `${t.title}: ${t.fails} (${one.fault})`;
  const { verifier, engagement, opinion, date } = one.record;
  const name = verifier.identity ? sayVerifier(issuerProof, verifier) : verifier.name;
  const parts = [name, t.level[engagement.level], t.opinion[opinion.kind], date].join(" · ");
  return `${t.title}: ${parts}. ${t.effect[one.effect]}`;
}

/** The verdict in one sentence, a line for each check, then further notes. */
function print(outcome: Outcome, { files, locale }: Options): string {
  const { verify, common } = translator(locale);
  const width = (text: string) => [...text].reduce((sum, character) => sum + (character > "\u2e7f" ? 2 : 1), 0);
  const pad = (text: string, to: number) => text + " ".repeat(Math.max(1, to - width(text)));
  const words = {
    authentic: common.verdict.authentic,
    unconfirmed: common.verdict.unconfirmed,
    superseded: common.verdict.superseded,
    expired: common.verdict.expired,
    withdrawn: common.verdict.withdrawn,
    altered: common.verdict.altered,
    not_recognised: common.verdict.notRecognised,
    cannot_tell: common.verdict.cannotTell,
  };
  const lines = outcome.checks.map((check) => {
    const { id, outcome: result, reason, facts } = check;
    return `${pad(verify.outcome[result], 16)}${pad(verify.check[id], 21)}${verify.line[reason](facts)}`;
  });
  const isReport = outcome.verdict !== "recomputed" && outcome.verdict !== "not_recomputed";
  const verdict = isReport ? `${words[outcome.verdict as Verdict]}: ${outcome.sentence}` : outcome.sentence;
  const heading = files.length > 1 ? [outcome.file] : [];
  const notes = outcome.notes.length > 0 ? ["", ...outcome.notes] : [];
  return `${[...heading, verdict, "", ...lines, ...notes].map(printable).join("\n")}\n`;
}

function describeFailure(error: unknown, locale: Locale): string {
  if (error instanceof TransparencyError) return translator(locale).verify.describeFault(error.code);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return `${path ?? ""} ${code}`.trim();
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (text === "") resolve();
    else stream.write(text, () => resolve());
  });
}
