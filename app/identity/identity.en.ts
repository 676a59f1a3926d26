import key from "./key/key.en.ts";

/** The page on which a workspace proves the domains that it controls. */
const identity = {
  key,
  title: "Proved domains",
  about:
    "Anyone can type a name. Prove that your workspace controls a domain, and readers of your reports see it next to the name.",
  see: "Proved domains",
  seeAbout: "Readers see the domains that this workspace proved next to its name, which remains a claim.",
  readOnly: "Owners and admins can add and check domains.",
  add: "Add domain",
  domain: "Domain",
  domainHint: "A domain of your own, such as example.com. Subdomains are separate.",
  done: {
    added: "The domain was added. Create one of the records below. Then check it.",
    removed: "The domain was removed. Readers no longer see it.",
  },
  emptyTitle: "No domains yet",
  emptyReason: "Add the domain of your website or your email addresses. Its administrator needs to create one record.",
  state: {
    unchecked: "Not checked yet",
    unproved: "Not proved",
    proved: "Proved",
    failing: "Last check failed",
    lapsed: "Lapsed",
  },
  explain: {
    unchecked: "Create one of the two records below. Then check the domain.",
    unproved: "The last check found no matching record. Readers don't see this domain.",
    proved: (day: string) => `Readers see this domain. It was last confirmed on ${day} and is checked every week.`,
    failing: (confirmed: string, failed: string) =>
      `The record was last confirmed on ${confirmed}, and the check on ${failed} failed. Restore the record. If it is still missing 3 days later, the proof lapses.`,
    lapsed: (confirmed: string, lapsed: string) =>
      `The record was last confirmed on ${confirmed}. The proof lapsed on ${lapsed}, and readers see both days. Restore the record and check the domain again.`,
  },
  check: "Check now",
  checkOf: (domain: string) => `Check ${domain} now`,
  checking: "The check is in progress.",
  checkFailed: "The check could not be done. Try again in some minutes. If it fails again, contact the operator.",
  reload: "Reload the page to see the result.",
  remove: "Remove",
  howTitle: "One of these two records proves the domain",
  dnsTitle: "A DNS record",
  dnsAbout: "Create it at the provider that manages the domain. Changes can take some hours to become visible.",
  type: "Type",
  name: "Name",
  value: "Value",
  webTitle: "Or a file on the website",
  webAbout: (address: string) =>
    `Publish a DID document at ${address}. If there already is one, add the entry of alsoKnownAs to it. The address must not redirect.`,
  file: "File",
  copy: "Copy",
  copyOf: (what: string) => `Copy ${what}`,
  keep: "Keep the record. Without it, the proof lapses after two failed checks.",
  historyTitle: "Checks",
  historyNewest: (count: string) => `The newest ${count} checks`,
  time: "Time",
  dns: "DNS record",
  web: "File",
  dnsResult: {
    found: "Found",
    none: "No such record. Check its name.",
    other: "The record has another value. Copy the value again.",
    unreachable: "The DNS servers of the domain did not answer. Try again later.",
  },
  webResult: {
    found: "Found",
    none: "No such file or website.",
    other: "The file doesn't name this workspace. Copy the entry again.",
    unreachable: "The website did not answer correctly over HTTPS. Check its certificate and its status code.",
    private: "The domain leads to an address that is not public.",
    redirected: "The address redirects. Publish the file on exactly this domain.",
    too_large: "The file is larger than 64 KiB.",
    not_asked: "Not needed",
  },
  fault: {
    domain_missing: "Enter a domain.",
    domain_invalid: "This is not a domain. Enter one such as example.com.",
    domain_address: "This is an IP address. Enter a domain such as example.com.",
    domain_known: "This domain is already in the list. Check it below.",
    too_many_domains: "A workspace can have up to 10 domains. Remove one first.",
    too_many_checks: "There were 30 checks within an hour. Wait an hour, then check again.",
  } as Record<string, string>,
};

export default identity;
