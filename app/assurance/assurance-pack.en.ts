interface PackFacts {
  organization: { en: string; zh: string };
  period: { start: string; end: string };
  publicUrl: string;
  madeAt: string;
}

/** The README of a verifier's pack. */
export const packReadme = ({ organization, period, publicUrl, madeAt }: PackFacts) => `THE PACK FOR A VERIFIER

${organization.en || organization.zh}, ${period.start} to ${period.end}. Made ${madeAt}.

What is in here
  reports/                 each issued report as a PDF, and its bundle, with which it is checked without ${publicUrl}
  inventory.json           the inventory document: every input, factor and result (schema at ${publicUrl}/schema/inventory-document-v1.json)
  factors.csv              every factor once, with edition, source cell and licence
  lines.csv                every line with its exact result and each step of its calculation
  records.ndjson           the records behind the lines, piece by piece; check it with: truetonne detail verify inventory.json records.ndjson
  records.csv              the record of the workspace behind each activity in there, as the trail names it
  estimates-and-gaps.csv   what rests on estimates, and why months have no record
  findings.json            findings and answers
  statements.json          statements of third parties on record
  audit-trail.jsonl        who changed what, each entry with its hash
  evidence.jsonl, evidence/  the files, each named by its SHA-256; photos are copies without metadata (see below)
  manifest.json            size and SHA-256 of each file
  manifest.sha256          the SHA-256 of the manifest

How to check it
  sha256sum -c manifest.sha256
In a clone of Truetonne, after npm ci, with PATH/ as the folder of these files:
  node app/cli/truetonne.js pack verify PATH/PACK.zip            every file against the manifest
  node app/cli/truetonne.js calculate PATH/inventory.json        every figure again
  node app/cli/truetonne.js verify PATH/reports/*.bundle.zip --offline --key NAME   (${publicUrl}/keys)
  node app/cli/truetonne.js trail verify PATH/audit-trail.jsonl

Photos
Photos are shared without their metadata, such as the place and time at which they were taken; the picture's own data, its
orientation and its color profile are unchanged. In evidence.jsonl "sha256" and "size" are those of the original, which
the organization keeps, and "copy" those of the file in here. A photo without "copy" is the original itself. A photo whose
metadata can't be removed is not shared: a text with its name is in its place ("copy": "not_shared").
PDF, Excel and CSV files are shared as uploaded: photos inside them keep their metadata.

Figures are exact decimal texts; nothing is rounded. The pack says what the organization stated. Whether the activity data
are true is for the verifier to judge.`;

/** In the place of a photo that isn't shared. */
export const notShared = ({ name, sha256 }: { name: string; sha256: string }) =>
  `"${name}" (SHA-256 of the original: ${sha256}) is not in this pack: its metadata, such as the place where it was taken, can't be removed. Ask the organization to save it again as JPEG or PNG and to attach that file.`;
