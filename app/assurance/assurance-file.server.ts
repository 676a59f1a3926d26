import { AppError } from "#app/encoding/errors.ts";
import type { StoredFile } from "#app/evidence/store-files.server.ts";
import type { TenantTx, VerifierTx } from "#db/doors.ts";

/** Limits the disk space that one engagement can use. */
const MOST_FILES = 500;

/** @throws AppError `conflict` above the file limit of an engagement */
export async function addFiles(
  tx: TenantTx | VerifierTx,
  by: { tenantId: string; userId: string; organizationId: string; engagementId: string | null },
  files: readonly StoredFile[],
): Promise<void> {
  if (files.length === 0) return;
  if (by.engagementId) {
    const { count } = await tx
      .selectFrom("assurance_file")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("engagement_id", "=", by.engagementId)
      .executeTakeFirstOrThrow();
    if (Number(count) + files.length > MOST_FILES) {
      throw new AppError("conflict", { details: { reason: "too_many_files" } });
    }
  }
  await tx
    .insertInto("assurance_file")
    .values(
      files.map(({ id, name, kind, size, sha256, scan }) => ({
        tenant_id: by.tenantId,
        id,
        organization_id: by.organizationId,
        engagement_id: by.engagementId,
        sha256,
        byte_size: size,
        kind,
        name,
        scan,
        created_by: by.userId,
      })),
    )
    .execute();
}

/** @throws AppError `not_found`, also for a file of another engagement or organization */
export async function getAssuranceFile(
  tx: TenantTx | VerifierTx,
  organizationId: string,
  fileId: string,
): Promise<StoredFile> {
  const row = await tx
    .selectFrom("assurance_file")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", fileId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const { id, name, kind, byte_size, sha256, scan } = row;
  return { id, name, kind, size: byte_size, sha256, scan };
}
