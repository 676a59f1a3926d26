import { satisfies } from "semver";
import { z } from "zod";

const AdvisoryList = z.strictObject({
  /** When the list was copied from its source. */
  date: z.iso.date(),
  source: z.string().min(1),
  advisories: z.array(
    z.strictObject({
      id: z.string().regex(/^GHSA(-[23456789cfghjmpqrvwx]{4}){3}$/),
      package: z.string().min(1),
      /** The affected versions, as an npm range. */
      vulnerable: z.string().min(1),
      severity: z.enum(["low", "moderate", "high", "critical"]),
      published: z.iso.date().optional(),
    }),
  ),
  /** Accepted advisories: for one version of one package, with the reason why it is harmless here. */
  accepted: z.array(
    z.strictObject({
      id: z.string(),
      package: z.string(),
      version: z.string(),
      reason: z.string().min(20),
    }),
  ),
});

export type AdvisoryList = z.infer<typeof AdvisoryList>;
export type Advisory = Pick<AdvisoryList["advisories"][number], "id" | "package" | "vulnerable" | "severity">;

type Acceptance = AdvisoryList["accepted"][number];

export interface Known extends Advisory {
  version: string;
}

export interface Installed {
  name: string;
  version: string;
}

const Lockfile = z.object({
  packages: z.record(z.string(), z.object({ name: z.string().optional(), version: z.string().optional() })),
});

const Audit = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(
        z.union([
          z.string(),
          z.object({ name: z.string(), url: z.url(), range: z.string(), severity: z.string().transform(severityOf) }),
        ]),
      ),
    }),
  ),
});

export function parseAdvisoryList(text: string): AdvisoryList {
  return AdvisoryList.parse(JSON.parse(text));
}

/** Every package of an npm lockfile (version 2 or 3), once for each version. */
export function readInstalled(lockfile: string): Installed[] {
  const { packages } = Lockfile.parse(JSON.parse(lockfile));
  const found = new Map<string, Installed>();
  for (const [path, { name = path.split("node_modules/").at(-1)!, version }] of Object.entries(packages))
    if (path !== "" && version) found.set(`${name}@${version}`, { name, version });
  return [...found.values()];
}

/**
 * The output of `npm audit --json` (report version 2); null if it is not a report, as from a registry without audits.
 */
export function readAudit(text: string): Advisory[] | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  const audit = Audit.safeParse(answer);
  if (!audit.success) return null;
  const named = Object.values(audit.data.vulnerabilities).flatMap(({ via }) =>
    via.flatMap((one) => (typeof one === "string" ? [] : [one])),
  );
  return named.map(({ name, url, range, severity }) => {
    return { id: url.split("/").at(-1)!, package: name, vulnerable: range, severity };
  });
}

/** Each installed version that is affected by an advisory. */
export function findKnown(installed: readonly Installed[], advisories: readonly Advisory[]): Known[] {
  return advisories.flatMap(({ id, package: name, vulnerable, severity }) =>
    installed
      .filter((one) => one.name === name && satisfies(one.version, vulnerable, { includePrerelease: true }))
      .map(({ version }) => ({ id, package: name, version, vulnerable, severity })),
  );
}

export function isSame(one: Omit<Acceptance, "reason">, other: Omit<Acceptance, "reason">): boolean {
  return one.id === other.id && one.package === other.package && one.version === other.version;
}

function severityOf(text: string): Advisory["severity"] {
  return text === "critical" || text === "high" || text === "low" ? text : "moderate";
}
