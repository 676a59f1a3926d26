import { keepFiles, withReceivedForm } from "#app/evidence/receive-files.server.ts";
import { dropFiles, type StoredFile } from "#app/evidence/store-files.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import type { ContractSigner } from "#db/order-schema.ts";
import { RefusedCopy } from "./contract-copy.server.ts";
import { COPY_KINDS, SIGNERS, wordsOfRefusal } from "./contract-copy.ts";

interface Receiver {
  tenantId: string;
  locale: Locale;
  /** What was typed, to be shown again. */
  typed: Record<string, string>;
}

/** An error by field: a key of `contract.faults` or a sentence. */
type CopyErrors = Partial<Record<"file" | "signedBy", string>>;

/**
 * Receives the form of a copy: one file, and who signed it. The bytes are stored first, and removed if `add` throws.
 *
 * @returns the errors, or null
 */
export function receiveContractCopy(
  request: Request,
  { tenantId, locale, typed }: Receiver,
  add: (copy: { file: StoredFile; signedBy: ContractSigner }) => Promise<void>,
): Promise<CopyErrors | null> {
  return withReceivedForm(
    request,
    ["intent", "signedBy"],
    async ({ fields, files: [received] }) => {
      Object.assign(typed, fields);
      const signedBy = SIGNERS.find((one) => one === fields.signedBy);
      if (!received || !signedBy)
        return { ...(!received && { file: "file_missing" }), ...(!signedBy && { signedBy: "signer_missing" }) };
      const kept = await keepFiles(tenantId, [received], COPY_KINDS);
      if (!kept.ok) return { file: sayRefusal(kept, locale) };
      try {
        await add({ file: kept.files[0]!, signedBy });
        return null;
      } catch (error) {
        await dropFiles(tenantId, await evidenceRoom(), kept.files, error);
        if (error instanceof RefusedCopy) return { file: error.fault };
        throw error;
      }
    },
    1,
  );
}

function sayRefusal({ code, facts }: { code: string; facts: Record<string, string> }, locale: Locale): string {
  const { contract: t, evidence } = translator(locale);
  const words = wordsOfRefusal(code);
  if (words === "file") return evidence.describeRefusal(code, facts);
  return words === "too_large" ? t.tooLarge(facts.limit ?? "") : t.faults[words];
}
