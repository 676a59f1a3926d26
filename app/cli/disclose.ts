import { parseArgs } from "node:util";
import { doors } from "#app/database/doors.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { LINE_PARTS, type LinePart } from "#app/proof/disclosure/line-parts.ts";
import { parseReportNumber } from "#app/proof/report-number.ts";
import { discloseLine, exportFullPackage } from "#app/report/report-reveal.server.ts";

const USAGE = `Usage: truetonne disclose REPORT --line ID [--part names|evidence|inputs]…
       truetonne disclose REPORT --full

Writes the redacted content of one line of a report as JSON to standard output, with the proof that it was signed. With
--full, it writes the full package: the whole document and the secret that opens every line. The audit trail records both.
The recipient checks the file with: node truetonne-verify.mjs REPORT.pdf --disclosure FILE

REPORT is the number of the report. ID is the line as printed in the report (a17). The database is the one of the settings.

Exit code 0: written · 1: the report doesn't exist, or the line is not redacted · 2: bad usage, or no database.
`;

interface Options {
  number: string;
  line: string | null;
  parts: LinePart[] | undefined;
}

export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === null) {
    const isHelp = argv.includes("--help") || argv.includes("-h");
    (isHelp ? process.stdout : process.stderr).write(USAGE);
    return isHelp ? 0 : 2;
  }
  const opened = await doors();
  try {
    const report = await opened.withSystem((tx) =>
      tx
        .selectFrom("report")
        .select(["id", "tenant_id", "organization_id", "created_by"])
        .where("number", "=", options.number)
        .executeTakeFirst(),
    );
    if (!report) throw new AppError("not_found");
    // The issuer of the report, because the command line has no sign-in.
    const author = {
      tenantId: report.tenant_id,
      userId: report.created_by,
      organizationId: report.organization_id,
      source: "command_line" as const,
    };
    const { line, parts } = options;
    const { text } = await opened.withTenant(author, (tx) =>
      line === null
        ? exportFullPackage(tx, author, report.id)
        : discloseLine(tx, author, { reportId: report.id, line, ...(parts ? { parts } : {}) }),
    );
    process.stdout.write(text);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write("truetonne disclose: the report doesn't exist, or the line is not redacted\n");
    return 1;
  } finally {
    await opened.close();
  }
}

function readOptions(argv: string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        line: { type: "string" },
        part: { type: "string", multiple: true },
        full: { type: "boolean", default: false },
      },
    });
    const parsed = parseReportNumber(positionals[0] ?? "");
    const parts = values.part?.map((part) => LINE_PARTS.find((one) => one === part));
    if (!parsed.ok || positionals.length !== 1 || parts?.includes(undefined)) return null;
    if (values.full === (values.line !== undefined)) return null;
    return { number: parsed.number, line: values.line ?? null, parts: parts as LinePart[] | undefined };
  } catch {
    return null;
  }
}
