import type { SystemTx } from "#db/doors.ts";
import type { NoticeMode } from "#db/notice-schema.ts";
import { NOTICE_KIND_NAMES, NOTICE_KINDS, type NoticeKind, type NoticeKindName } from "./notice-kind.ts";
import { choose, DIGEST } from "./notice-mail.server.ts";

/** How a person is mailed. */
interface NoticeChoices {
  modes: { kind: NoticeKindName; mode: NoticeMode }[];
  hasDigest: boolean;
}

/** Kinds that a person can choose for. The others have a mail of their own. */
const CHOSEN_KINDS = NOTICE_KIND_NAMES.filter((kind) => (NOTICE_KINDS[kind] as NoticeKind).mailedTo !== "everyone");

export async function readChoices(tx: SystemTx, userId: string): Promise<NoticeChoices> {
  const rows = await tx
    .selectFrom("notice_preference")
    .select(["kind", "mail"])
    .where("user_id", "=", userId)
    .execute();
  const chosen = new Map(rows.map(({ kind, mail }) => [kind, mail]));
  return {
    modes: CHOSEN_KINDS.map((kind) => ({ kind, mode: chosen.get(kind) ?? NOTICE_KINDS[kind].urgency })),
    hasDigest: chosen.get(DIGEST) !== "never",
  };
}

export async function saveChoices(tx: SystemTx, userId: string, choices: NoticeChoices): Promise<void> {
  for (const { kind, mode } of choices.modes) await choose(tx, userId, kind, mode);
  await choose(tx, userId, DIGEST, choices.hasDigest ? "digest" : "never");
}
