import type { Kysely } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import type { ConsentOccasion, ConsentStep } from "#db/consent-schema.ts";
import type { Database } from "#db/schema.ts";
import type { AgreedKind, Agreement, CurrentText } from "./agreement.ts";
import type { LegalBlock } from "./legal-text.ts";

/** The role of accounts at sign-up, else the system. */
type ConsentTx = Kysely<Database>;

/** Keeps that a person agreed, with the texts that they had before them. */
export async function keepAgreement(
  tx: ConsentTx,
  userId: string,
  { texts, language }: Agreement,
  occasion: ConsentOccasion,
): Promise<void> {
  if (texts.length === 0) return;
  await keepTexts(tx, texts);
  await tx
    .insertInto("consent_step")
    .values(texts.map(({ digest }) => ({ user_id: userId, digest, step: "agreed" as const, language, occasion })))
    .execute();
}

/** Keeps that a person was asked. From then on they read and export, and change nothing until they agree. */
async function keepQuestion(
  tx: ConsentTx,
  userId: string,
  texts: readonly CurrentText[],
  occasion: ConsentOccasion,
): Promise<void> {
  if (texts.length === 0) return;
  await keepTexts(tx, texts);
  await tx
    .insertInto("consent_step")
    .values(texts.map(({ digest }) => ({ user_id: userId, digest, step: "asked" as const, language: null, occasion })))
    .execute();
}

/**
 * Asks at sign-in for the texts that the person has not agreed to.
 *
 * @returns whether there is something to ask
 */
export async function askAtSignIn(tx: ConsentTx, userId: string, current: readonly CurrentText[]): Promise<boolean> {
  const steps = await newestSteps(tx, userId, current);
  const unasked = current.filter(({ digest }) => !steps.has(digest));
  await keepQuestion(tx, userId, unasked, "sign_in");
  return current.some(({ digest }) => steps.get(digest) !== "agreed");
}

/**
 * An account whose address was not confirmed may have been opened by a stranger. The owner of the mailbox takes it over
 * with a new password, and has agreed to nothing yet.
 */
export async function askAfterTakeover(tx: ConsentTx, userId: string, current: readonly CurrentText[]): Promise<void> {
  const steps = await newestSteps(tx, userId, current);
  const agreed = current.filter(({ digest }) => steps.get(digest) === "agreed");
  await keepQuestion(tx, userId, agreed, "password_reset");
}

/** The current texts that the person has not agreed to. */
export async function listUnagreed(
  tx: ConsentTx,
  userId: string,
  current: readonly CurrentText[],
): Promise<CurrentText[]> {
  const steps = await newestSteps(tx, userId, current);
  return current.filter(({ digest }) => steps.get(digest) !== "agreed");
}

/**
 * Refuses a change to a person who was asked and did not agree. A session that began before a text changed continues.
 *
 * @throws AppError `forbidden`
 */
export async function refuseUnagreed(tx: ConsentTx, userId: string, current: readonly CurrentText[]): Promise<void> {
  const steps = await newestSteps(tx, userId, current);
  if ([...steps.values()].includes("asked"))
    throw new AppError("forbidden", { details: { reason: "consent_missing" } });
}

export interface KeptAgreement {
  id: string;
  kind: AgreedKind;
  version: string;
  digest: string;
  language: ContentLanguage;
  occasion: ConsentOccasion;
  agreedAt: string;
  /** The text as it was, in the language in which it was shown. */
  blocks: LegalBlock[];
}

/** Everything that a person agreed to, newest first. */
export async function listAgreements(tx: ConsentTx, userId: string): Promise<KeptAgreement[]> {
  const rows = await tx
    .selectFrom("consent_step as c")
    .innerJoin("legal_text as t", "t.digest", "c.digest")
    .select(["c.id", "c.digest", "c.language", "c.occasion", "c.created_at", "t.kind", "t.version", "t.blocks"])
    .where("c.user_id", "=", userId)
    .where("c.step", "=", "agreed")
    .orderBy("c.created_at", "desc")
    .orderBy("c.id")
    .execute();
  return rows.map(({ id, digest, language, occasion, created_at, kind, version, blocks }) => ({
    id,
    kind,
    version,
    digest,
    language: language!,
    occasion,
    agreedAt: created_at.toISOString(),
    blocks: blocks[language!],
  }));
}

/** The newest step about each of the current texts. */
async function newestSteps(tx: ConsentTx, userId: string, current: readonly CurrentText[]) {
  if (current.length === 0) return new Map<string, ConsentStep>();
  const rows = await tx
    .selectFrom("consent_step")
    .select(["digest", "step"])
    .where("user_id", "=", userId)
    .where(
      "digest",
      "in",
      current.map(({ digest }) => digest),
    )
    .orderBy("created_at")
    .execute();
  return new Map(rows.map(({ digest, step }) => [digest, step]));
}

async function keepTexts(tx: ConsentTx, texts: readonly CurrentText[]): Promise<void> {
  await tx
    .insertInto("legal_text")
    .values(
      texts.map(({ kind, version, digest, text }) => ({ digest, kind, version, blocks: JSON.stringify(text.blocks) })),
    )
    .onConflict((conflict) => conflict.column("digest").doNothing())
    .execute();
}
