import { isSealed, issuedHashOf, type ReportFacts } from "./credential.ts";
import { type Check, failed, notApplicable, passed } from "./verdict.ts";

/**
 * The seal in the PDF as an additional check: valid for exactly the issued file, or the reason
 * why no seal can be checked. The facts name its certificate; whether to trust it is up to the reader.
 *
 * @param compared how the file compares with the issued one
 */
export async function checkSeal(
  file: Uint8Array | undefined,
  { hashes }: ReportFacts,
  compared: Check,
): Promise<Check> {
  const isUnaltered = compared.outcome !== "failed";
  if (!isSealed(hashes) && isUnaltered) return notApplicable("seal", "issued_without_seal");
  if (file === undefined) return notApplicable("seal", "seal_waits_for_file");
  // Certificates are read by much code, which only a file with a seal has use for.
  const { verifySeal } = await import("#app/seal/verify-seal.ts");
  const seal = await verifySeal(file);
  if (seal.kind === "broken") return failed("seal", "seal_wrong", { fault: seal.fault });
  if (seal.kind === "absent")
    return notApplicable("seal", isSealed(hashes) ? "seal_not_in_file" : "issued_without_seal");
  const { subject, organization, issuer, isSelfIssued, fingerprint, signedAt, timestamp, unsealedSha256 } = seal;
  const facts = {
    subject,
    organization,
    issuer: isSelfIssued ? "" : issuer,
    fingerprint,
    signedAt,
    timestampAt: timestamp?.at ?? "",
    authority: timestamp?.authority ?? "",
  };
  if (!isUnaltered) return notApplicable("seal", "seal_not_of_report", facts);
  // The file has the hash of the sealed one; what it was before the seal must be what was signed for too.
  const edition = hashes.editions.find((one) => issuedHashOf(one) === compared.facts.sha256);
  if (unsealedSha256 !== edition?.unsignedPdf) return failed("seal", "seal_wrong", { fault: "seal_of_other_content" });
  return passed("seal", "sealed", facts);
}
