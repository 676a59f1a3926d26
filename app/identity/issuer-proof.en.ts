/** What is proved of the issuer of a report, on public pages. */
const issuerProof = {
  label: "Proofs of the issuer",
  none: "None. The issuer's name is not checked.",
  nameIsClaim: "The name itself remains a claim.",
  dns: (domain: string, day: string) => `Controls ${domain} (DNS record, checked on ${day})`,
  web: (domain: string, day: string) => `Controls ${domain} (file on the website, checked on ${day})`,
  failing: (domain: string, confirmed: string, failed: string) =>
    `Controlled ${domain} on ${confirmed}. The check on ${failed} failed.`,
  lapsed: (domain: string, confirmed: string, ended: string) =>
    `Controlled ${domain} on ${confirmed}. The proof lapsed on ${ended}.`,
  registration: (host: string, day: string) => `Registration checked by the operator of ${host} on ${day}`,
  registeredAs: (name: string, number: string, register: string) => `${name}, ${number}, ${register}`,
  column: "Proofs of the issuer",
  separator: "; ",
  notChecked: "Not checked",
  /** The operator's decision on a name that resembles another, at the issue. */
  review: {
    label: "Name review",
    released: (name: string, day: string, host: string) =>
      `${name} resembles another name. The operator of ${host} allowed it on ${day}.`,
    note: "A review is no proof of the name.",
  },
  /** The seal in the reader's file. */
  seal: {
    label: "Seal in your file",
    names: (organization: string, authority: string) => `Certificate of ${organization}, issued by ${authority}`,
    isIssuer: "It has the name of the issuer.",
    isOther: "This is not the name of the issuer. The seal proves who sealed the file, not who issued it.",
    trust: "Whether its authority can be trusted was not checked. PDF readers compare it with their lists.",
  },
  /** A verification body, named by what is proved of it. */
  verifier: {
    domain: (domain: string, name: string) => `${domain}, which names itself ${name} (name not checked)`,
    none: (name: string) => `${name} (name not checked)`,
  },
};

export default issuerProof;
