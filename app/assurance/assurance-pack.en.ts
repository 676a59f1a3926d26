interface PackFacts {
  organization: { en: string; zh: string };
  period: { start: string; end: string };
  publicUrl: string;
  madeAt: string;
}

export const packReadme = ({ organization, period, publicUrl, madeAt }: PackFacts) => `VERIFIER PACK

${organization.en || organization.zh}, ${period.start} to ${period.end}. Created ${madeAt}.

Contents
  reports/                 each issued report as a PDF, and its verification bundle, which works without ${publicUrl}
  inventory.json           the inventory document: every input, factor and result (schema at ${publicUrl}/schema/inventory-document-v1.json)
  factors.csv              every factor once, with release, source cell and licence
  lines.csv                every line with its exact result and calculation steps
  records.ndjson           the records behind the lines, in pieces.
  records.csv              the workspace record behind each activity, as named in the audit trail
  estimates-and-gaps.csv   lines based on estimates, and the reasons for months without records
  findings.json            findings and answers
  statements.json          recorded verification statements
  audit-trail.jsonl        who changed what, each entry with its hash
  evidence.jsonl, evidence/  the files, named by their SHA-256. Photos are copies without metadata (see below)
  manifest.json            size and SHA-256 of every file
  manifest.sha256          the SHA-256 of the manifest

How to verify it
  sha256sum -c manifest.sha256
With Node.js 20 or newer and the checker truetonne-verify.mjs from ${publicUrl}/verify/checker, in this folder:
  node truetonne-verify.mjs pack verify PACK.zip            checks every file against the manifest
  node truetonne-verify.mjs inventory.json                  recalculates every figure
  node truetonne-verify.mjs detail verify inventory.json records.ndjson
  node truetonne-verify.mjs reports/NUMBER.bundle.zip --offline --key NAME   (${publicUrl}/keys)
  node truetonne-verify.mjs trail verify audit-trail.jsonl

Photos
Photos are shared without metadata, such as the place and time at which they were taken. Image data, orientation and color
profile are unchanged. In evidence.jsonl, "sha256" and "size" describe the original, which the organization keeps. "copy"
describes the file in this pack. A photo without "copy" is the original. If the metadata of a photo can't be removed, the
photo is not shared. A text file with its name replaces it ("copy": "not_shared").
PDF, Excel and CSV files are shared as uploaded. Photos inside them keep their metadata.

Figures are exact decimals and are not rounded. The pack contains what the organization stated. It is for the verifier to
judge whether the activity data is true.`;

/** The text file that replaces a photo that is not shared. */
export const notShared = ({ name, sha256 }: { name: string; sha256: string }) =>
  `"${name}" (SHA-256 of the original: ${sha256}) is not in this pack. Its metadata, such as the place where it was taken, can't be removed. Ask the organization to save it as JPEG or PNG and attach that file.`;
